// loyalane_bench: how fast the bytes of a shipments file become customers, on one core, natively or as a node program.
//
//   loyalane_bench FILE [--runs N] [--encoding gb18030] [--borders]
//   loyalane_bench --ledger MEMBERS        (ledger.h)
//
// --borders: also what other ways of reading in parts would cost (borders.h).
// FILE is a W1 file of loyalane_generate (docs/data-generator.md). It is read into memory, handed over in pieces of 16
// MB, and never touched by the clock. Before anything is timed, the answer is compared with one found by other code
// (plain_answer.h), and the calls of operator new are counted: rows must not allocate. Exit 0 done, 1 wrong answer or
// allocations per row, 2 wrong usage.
#include <algorithm>
#include <bit>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include "base/bring_near.h"
#include "borders.h"
#include "ingest/csv_scanner.h"
#include "ingest/piecewise.h"
#include "ingest/row_reader.h"
#include "large_pages.h"
#include "ledger.h"
#include "plain_answer.h"
#include "profile/shipment_aggregate.h"

namespace {
uint64_t allocations = 0;
}  // namespace

// NOLINTBEGIN(misc-new-delete-overloads): counting is all they add.
void* operator new(size_t bytes) {
  ++allocations;
  void* taken = std::malloc(bytes > 0 ? bytes : 1);
  if (taken == nullptr) std::abort();
  return taken;
}
void* operator new(size_t bytes, std::align_val_t align) {
  ++allocations;
  const auto unit = static_cast<size_t>(align);
  void* taken = std::aligned_alloc(unit, (bytes + unit - 1) / unit * unit);
  if (taken == nullptr) std::abort();
  return taken;
}
void operator delete(void* taken) noexcept { std::free(taken); }
void operator delete(void* taken, size_t) noexcept { std::free(taken); }
void operator delete(void* taken, std::align_val_t) noexcept { std::free(taken); }
void operator delete(void* taken, size_t, std::align_val_t) noexcept { std::free(taken); }
// NOLINTEND(misc-new-delete-overloads)

namespace loyalane::bench {
namespace {

using ingest::Encoding;
using model::FieldId;

constexpr size_t kPieceBytes = size_t{16} << 20;
constexpr int kRunsUsual = 9;
enum ExitCode { kDone = 0, kWrong = 1, kWrongUsage = 2 };

// All twelve columns are mapped; these are the ones that the profile asks for, next to the customer and its name.
constexpr FieldId kWanted[] = {FieldId::kWaybillNo,     FieldId::kShipTime, FieldId::kPromisedTime,
                               FieldId::kDeliveredTime, FieldId::kAmount,   FieldId::kStatus};
const std::vector<int32_t> kSlotOfColumn = {0, 1, 2, 3, 4, 5, -1, -1, -1, -1, 6, 7};
constexpr uint32_t kSlots = 8;

ingest::ReadPlan W1Plan(Encoding encoding) {
  ingest::ReadPlan plan;
  plan.encoding = encoding;
  plan.headers = {"waybill_no", "customer_id", "customer_name", "ship_date", "promised_at", "delivered_at",
                  "origin",     "destination", "product",       "weight_kg", "freight",     "status"};
  plan.fields = {{0, FieldId::kWaybillNo},      {1, FieldId::kCustomerId},   {2, FieldId::kCustomerName},
                 {3, FieldId::kShipTime},       {4, FieldId::kPromisedTime}, {5, FieldId::kDeliveredTime},
                 {6, FieldId::kOrigin},         {7, FieldId::kDest},         {8, FieldId::kProduct},
                 {9, FieldId::kWeightChargeKg}, {10, FieldId::kAmount},      {11, FieldId::kStatus}};
  return plan;
}

double Now() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

// Hands `bytes` to `feed` in pieces.
template <typename FeedOnce>
void InPieces(std::string_view bytes, FeedOnce&& feed) {
  for (size_t at = 0; at < bytes.size(); at += kPieceBytes) feed(bytes.substr(at, kPieceBytes));
}

// The whole way of a file: reader and aggregate together.
class Job {
 public:
  explicit Job(Encoding encoding)
      : aggregate_({ToDay({2025, 1, 1}), ToDay({2027, 12, 31})}),
        reader_(W1Plan(encoding), pools_, Wanted(), [this](const model::EventBatch& batch) { aggregate_.Add(batch); }) {
  }
  static ingest::WantedFields Wanted() {
    ingest::WantedFields wanted;
    for (const FieldId field : kWanted) wanted.set(static_cast<size_t>(field));
    return wanted;
  }
  void Feed(std::string_view bytes) {
    InPieces(bytes, [this](std::string_view piece) { failed_ = !reader_.Feed(piece) || failed_; });
  }
  void Finish() { failed_ = !reader_.Finish() || failed_; }
  [[nodiscard]] uint64_t CountWaybills() {
    uint64_t waybills = 0;
    const profile::CustomerStates& customers = aggregate_.customers();
    constexpr size_t kListAhead = 8;  // as the profile's builder does
    for (size_t i = 0; i < customers.size(); ++i) {
      if (i + kListAhead < customers.size()) BringNear(customers[i + kListAhead].waybills.tail());
      waybills += customers[i].waybills.Count(scratch_).waybills;
    }
    return waybills;
  }
  [[nodiscard]] Answer Result() {
    Answer answer;
    answer.rows = reader_.totals().rows_used;
    answer.customers = pools_.customers.size();
    answer.waybills = CountWaybills();
    for (size_t i = 0; i < aggregate_.customers().size(); ++i) {
      aggregate_.customers()[i].VisitMonths([&answer](int32_t, const profile::MonthCell& month) {
        answer.amount_minor += month.amount_minor;
        answer.customer_days += static_cast<uint64_t>(std::popcount(month.ship_day_bits));
      });
    }
    return answer;
  }
  // How often waybill lists may have been compacted: at 8192 entries and whenever one has doubled.
  [[nodiscard]] uint64_t Compactions() const {
    constexpr uint64_t kFirstAt = 8192;
    uint64_t compactions = 0;
    for (size_t i = 0; i < aggregate_.customers().size(); ++i) {
      uint64_t lines = 0;
      aggregate_.customers()[i].VisitMonths(
          [&lines](int32_t, const profile::MonthCell& month) { lines += month.lines; });
      compactions += static_cast<uint64_t>(std::bit_width(lines / kFirstAt));
    }
    return compactions;
  }
  [[nodiscard]] bool failed() const { return failed_ || reader_.totals().rows_in != reader_.totals().rows_used; }

