#include "profile/profile_builder.h"

#include <algorithm>
#include <array>
#include <bit>
#include <numeric>
#include <span>

#include "base/bring_near.h"
#include "base/cold.h"

namespace loyalane::profile {
namespace {

using model::kMicro;
using model::kNull;
using table::kNoText;
using table::TextId;

constexpr double kDaysPerMonth = 30.4375;

struct Satisfaction {
  std::vector<double> by_customer;
  uint64_t outside = 0;  // answers below 0 or above the scale
};

// Mean of the answers of the last 12 months, on the scale 1..5 (S0-31).
LOYALANE_COLD Satisfaction MeanSatisfaction(const SurveyAggregate& survey, size_t customers, int32_t scale_setting,
                                            Day as_of) {
  Satisfaction result;
  result.by_customer.assign(customers, kMissing);
  int64_t scale = scale_setting;
  if (scale == 0) {
    int64_t highest = 0;
    for (const SurveyAnswer& answer : survey.answers()) highest = std::max(highest, answer.score_micro);
    scale = highest <= 5 * kMicro ? 5 : (highest <= 10 * kMicro ? 10 : 100);
  }
  const Window recent = TwelveMonthsUntil(as_of);
  std::vector<int64_t> sums(customers, 0);
  std::vector<int64_t> counts(customers, 0);
  for (const SurveyAnswer& answer : survey.answers()) {
    const int64_t lowest = scale == 5 ? kMicro : 0;
    if (answer.score_micro < lowest || answer.score_micro > scale * kMicro) {
      ++result.outside;
      continue;
    }
    if (!recent.Contains(answer.answered)) continue;
    sums[answer.customer] += answer.score_micro;
    ++counts[answer.customer];
  }
  for (size_t customer = 0; customer < customers; ++customer) {
    if (counts[customer] == 0) continue;
    const double mean =
        static_cast<double>(sums[customer]) / static_cast<double>(counts[customer]) / static_cast<double>(kMicro);
    result.by_customer[customer] = scale == 5 ? mean : 1 + 4 * mean / static_cast<double>(scale);
  }
  return result;
}

struct Attitude {
  std::vector<double> share, rank;
  bool unclear = false;  // files name several carriers, none of them ours
};

LOYALANE_COLD bool MeansUs(std::string_view carrier, const std::string& our_carrier) {
  if (!our_carrier.empty()) return carrier == our_carrier;
  constexpr std::array<std::string_view, 10> kUs = {"本公司", "我司", "我方", "我们", "自己",
                                                    "本司",   "us",   "we",   "own",  "self"};
  return std::find(kUs.begin(), kUs.end(), carrier) != kUs.end();
}

// The latest statement about us of each customer, not older than 12 months (perishable, domain "Missing data").
LOYALANE_COLD Attitude LatestAttitude(const CarrierShareAggregate& aggregate, const table::TextPool& texts,
                                      size_t customers, const std::string& our_carrier, Day as_of) {
  Attitude result;
  result.share.assign(customers, kMissing);
  result.rank.assign(customers, kMissing);
  std::vector<TextId> carriers;
  bool we_are_named = false;
  for (const CarrierStatement& statement : aggregate.statements()) {
    if (statement.carrier == kNoText) continue;
    if (std::find(carriers.begin(), carriers.end(), statement.carrier) == carriers.end())
      carriers.push_back(statement.carrier);
  }
  for (const TextId carrier : carriers) we_are_named = we_are_named || MeansUs(texts[carrier], our_carrier);
  const bool only_one = carriers.size() == 1 && our_carrier.empty() && !we_are_named;
  result.unclear = !we_are_named && !only_one;
  if (result.unclear) return result;
  const Window recent = TwelveMonthsUntil(as_of);
  std::vector<Said> share_said(customers), rank_said(customers);
  for (const CarrierStatement& statement : aggregate.statements()) {
    const bool ours = only_one || (statement.carrier != kNoText && MeansUs(texts[statement.carrier], our_carrier));
    if (!ours || !recent.Contains(Day{statement.said.day})) continue;
    if (statement.share_micro != kNull && statement.said > share_said[statement.customer]) {
      share_said[statement.customer] = statement.said;
      result.share[statement.customer] = static_cast<double>(statement.share_micro) / static_cast<double>(kMicro);
    }
    if (statement.rank_micro != kNull && statement.said > rank_said[statement.customer]) {
      rank_said[statement.customer] = statement.said;
      result.rank[statement.customer] = static_cast<double>(statement.rank_micro) / static_cast<double>(kMicro);
    }
  }
  return result;
}

class Builder {
 public:
  Builder(const ProfileInputs& inputs, const ProfileSettings& settings, Day as_of, Window window)
      : in_(inputs), settings_(settings), as_of_(as_of), window_(window) {}

