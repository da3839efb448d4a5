#include "profile/shipment_aggregate.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "model/event_batch.h"
#include "model/status.h"

// The rules are those of docs/formulas/profile.md; the expected figures come from maps and sets of the lines, below.
namespace loyalane::profile {
namespace {

using model::EventBatch;
using model::FieldId;
using model::kNull;
using model::ShipmentStatus;

// --- lines, and batches of them -------------------------------------------------------------------------------------

struct Line {
  uint32_t customer = 0;
  int64_t shipped = 0;  // Instant::packed()
  int64_t amount_minor = 0;
  int64_t waybill = kNull;
  int64_t promised = kNull;
  int64_t delivered = kNull;
  int64_t status = kNull;
  int64_t name = kNull;
};

int64_t At(Day day) { return Instant(day, 0, Precision::kDay).packed(); }
int64_t At(Day day, int32_t minute) { return Instant(day, minute * 60, Precision::kMinute).packed(); }
Day On(int32_t year, int32_t month, int32_t day) { return ToDay({year, month, day}); }

// What all lines of a test share.
struct Pools {
  table::TextPool customers;
  table::TextPool texts;
  explicit Pools(uint32_t customer_count) {
    for (uint32_t i = 0; i < customer_count; ++i) customers.Add("customer " + std::to_string(i));
  }
};

struct Columns {
  bool waybill = true;
  bool delivery = true;  // promised, delivered, status
  bool name = true;
};

void AddLines(ShipmentAggregate& aggregate, const Pools& pools, const std::vector<Line>& lines, Columns columns = {},
              size_t rows_max = model::kBatchRowsMax, const int64_t* amounts = nullptr) {
  EventBatch batch;
  batch.customers = &pools.customers;
  batch.texts = &pools.texts;
  const auto provide = [&batch](FieldId field) {
    batch.present[static_cast<size_t>(field)] = true;
    batch.columns[static_cast<size_t>(field)].resize(model::kBatchRowsMax);
  };
  provide(FieldId::kShipTime);
  provide(FieldId::kAmount);
  if (columns.waybill) provide(FieldId::kWaybillNo);
  if (columns.delivery) {
    provide(FieldId::kPromisedTime);
    provide(FieldId::kDeliveredTime);
    provide(FieldId::kStatus);
  }
  if (columns.name) provide(FieldId::kCustomerName);
  batch.customer.resize(model::kBatchRowsMax);
  batch.source_row.resize(model::kBatchRowsMax);
  for (size_t begin = 0; begin < lines.size(); begin += rows_max) {
    batch.rows = static_cast<uint32_t>(std::min(rows_max, lines.size() - begin));
    for (uint32_t row = 0; row < batch.rows; ++row) {
      const Line& line = lines[begin + row];
      const auto set = [&batch, row](FieldId field, int64_t value) {
        if (batch.Has(field)) batch.columns[static_cast<size_t>(field)][row] = value;
      };
      batch.customer[row] = line.customer;
      set(FieldId::kShipTime, line.shipped);
      set(FieldId::kAmount, line.amount_minor);
      set(FieldId::kWaybillNo, line.waybill);
      set(FieldId::kPromisedTime, line.promised);
      set(FieldId::kDeliveredTime, line.delivered);
      set(FieldId::kStatus, line.status);
      set(FieldId::kCustomerName, line.name);
    }
    aggregate.Add(batch, amounts);
  }
}

// --- figures by meaning: from an aggregate, and from maps
// -------------------------------------------------------------

struct Month {
  int64_t amount_minor = 0;
  std::set<int32_t> days;  // of the month
  uint32_t lines = 0;
  bool operator==(const Month&) const = default;
};

struct Customer {
  std::map<int32_t, Month> months;  // by MonthIndex
  int32_t first_ship = INT32_MAX;
  int32_t last_ship = INT32_MIN;
  std::string name;
  uint32_t waybills = 0;
  uint32_t ontime_num = 0;
  uint32_t ontime_den = 0;
  bool operator==(const Customer&) const = default;
};

struct Figures {
  std::map<std::string, Customer> customers;  // those that have a line up to the as-of day
  uint64_t in_window = 0;
  uint64_t before = 0;
  uint64_t after = 0;
  int32_t first_day = INT32_MAX;
  int32_t last_day = INT32_MIN;
  bool operator==(const Figures&) const = default;
};

void PrintTo(const Figures& figures, std::ostream* out) {
  *out << figures.in_window << " in, " << figures.before << " before, " << figures.after << " after, days "
       << figures.first_day << ".." << figures.last_day;
  for (const auto& [id, customer] : figures.customers) {
    *out << "\n  " << id << " '" << customer.name << "' " << customer.first_ship << ".." << customer.last_ship
         << " waybills " << customer.waybills << " on time " << customer.ontime_num << "/" << customer.ontime_den;
    for (const auto& [index, month] : customer.months) {
      *out << " | " << index / 12 << "-" << index % 12 + 1 << ": " << month.amount_minor << ", " << month.lines
           << " lines, days";
      for (const int32_t day : month.days) *out << " " << day;
    }
  }
}

Figures FiguresOf(const ShipmentAggregate& aggregate, const Pools& pools) {
  Figures figures;
  figures.in_window = aggregate.counts().rows_in_window;
  figures.before = aggregate.counts().rows_before_window;
  figures.after = aggregate.counts().rows_after_as_of;
  figures.first_day = aggregate.counts().first_day.since_epoch;
  figures.last_day = aggregate.counts().last_day.since_epoch;
  WaybillScratch scratch;
  for (size_t i = 0; i < aggregate.customers().size(); ++i) {
    const CustomerState& state = aggregate.customers()[i];
    if (state.first_ship.since_epoch == INT32_MAX) {
      state.VisitMonths([](int32_t month, const MonthCell&) { ADD_FAILURE() << "month " << month << " of nobody"; });
      continue;
    }
    Customer& customer = figures.customers[std::string(pools.customers[static_cast<table::TextId>(i)])];
    customer.first_ship = state.first_ship.since_epoch;
    customer.last_ship = state.last_ship.since_epoch;
    if (state.name != table::kNoText) customer.name = pools.texts[state.name];
    for (uint16_t m = 0; m < state.earlier_count; ++m) {
      if (state.earlier[m].lines > 0) continue;
      EXPECT_EQ(state.earlier[m].amount_minor, 0);
      EXPECT_EQ(state.earlier[m].ship_day_bits, 0u);
    }
    state.VisitMonths([&customer](int32_t index, const MonthCell& cell) {
      EXPECT_TRUE(customer.months.empty() || customer.months.rbegin()->first < index);
      Month& month = customer.months[index];
      month.amount_minor = cell.amount_minor;
      month.lines = cell.lines;
      for (int32_t day = 1; day <= 31; ++day) {
        if ((cell.ship_day_bits >> (day - 1) & 1) != 0) month.days.insert(day);
      }
    });
    const WaybillCounts counts = state.waybills.Count(scratch);
    customer.waybills = counts.waybills;
    customer.ontime_num = counts.ontime_num;
    customer.ontime_den = counts.ontime_den;
    if (i < aggregate.row_shipments().size()) {
      customer.waybills += aggregate.row_shipments()[i].rows;
      customer.ontime_num += aggregate.row_shipments()[i].ontime_num;
      customer.ontime_den += aggregate.row_shipments()[i].ontime_den;
    }
  }
  return figures;
}

Figures Expected(Window window, const Pools& pools, const std::vector<Line>& lines, Columns columns = {}) {
  Figures figures;
  struct Waybill {
    bool on_time = false, late = false, overdue = false;
  };
  std::map<std::pair<uint32_t, int64_t>, Waybill> waybills;
  std::map<uint32_t, std::pair<int32_t, std::string>> names;
  int64_t next_row = 0;
  for (const Line& line : lines) {
    const Instant shipped = Instant::FromPacked(line.shipped);
    const int32_t day = shipped.day().since_epoch;
    figures.first_day = std::min(figures.first_day, day);
    figures.last_day = std::max(figures.last_day, day);
    if (day > window.to.since_epoch) {
      ++figures.after;
      continue;
    }
    Customer& customer = figures.customers[std::string(pools.customers[line.customer])];
    customer.first_ship = std::min(customer.first_ship, day);
    customer.last_ship = std::max(customer.last_ship, day);
    if (columns.name && line.name != kNull) {
      const std::string name(pools.texts[static_cast<table::TextId>(line.name)]);
      const auto known = names.find(line.customer);
      if (known == names.end() || day > known->second.first ||
          (day == known->second.first && name < known->second.second)) {
        names[line.customer] = {day, name};
        customer.name = name;
      }
    }
    if (day < window.from.since_epoch) {
      ++figures.before;
      continue;
    }
    ++figures.in_window;
    const CivilDate date = ToCivil(Day{day});
    Month& month = customer.months[MonthIndex(date)];
    month.amount_minor += line.amount_minor;
    month.days.insert(date.day);
    ++month.lines;
    const bool counts = !columns.waybill || line.waybill != kNull;
    if (!counts) continue;
    Waybill& waybill = waybills[{line.customer, columns.waybill ? line.waybill : next_row++}];
    if (!columns.delivery || line.promised == kNull || line.status == static_cast<int64_t>(ShipmentStatus::kCancelled))
      continue;
    const Instant promised = Instant::FromPacked(line.promised);
    if (line.delivered == kNull) {
      if (promised.day() <= window.to) waybill.overdue = true;
      continue;
    }
    const Instant delivered = Instant::FromPacked(line.delivered);
    const bool dates_only = promised.precision() == Precision::kDay || delivered.precision() == Precision::kDay;
    const bool on_time = dates_only ? delivered.day() <= promised.day() : delivered.seconds() <= promised.seconds();
    (on_time ? waybill.on_time : waybill.late) = true;
  }
  for (const auto& [key, waybill] : waybills) {
    Customer& customer = figures.customers[std::string(pools.customers[key.first])];
    ++customer.waybills;
    if (waybill.late || waybill.on_time || waybill.overdue) ++customer.ontime_den;
    if (!waybill.late && waybill.on_time) ++customer.ontime_num;
  }
  return figures;
}

// --- cases on paper
// ---------------------------------------------------------------------------------------------------

constexpr Window kWindow = {ToDay({2025, 7, 1}), ToDay({2026, 6, 30})};

TEST(ShipmentAggregate, OnTimeByTheRules) {
  struct Row {
    const char* name;
    int64_t promised, delivered;
    ShipmentStatus status;
    uint32_t num, den;
  };
  const Day promise = On(2026, 3, 10);
  const Row rows[] = {
      {"no promise", kNull, At(promise), ShipmentStatus::kDelivered, 0, 0},
      {"the same day, no times", At(promise), At(promise), ShipmentStatus::kDelivered, 1, 1},
      {"the day after, no times", At(promise), At(promise + 1), ShipmentStatus::kDelivered, 0, 1},
      {"the same minute", At(promise, 600), At(promise, 600), ShipmentStatus::kDelivered, 1, 1},
      {"a minute late", At(promise, 600), At(promise, 601), ShipmentStatus::kDelivered, 0, 1},
      {"promise without a time: the date counts", At(promise), At(promise, 1439), ShipmentStatus::kDelivered, 1, 1},
      {"delivery without a time: the date counts", At(promise, 600), At(promise), ShipmentStatus::kDelivered, 1, 1},
      {"unsigned and overdue", At(promise), kNull, ShipmentStatus::kInTransit, 0, 1},
      {"unsigned, promised on the as-of day", At(kWindow.to), kNull, ShipmentStatus::kInTransit, 0, 1},
      {"unsigned, promised for late on the as-of day", At(kWindow.to, 1439), kNull, ShipmentStatus::kInTransit, 0, 1},
      {"unsigned, not yet due", At(kWindow.to + 1), kNull, ShipmentStatus::kInTransit, 0, 0},
      {"delivered before it was due", At(kWindow.to + 1), At(kWindow.to), ShipmentStatus::kDelivered, 1, 1},
      {"cancelled, although an arrival was recorded", At(promise), At(promise), ShipmentStatus::kCancelled, 0, 0},
      {"cancelled and unsigned", At(promise), kNull, ShipmentStatus::kCancelled, 0, 0},
  };
  for (const bool with_waybill : {true, false}) {
    for (const Row& row : rows) {
      SCOPED_TRACE(row.name);
      const Pools pools(1);
      Line line;
      line.shipped = At(On(2026, 3, 1));
      line.waybill = 1;
      line.promised = row.promised;
      line.delivered = row.delivered;
      line.status = static_cast<int64_t>(row.status);
      ShipmentAggregate aggregate(kWindow);
      Columns columns;
      columns.waybill = with_waybill;
      AddLines(aggregate, pools, {line}, columns);
      const Figures figures = FiguresOf(aggregate, pools);
      const Customer& customer = figures.customers.at("customer 0");
      EXPECT_EQ(customer.waybills, 1u);
      EXPECT_EQ(customer.ontime_num, row.num);
      EXPECT_EQ(customer.ontime_den, row.den);
      EXPECT_EQ(figures, Expected(kWindow, pools, {line}, columns));
    }
  }
}

TEST(ShipmentAggregate, TheWindowsEndsAreInside) {
  const Pools pools(1);
  std::vector<Line> lines(6);
  const Day days[] = {kWindow.from - 1, kWindow.from, kWindow.to, kWindow.to + 1, kWindow.from - 400, kWindow.to + 400};
  for (size_t i = 0; i < lines.size(); ++i) {
    lines[i].shipped = At(days[i], 720);
    lines[i].amount_minor = 100 << i;
    lines[i].waybill = static_cast<int64_t>(i + 1);
  }
  ShipmentAggregate aggregate(kWindow);
  AddLines(aggregate, pools, lines);
  const Figures figures = FiguresOf(aggregate, pools);
  EXPECT_EQ(figures.in_window, 2u);
  EXPECT_EQ(figures.before, 2u);
  EXPECT_EQ(figures.after, 2u);
  EXPECT_EQ(figures.first_day, (kWindow.from - 400).since_epoch);
  EXPECT_EQ(figures.last_day, (kWindow.to + 400).since_epoch);
  const Customer& customer = figures.customers.at("customer 0");
  EXPECT_EQ(customer.first_ship, (kWindow.from - 400).since_epoch);
  EXPECT_EQ(customer.last_ship, kWindow.to.since_epoch);
  EXPECT_EQ(customer.waybills, 2u);
  ASSERT_EQ(customer.months.size(), 2u);
  EXPECT_EQ(customer.months.at(MonthIndex({2025, 7, 1})), (Month{200, {1}, 1}));
  EXPECT_EQ(customer.months.at(MonthIndex({2026, 6, 1})), (Month{400, {30}, 1}));
}

// Fee lines and refunds: money of all lines, one shipment, one ship-day.
TEST(ShipmentAggregate, SeveralLinesOfOneWaybill) {
  const Pools pools(1);
  std::vector<Line> lines(4);
  for (Line& line : lines) {
    line.shipped = At(On(2026, 1, 31));
    line.waybill = 5;
  }
  lines[0].amount_minor = 1200;
  lines[1].amount_minor = 300;
  lines[2].amount_minor = -1200;
  lines[3].waybill = kNull;  // money without a shipment
  lines[3].amount_minor = 50;
  ShipmentAggregate aggregate(kWindow);
  AddLines(aggregate, pools, lines);
  const Customer customer = FiguresOf(aggregate, pools).customers.at("customer 0");
  EXPECT_EQ(customer.waybills, 1u);
  EXPECT_EQ(customer.months.at(MonthIndex({2026, 1, 1})), (Month{350, {31}, 4}));
}

TEST(ShipmentAggregate, TheNameIsThatOfTheLatestLine) {
  Pools pools(1);
  const auto name = [&pools](const char* text) { return static_cast<int64_t>(pools.texts.Add(text)); };
  std::vector<Line> lines(5);
  lines[0] = {.shipped = At(On(2026, 1, 5)), .name = name("old")};
  lines[1] = {.shipped = At(On(2026, 2, 5)), .name = name("b")};
  lines[2] = {.shipped = At(On(2026, 2, 5)), .name = name("a")};  // of one day the smaller text
  lines[3] = {.shipped = At(On(2026, 3, 5)), .name = kNull};      // an empty cell says nothing
  lines[4] = {.shipped = At(kWindow.to + 1), .name = name("after the as-of day")};
  std::mt19937_64 random(37);
  for (int round = 0; round < 20; ++round) {
    std::shuffle(lines.begin(), lines.end(), random);
    ShipmentAggregate aggregate(kWindow);
    AddLines(aggregate, pools, lines);
    EXPECT_EQ(FiguresOf(aggregate, pools).customers.at("customer 0").name, "a");
  }
}

TEST(ShipmentAggregate, NothingAddedIsNothing) {
  const Pools pools(3);
  ShipmentAggregate aggregate(kWindow);
  EXPECT_EQ(FiguresOf(aggregate, pools), Figures());
  ShipmentAggregate other(kWindow);
  aggregate.Combine(other, pools.texts);
  EXPECT_EQ(FiguresOf(aggregate, pools), Figures());
  EXPECT_EQ(aggregate.window(), kWindow);
}

// --- laws over random lines -----------------------------------------------------------------------------------------

std::vector<Line> RandomLines(std::mt19937_64& random, Pools& pools, size_t count) {
  const auto text = [&](const char* prefix, uint64_t of) {
    return random() % 5 == 0 ? kNull : static_cast<int64_t>(pools.texts.Add(prefix + std::to_string(random() % of)));
  };
  const uint32_t customers = pools.customers.size();
  const uint64_t waybills = 1 + count / 2;
  std::vector<Line> lines(count);
  for (Line& line : lines) {
    // Few customers with very many lines, many with few.
    line.customer = static_cast<uint32_t>(random() % (random() % 3 == 0 ? std::min(2U, customers) : customers));
    const Day day = kWindow.from + static_cast<int32_t>(random() % 800) - 300;
    line.shipped = random() % 2 == 0 ? At(day) : At(day, static_cast<int32_t>(random() % 1440));
    line.amount_minor = static_cast<int64_t>(random() % 100'000) - 10'000;
    line.waybill = random() % 20 == 0 ? kNull : static_cast<int64_t>(1 + random() % waybills);
    if (random() % 4 != 0) {
      const Day due = day + static_cast<int32_t>(random() % 4);
      line.promised = random() % 2 == 0 ? At(due) : At(due, static_cast<int32_t>(random() % 1440));
    }
    if (random() % 4 != 0) {
      const Day arrived = day + static_cast<int32_t>(random() % 5);
      line.delivered = random() % 2 == 0 ? At(arrived) : At(arrived, static_cast<int32_t>(random() % 1440));
    }
    line.status = random() % 10 == 0 ? static_cast<int64_t>(ShipmentStatus::kCancelled)
                                     : (random() % 2 == 0 ? kNull : static_cast<int64_t>(ShipmentStatus::kDelivered));
    line.name = text("name ", 6);
  }
  return lines;
}

constexpr Columns kColumnSets[] = {
    {true, true, true}, {false, true, true}, {true, false, true}, {false, false, false}, {true, true, false}};

TEST(ShipmentAggregate, EqualsMapsAndSets) {
  std::mt19937_64 random(41);
  for (int round = 0; round < 40; ++round) {
    for (const Columns& columns : kColumnSets) {
      Pools pools(1 + static_cast<uint32_t>(random() % 50));
      const std::vector<Line> lines = RandomLines(random, pools, random() % 3000);
      ShipmentAggregate aggregate(kWindow);
      AddLines(aggregate, pools, lines, columns, 1 + random() % model::kBatchRowsMax);
      ASSERT_EQ(FiguresOf(aggregate, pools), Expected(kWindow, pools, lines, columns));
    }
  }
}

// Law: with amounts of their own, rows count with these, and rows without one are as if they were not there.
TEST(ShipmentAggregate, AmountsThatAreGivenStandInForTheBatchs) {
  std::mt19937_64 random(43);
  for (int round = 0; round < 20; ++round) {
    Pools pools(1 + static_cast<uint32_t>(random() % 20));
    const std::vector<Line> lines = RandomLines(random, pools, 1 + random() % model::kBatchRowsMax);
    std::vector<int64_t> amounts;
    std::vector<Line> counted;
    for (const Line& line : lines) {
      amounts.push_back(random() % 4 == 0 ? kNull : static_cast<int64_t>(random() % 5000));
      if (amounts.back() == kNull) continue;
      counted.push_back(line);
      counted.back().amount_minor = amounts.back();
    }
    ShipmentAggregate aggregate(kWindow);
    AddLines(aggregate, pools, lines, {}, model::kBatchRowsMax, amounts.data());
    ASSERT_EQ(FiguresOf(aggregate, pools), Expected(kWindow, pools, counted));
  }
}

// Law: any split over any number of parts, added in any order and combined in any order, equals the whole; empty parts
// are neutral.
TEST(ShipmentAggregate, AnySplitInAnyOrderEqualsTheWhole) {
  std::mt19937_64 random(43);
  for (int round = 0; round < 60; ++round) {
    const Columns columns = kColumnSets[random() % std::size(kColumnSets)];
    Pools pools(1 + static_cast<uint32_t>(random() % 50));
    std::vector<Line> lines = RandomLines(random, pools, random() % 2000);
    const Figures expected = Expected(kWindow, pools, lines, columns);
    const size_t part_count = 1 + random() % 7;
    std::vector<std::vector<Line>> parts(part_count);
    for (const Line& line : lines) parts[random() % part_count].push_back(line);
    std::vector<std::unique_ptr<ShipmentAggregate>> aggregates;
    for (std::vector<Line>& part : parts) {
      std::shuffle(part.begin(), part.end(), random);
      aggregates.push_back(std::make_unique<ShipmentAggregate>(kWindow));
      AddLines(*aggregates.back(), pools, part, columns, 1 + random() % 700);
    }
    aggregates.push_back(std::make_unique<ShipmentAggregate>(kWindow));  // one that saw nothing
    while (aggregates.size() > 1) {
      std::shuffle(aggregates.begin(), aggregates.end(), random);
      aggregates[aggregates.size() - 2]->Combine(*aggregates.back(), pools.texts);
      aggregates.pop_back();
    }
    ASSERT_EQ(FiguresOf(*aggregates[0], pools), expected) << part_count << " parts";
  }
}

// Files with and without the waybill column in one aggregate: rows of the latter are one shipment each.
TEST(ShipmentAggregate, FilesWithAndWithoutWaybills) {
  std::mt19937_64 random(47);
  for (const bool waybills_first : {true, false}) {
    Pools pools(20);
    const std::vector<Line> with = RandomLines(random, pools, 500);
    const std::vector<Line> without = RandomLines(random, pools, 300);
    Columns no_waybill;
    no_waybill.waybill = false;
    ShipmentAggregate both(kWindow);
    if (waybills_first) AddLines(both, pools, with);
    AddLines(both, pools, without, no_waybill);
    if (!waybills_first) AddLines(both, pools, with);
    const Figures a = Expected(kWindow, pools, with);
    const Figures b = Expected(kWindow, pools, without, no_waybill);
    const Figures got = FiguresOf(both, pools);
    for (const auto& [id, customer] : got.customers) {
      const auto of = [&id = id](const Figures& figures) {
        const auto found = figures.customers.find(id);
        return found == figures.customers.end() ? Customer() : found->second;
      };
      EXPECT_EQ(customer.waybills, of(a).waybills + of(b).waybills) << id;
      EXPECT_EQ(customer.ontime_num, of(a).ontime_num + of(b).ontime_num) << id;
      EXPECT_EQ(customer.ontime_den, of(a).ontime_den + of(b).ontime_den) << id;
    }
    EXPECT_EQ(got.in_window, a.in_window + b.in_window);
  }
}

// One customer with months in any order: the array of months grows to both sides.
TEST(ShipmentAggregate, MonthsInAnyOrder) {
  std::mt19937_64 random(53);
  const Window all = {On(kYearMin, 1, 1), On(kYearMax, 12, 31)};
  for (int round = 0; round < 30; ++round) {
    const Pools pools(2);
    std::vector<Line> lines(1 + random() % 60);
    for (Line& line : lines) {
      line.customer = static_cast<uint32_t>(random() % 2);
      const int32_t span = round % 3 == 0 ? all.to - all.from : 700;
      line.shipped = At(all.from + static_cast<int32_t>(random() % static_cast<uint64_t>(span + 1)));
      line.amount_minor = static_cast<int64_t>(random() % 1000);
      line.waybill = static_cast<int64_t>(1 + random() % 9);
    }
    ShipmentAggregate aggregate(all);
    AddLines(aggregate, pools, lines);
    ASSERT_EQ(FiguresOf(aggregate, pools), Expected(all, pools, lines));
  }
}

// More lines of one customer than its waybill list holds before it compacts (8192), over few waybills.
TEST(ShipmentAggregate, ManyLinesOfFewWaybills) {
  std::mt19937_64 random(59);
  Pools pools(2);
  std::vector<Line> lines = RandomLines(random, pools, 40000);
  for (Line& line : lines) {
    line.customer = 0;
    if (line.waybill != kNull) line.waybill = 1 + line.waybill % 300;
  }
  ShipmentAggregate whole(kWindow);
  AddLines(whole, pools, lines);
  const Figures expected = Expected(kWindow, pools, lines);
  ASSERT_EQ(FiguresOf(whole, pools), expected);
  ShipmentAggregate left(kWindow);
  ShipmentAggregate right(kWindow);
  AddLines(left, pools, {lines.begin(), lines.begin() + 25000});
  AddLines(right, pools, {lines.begin() + 25000, lines.end()});
  right.Combine(left, pools.texts);
  EXPECT_EQ(FiguresOf(right, pools), expected);
}

// Customers that turn up while others are already counted.
TEST(ShipmentAggregate, ThePoolMayGrow) {
  std::mt19937_64 random(61);
  Pools pools(1);
  ShipmentAggregate aggregate(kWindow);
  std::vector<Line> all;
  for (int step = 0; step < 40; ++step) {
    for (int i = 0; i < step * 3; ++i)
      pools.customers.Add("late comer " + std::to_string(step) + " " + std::to_string(i));
    const std::vector<Line> lines = RandomLines(random, pools, 50);
    AddLines(aggregate, pools, lines);
    all.insert(all.end(), lines.begin(), lines.end());
  }
  EXPECT_EQ(FiguresOf(aggregate, pools), Expected(kWindow, pools, all));
}

}  // namespace
}  // namespace loyalane::profile