 private:
  ingest::ImportPools pools_;
  profile::ShipmentAggregate aggregate_;
  ingest::RowReader reader_;
  profile::WaybillScratch scratch_;
  bool failed_ = false;
};

void Print(const char* who, const Answer& answer) {
  std::printf("  %-9s %llu rows, %llu waybills, %llu customers, %llu customer days, total %lld.%02lld\n", who,
              static_cast<unsigned long long>(answer.rows), static_cast<unsigned long long>(answer.waybills),
              static_cast<unsigned long long>(answer.customers), static_cast<unsigned long long>(answer.customer_days),
              static_cast<long long>(answer.amount_minor / 100), static_cast<long long>(answer.amount_minor % 100));
}

bool CheckAnswer(std::string_view file, Encoding encoding) {
  const Answer plain = PlainAnswer(file);
  Job job(encoding);
  job.Feed(file);
  job.Finish();
  const Answer answer = job.Result();
  std::printf("answer\n");
  Print("plain", plain);
  Print("core", answer);
  if (job.failed() || !(answer == plain)) {
    std::printf("  WRONG: the core's answer differs\n");
    return false;
  }
  return true;
}

// The first half of the rows, then the second, then all rows once more, by which time every text is known: what is
// allocated then cannot be due to anything but rows.
bool CheckAllocations(std::string_view file, Encoding encoding) {
  const std::string_view rows = file.substr(file.find('\n') + 1);
  const size_t half = rows.find('\n', rows.size() / 2) + 1;
  const auto row_count = static_cast<uint64_t>(std::count(rows.begin(), rows.end(), '\n'));
  Job job(encoding);
  job.Feed(file.substr(0, rows.data() - file.data()));
  const auto counted = [&job](std::string_view bytes) {
    const uint64_t before = allocations;
    job.Feed(bytes);
    return allocations - before;
  };
  const uint64_t first = counted(rows.substr(0, half));
  const uint64_t second = counted(rows.substr(half));
  const uint64_t again = counted(rows);
  // The waybill keys of the repeated rows: blocks of the arena, half of them perhaps slack, and the scratch memory
  // (five arrays, each grown by doubling) of the few lists that are long enough to be compacted.
  const uint64_t blocks = row_count * sizeof(uint64_t) * 2 / profile::Arena::kBlockBytes + 1;
  const uint64_t explained = blocks + job.Compactions() * 5 * 24;
  std::printf(
      "allocations\n  first half %llu, second half %llu (new customers and names), all rows again %llu (%.6f a row; "
      "arena blocks and compacted lists explain up to %llu)\n",
      static_cast<unsigned long long>(first), static_cast<unsigned long long>(second),
      static_cast<unsigned long long>(again), static_cast<double>(again) / static_cast<double>(row_count),
      static_cast<unsigned long long>(explained));
  // The reader alone keeps nothing of a row.
  ingest::ImportPools pools;
  ingest::RowReader reader(W1Plan(encoding), pools, Job::Wanted(), [](const model::EventBatch&) {});
  InPieces(file, [&reader](std::string_view piece) { static_cast<void>(reader.Feed(piece)); });
  const uint64_t before = allocations;
  InPieces(rows, [&reader](std::string_view piece) { static_cast<void>(reader.Feed(piece)); });
  const uint64_t read_again = allocations - before;
  std::printf("  reader alone, all rows again: %llu\n", static_cast<unsigned long long>(read_again));
  // An array that grows to its size now and then is no allocation a row.
  constexpr uint64_t kRowsPerGrowth = 1'000'000;
  if (again > explained || read_again > row_count / kRowsPerGrowth) {
    std::printf("  WRONG: rows allocate\n");
    return false;
  }
  return true;
}

struct Phase {
  const char* name;
  std::vector<double> seconds;
};

void PrintPhase(Phase& phase, size_t bytes) {
  std::sort(phase.seconds.begin(), phase.seconds.end());
  const double best = phase.seconds.front();
  const double median = phase.seconds[phase.seconds.size() / 2];
  const double gigabytes = static_cast<double>(bytes) / 1e9;
  std::printf("  %-34s %8.1f %8.1f %8.2f %8.2f\n", phase.name, best * 1e3, median * 1e3, gigabytes / best,
              gigabytes / median);
}

void Measure(std::string_view file, Encoding encoding, int runs) {
  Phase scan{"scan", {}};
  Phase read{"scan + read", {}};
  Phase add{"scan + read + aggregate", {}};
  Phase whole{"whole: with waybills counted", {}};
  for (int run = 0; run < runs; ++run) {
    double begin = Now();
    {
      ingest::SlotBlock block;
      ingest::PieceReader pieces;
      const auto scan_once = [&](const char* at, size_t size, bool at_end) {
        return ingest::ScanSlots({',', encoding}, at, size, at_end, model::kBatchRowsMax, kSlotOfColumn, kSlots, block);
      };
      InPieces(file, [&](std::string_view piece) { static_cast<void>(pieces.Feed(piece, scan_once)); });
    }
    scan.seconds.push_back(Now() - begin);
    begin = Now();
    {
      ingest::ImportPools pools;
      ingest::RowReader reader(W1Plan(encoding), pools, Job::Wanted(), [](const model::EventBatch&) {});
      InPieces(file, [&](std::string_view piece) { static_cast<void>(reader.Feed(piece)); });
      static_cast<void>(reader.Finish());
    }
    read.seconds.push_back(Now() - begin);
    begin = Now();
    {
      Job job(encoding);
      job.Feed(file);
      job.Finish();
      add.seconds.push_back(Now() - begin);
      static_cast<void>(job.CountWaybills());
      whole.seconds.push_back(Now() - begin);
    }
  }
  std::printf("speed, %.1f MB, %d runs                    ms: min   median GB/s: max  median\n",
              static_cast<double>(file.size()) / 1e6, runs);
  for (Phase* phase : {&scan, &read, &add, &whole}) PrintPhase(*phase, file.size());
}

bool ReadAll(const char* path, std::string& bytes) {
  std::FILE* file = std::fopen(path, "rb");
  if (file == nullptr) return false;
  std::fseek(file, 0, SEEK_END);
  bytes.resize(static_cast<size_t>(std::ftell(file)));
  std::fseek(file, 0, SEEK_SET);
  const bool read = std::fread(bytes.data(), 1, bytes.size(), file) == bytes.size();
  std::fclose(file);
  return read;
}

int Run(int count, char** words) {
  if (count == 3 && std::strcmp(words[1], "--ledger") == 0)
    return MeasureLedger(static_cast<uint32_t>(std::max(1, std::atoi(words[2])))) ? kDone : kWrong;
  const char* path = nullptr;
  int runs = kRunsUsual;
  Encoding encoding = Encoding::kUtf8;
  bool borders = false;
  for (int i = 1; i < count; ++i) {
    if (std::strcmp(words[i], "--runs") == 0 && i + 1 < count) {
      runs = std::max(1, std::atoi(words[++i]));
    } else if (std::strcmp(words[i], "--encoding") == 0 && i + 1 < count) {
      const auto named = ingest::ParseEncodingLabel(words[++i]);
      if (!named) return kWrongUsage;
      encoding = *named;
    } else if (std::strcmp(words[i], "--borders") == 0) {
      borders = true;
    } else if (path == nullptr && words[i][0] != '-') {
      path = words[i];
    } else {
      return kWrongUsage;
    }
  }
  std::string bytes;
  if (path == nullptr || !ReadAll(path, bytes)) return kWrongUsage;
  if (!CheckAnswer(bytes, encoding) || !CheckAllocations(bytes, encoding)) return kWrong;
  Measure(bytes, encoding, runs);
  if (borders) MeasureBorders(bytes, W1Plan(encoding), Job::Wanted(), runs);
  return kDone;
}

}  // namespace
}  // namespace loyalane::bench

int main(int count, char** words) {
  loyalane::tools::UseLargePages();  // as the command line does
  const int code = loyalane::bench::Run(count, words);
  if (code == loyalane::bench::kWrongUsage)
    std::fprintf(stderr,
                 "usage: loyalane_bench FILE [--runs N] [--encoding LABEL] [--borders]\n       loyalane_bench --ledger "
                 "MEMBERS\n");
  return code;
}