  BuiltProfile Run() {
    ProfileTable& table = built_.table;
    table.as_of = as_of_;
    table.window = window_;
    table.has_shipments = in_.shipments != nullptr;
    table.currency = in_.currency;
    const size_t all = in_.customers->size();
    Choose(all);
    Satisfaction satisfaction;
    satisfaction.by_customer.assign(all, kMissing);
    if (in_.survey != nullptr) {
      satisfaction = MeanSatisfaction(*in_.survey, all, settings_.satisfaction_scale, as_of_);
      if (satisfaction.outside > 0) {
        built_.notices.push_back(
            Error(ErrorId::kScoreOutsideScale).With("count", std::to_string(satisfaction.outside)));
      }
    }
    Attitude attitude;
    attitude.share.assign(all, kMissing);
    attitude.rank.assign(all, kMissing);
    if (in_.carrier_share != nullptr) {
      attitude = LatestAttitude(*in_.carrier_share, *in_.texts, all, settings_.our_carrier, as_of_);
      if (attitude.unclear) built_.notices.push_back(Error(ErrorId::kOurCarrierUnclear));
    }
    Reserve();
    table.month_begin.push_back(0);
    for (size_t row = 0; row < order_.size(); ++row) {
      const uint32_t customer = order_[row];
      if (row % kGroupRows == 0) BringNearFrom(row);
      AppendShipments(customer);
      table.satisfaction.push_back(satisfaction.by_customer[customer]);
      table.choice_share.push_back(attitude.share[customer]);
      table.mind_rank.push_back(attitude.rank[customer]);
    }
    if (in_.customer_facts != nullptr) AppendFacts();
    if (in_.attributes != nullptr) LayOver();
    return std::move(built_);
  }

 private:
  // Customers that are known as of the day, sorted by the bytes of their key.
  void Choose(size_t all) {
    std::vector<bool> known(all, false);
    if (in_.shipments != nullptr) {
      const auto& states = in_.shipments->customers();
      for (size_t i = 0; i < states.size(); ++i) known[i] = states[i].first_ship.since_epoch != INT32_MAX;
    }
    if (in_.customer_facts != nullptr) {
      const auto& facts = in_.customer_facts->customers();
      for (size_t i = 0; i < facts.size(); ++i) known[i] = known[i] || facts[i].listed;
    }
    if (in_.survey != nullptr) {
      for (const SurveyAnswer& answer : in_.survey->answers()) known[answer.customer] = true;
    }
    if (in_.carrier_share != nullptr) {
      for (const CarrierStatement& statement : in_.carrier_share->statements()) known[statement.customer] = true;
    }
    if (in_.attributes != nullptr) {
      for (const AttributeRow& row : in_.attributes->rows()) known[row.customer] = true;
    }
    // Sorting by the first sixteen bytes as two numbers settles nearly every comparison without following the texts.
    struct Entry {
      uint64_t head, next;
      uint32_t customer;
    };
    const auto eight_of = [](std::string_view key, size_t from) {
      uint64_t eight = 0;
      for (size_t byte = from; byte < from + 8; ++byte)
        eight = eight << 8 | (byte < key.size() ? static_cast<unsigned char>(key[byte]) : 0U);
      return eight;
    };
    std::vector<Entry> entries;
    entries.reserve(all);
    for (uint32_t i = 0; i < all; ++i) {
      if (!known[i]) continue;
      const std::string_view key = (*in_.customers)[i];
      id_bytes_ += key.size();
      entries.push_back({eight_of(key, 0), eight_of(key, 8), i});
    }
    std::sort(entries.begin(), entries.end(), [this](const Entry& a, const Entry& b) {
      if (a.head != b.head) return a.head < b.head;
      if (a.next != b.next) return a.next < b.next;
      return (*in_.customers)[a.customer] < (*in_.customers)[b.customer];
    });
    order_.reserve(entries.size());
    for (const Entry& entry : entries) order_.push_back(entry.customer);
  }

  void Reserve() {
    ProfileTable& t = built_.table;
    const size_t rows = order_.size();
    t.customer_id.Reserve(rows, id_bytes_);
    t.customer_name.Reserve(rows, rows * 24);
    for (auto* column : {&t.avg_spend, &t.purchase_cycle_days, &t.monthly_contribution, &t.months_observed,
                         &t.tenure_months, &t.recency_days, &t.choice_share, &t.satisfaction, &t.mind_rank}) {
      column->reserve(rows);
    }
    for (auto* column : {&t.waybills, &t.ship_days, &t.ontime_num, &t.ontime_den}) column->reserve(rows);
    t.amount.reserve(rows);
    t.first_ship.reserve(rows);
    t.last_ship.reserve(rows);
    t.month_begin.reserve(rows + 1);
    if (in_.shipments != nullptr) t.months.reserve(in_.shipments->counts().months);
  }

  // Customers lie in order of arrival and are finished in order of their ids: each is a walk through memory. All steps
  // of some customers are asked for at once, the first ones of all before the next, so that the waits overlap.
  void BringNearFrom(size_t from) const {
    if (in_.shipments == nullptr) return;
    const std::span<const uint32_t> group = std::span(order_).subspan(from, std::min(kGroupRows, order_.size() - from));
    const auto& states = in_.shipments->customers();
    const auto visit = [&group, &states](const auto& step) {
      for (const uint32_t customer : group) {
        if (customer < states.size()) step(states[customer]);
      }
    };
    for (const uint32_t customer : group) in_.customers->PrefetchText(customer);
    visit([](const CustomerState& state) {
      BringNear(&state);
      BringNear(&state.waybills);
    });
    visit([this](const CustomerState& state) {
      BringNear(state.waybills.tail());
      BringNear(state.earlier);
      if (state.name != kNoText) in_.texts->PrefetchText(state.name);
    });
    visit([this](const CustomerState& state) {
      if (state.name != kNoText) BringNear((*in_.texts)[state.name].data());
    });
  }

  void AppendShipments(uint32_t customer) {
    ProfileTable& t = built_.table;
    const CustomerState* state = nullptr;
    if (in_.shipments != nullptr && customer < in_.shipments->customers().size())
      state = &in_.shipments->customers()[customer];
    const bool shipped = state != nullptr && state->first_ship.since_epoch != INT32_MAX;
    const CustomerFacts* facts = nullptr;
    if (in_.customer_facts != nullptr && customer < in_.customer_facts->customers().size())
      facts = &in_.customer_facts->customers()[customer];

    t.customer_id.Append((*in_.customers)[customer]);
    TextId name = facts != nullptr ? facts->name : kNoText;
    if (name == kNoText && shipped) name = state->name;
    if (name == kNoText && customer < in_.names_instead.size()) name = in_.names_instead[customer];
    t.customer_name.Append(name == kNoText ? std::string_view() : (*in_.texts)[name]);

    WaybillCounts counts;
    if (shipped) {
      counts = state->waybills.Count(scratch_);
      const auto& rows = in_.shipments->row_shipments();
      if (customer < rows.size()) {
        counts.waybills += rows[customer].rows;
        counts.ontime_num += rows[customer].ontime_num;
        counts.ontime_den += rows[customer].ontime_den;
      }
    }
    int64_t amount = 0;
    uint32_t ship_days = 0;
    uint32_t months_with_lines = 0;
    Day first_in_window{INT32_MAX};
    Day last_in_window{INT32_MIN};
    const auto add_month = [&](int32_t month, const MonthCell& cell) {
      const Day month_begin = ToDay({month / 12, month % 12 + 1, 1});
      if (first_in_window.since_epoch == INT32_MAX)
        first_in_window = month_begin + std::countr_zero(cell.ship_day_bits);
      last_in_window = month_begin + (31 - std::countl_zero(cell.ship_day_bits));
      const auto days = static_cast<uint32_t>(std::popcount(cell.ship_day_bits));
      amount += cell.amount_minor;
      ship_days += days;
      ++months_with_lines;
      t.months.push_back({month, cell.amount_minor, days, cell.lines});
    };
    if (shipped) state->VisitMonths(add_month);
    t.month_begin.push_back(t.months.size());

    const uint32_t occasions = settings_.occasion == Occasion::kShipDay   ? ship_days
                               : settings_.occasion == Occasion::kWaybill ? counts.waybills
                                                                          : months_with_lines;
    const double yuan = static_cast<double>(amount) / 100;
    t.waybills.push_back(counts.waybills);
    t.ship_days.push_back(ship_days);
    t.amount.push_back({amount});
    t.avg_spend.push_back(occasions > 0 ? yuan / occasions : kMissing);
    t.purchase_cycle_days.push_back(
        ship_days >= 2 ? static_cast<double>(last_in_window - first_in_window) / (ship_days - 1) : kMissing);
    double observed = kMissing;
    if (shipped) {
      const Day begin = std::max(window_.from, state->first_ship);
      observed = std::max(1.0, static_cast<double>(as_of_ - begin + 1) / kDaysPerMonth);
    }
    t.months_observed.push_back(observed);
    t.monthly_contribution.push_back(ship_days > 0 ? yuan / observed : kMissing);
    t.ontime_num.push_back(counts.ontime_num);
    t.ontime_den.push_back(counts.ontime_den);

    const Day first = shipped ? state->first_ship : kNoDay;
    const Day last = shipped ? state->last_ship : kNoDay;
    t.first_ship.push_back(first);
    t.last_ship.push_back(last);
    Day since{INT32_MAX};
    if (shipped) since = first;
    if (facts != nullptr) since = std::min(since, facts->opened_on);
    t.tenure_months.push_back(since.since_epoch == INT32_MAX ? kMissing : TenureSince(since));
    t.recency_days.push_back(shipped ? static_cast<double>(as_of_ - last) : kMissing);
  }

  // Customers share their first days: months are counted once for most of them.
  double TenureSince(Day first) {
    KnownTenure& known = known_tenures_[static_cast<uint32_t>(first.since_epoch) % known_tenures_.size()];
    if (known.since != first) known = {first, CalendarMonths(first, as_of_)};
    return known.months;
  }

  // The texts of the pool that facts name are numbered anew: the table outlives the pool.
  LOYALANE_COLD void AppendFacts() {
    ProfileTable& t = built_.table;
    const auto& known = in_.customer_facts->customers();
    std::vector<uint32_t> number(in_.texts->size(), ProfileTable::kNoFact);
    t.facts.resize(order_.size());
    for (size_t row = 0; row < order_.size(); ++row) {
      t.facts[row].fill(ProfileTable::kNoFact);
      if (order_[row] >= known.size()) continue;
      for (size_t i = 0; i < kCustomerFactCount; ++i) {
        const TextId text = known[order_[row]].texts[i];
        if (text == kNoText) continue;
        if (number[text] == ProfileTable::kNoFact) {
          number[text] = static_cast<uint32_t>(t.fact_texts.size());
          t.fact_texts.Append((*in_.texts)[text]);
        }
        t.facts[row][i] = number[text];
      }
    }
  }

  // Stated attributes stand in for measured ones.
  LOYALANE_COLD void LayOver() {
    ProfileTable& t = built_.table;
    std::vector<uint32_t> row_of(in_.customers->size(), UINT32_MAX);
    for (uint32_t row = 0; row < order_.size(); ++row) row_of[order_[row]] = row;
    table::TextColumn names;
    std::vector<TextId> stated_names(order_.size(), kNoText);
    // What is stated of a merged customer only fills gaps, whatever the order of the rows.
    const auto lay_over = [&](const AttributeRow& stated) {
      const uint32_t row = row_of[stated.customer];
      const auto take = [row](std::vector<double>& column, double value) {
        if (value == value) column[row] = value;
      };
      take(t.avg_spend, stated.avg_spend);
      take(t.purchase_cycle_days, stated.purchase_cycle_days);
      take(t.monthly_contribution, stated.monthly_contribution);
      take(t.choice_share, stated.choice_share);
      take(t.satisfaction, stated.satisfaction);
      take(t.mind_rank, stated.mind_rank);
      take(t.tenure_months, stated.tenure_months);
      take(t.recency_days, stated.recency_days);
      if (stated.name != kNoText) stated_names[row] = stated.name;
    };
    for (const AttributeRow& stated : in_.attributes->rows()) {
      if (stated.merged) lay_over(stated);
    }
    for (const AttributeRow& stated : in_.attributes->rows()) {
      if (!stated.merged) lay_over(stated);
    }
    for (uint32_t row = 0; row < order_.size(); ++row) {
      names.Append(stated_names[row] == kNoText ? t.customer_name[row] : (*in_.texts)[stated_names[row]]);
    }
    t.customer_name = std::move(names);
  }

  static constexpr size_t kGroupRows = 32;
  const ProfileInputs& in_;
  const ProfileSettings& settings_;
  Day as_of_;
  Window window_;
  BuiltProfile built_;
  std::vector<uint32_t> order_;
  size_t id_bytes_ = 0;
  struct KnownTenure {
    Day since{INT32_MAX};
    double months = 0;
  };
  std::array<KnownTenure, 1024> known_tenures_;
  WaybillScratch scratch_;
};

}  // namespace

double CalendarMonths(Day from, Day to) {
  if (to < from) return 0;
  const CivilDate a = ToCivil(from);
  const CivilDate b = ToCivil(to);
  int32_t whole = MonthIndex(b) - MonthIndex(a);
  if (AddMonths(from, whole) > to) --whole;
  const Day begin = AddMonths(from, whole);
  const Day end = AddMonths(from, whole + 1);
  return whole + static_cast<double>(to - begin) / static_cast<double>(end - begin);
}

BuiltProfile BuildProfileTable(const ProfileInputs& inputs, const ProfileSettings& settings, Day as_of, Window window) {
  return Builder(inputs, settings, as_of, window).Run();
}

}  // namespace loyalane::profile
