#include "ledger.h"

#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "document/ledger_file.h"
#include "loyalty/month_run.h"

namespace loyalane::bench {
namespace {

using loyalty::Entry;
using loyalty::EntryKind;
using loyalty::Fact;
using loyalty::Ledger;

constexpr int32_t kMonths = 40;
constexpr int32_t kSpends = 10;
constexpr int32_t kEarned = 100;
constexpr int32_t kSpent = 250;
constexpr uint32_t kMembersAtOnce = 2'000;
constexpr Day kFirst = ToDay({2023, 1, 1});

double Now() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

// What the process holds, in bytes.
double Held() {
#ifdef __EMSCRIPTEN__
  return static_cast<double>(__builtin_wasm_memory_size(0)) * 65536;
#else
  long pages = 0;
  long resident = 0;
  if (std::FILE* file = std::fopen("/proc/self/statm", "r")) {
    if (std::fscanf(file, "%ld %ld", &pages, &resident) != 2) resident = 0;
    std::fclose(file);
  }
  return static_cast<double>(resident) * 4096;
#endif
}

void AddMember(Ledger& ledger, uint32_t number, std::vector<Fact>& facts) {
  const std::string id = "M" + std::to_string(number);
  Fact fact;
  fact.member = ledger.Member(id);
  for (int32_t month = 0; month < kMonths; ++month) {
    const Window days = loyalty::MonthOf(AddMonths(kFirst, month));
    fact.entry = {};
    fact.entry.rule = ledger.Rule("earn.statement");
    fact.entry.source = ledger.Source(loyalty::PeriodName(days.from));
    fact.entry.day = days.to;
    fact.entry.points = fact.entry.qualifying = kEarned;
    fact.entry.lives = loyalty::Lifespan::Never();
    facts.push_back(fact);
  }
  for (int32_t i = 0; i < kSpends; ++i) {
    fact.entry = {};
    fact.entry.kind = EntryKind::kSpend;
    fact.entry.rule = ledger.Rule("reward.voucher");
    fact.entry.source = ledger.Source("R" + std::to_string(number) + "-" + std::to_string(i));
    fact.entry.day = AddMonths(kFirst, 4 * i + 3);
    fact.entry.points = kSpent;
    facts.push_back(fact);
  }
}

void Tell(const char* what, double seconds, double entries) {
  std::printf("  %-40s %8.2f s  %7.1f M entries/s\n", what, seconds, entries / seconds / 1e6);
}

// Histories of one member that post through every list of an account; `entries` of them.
struct LargeMember {
  const char* what;
  loyalty::LedgerPolicy policy;
  void (*fill)(Ledger& ledger, std::vector<Fact>& facts, int32_t entries);
};

constexpr int32_t kHistoryDays = 2'000;

void AddFact(Ledger& ledger, std::vector<Fact>& facts, EntryKind kind, const std::string& source, int32_t day,
             int32_t points, loyalty::Lifespan lives, const std::string& of = {}) {
  Fact fact;
  fact.entry.kind = kind;
  fact.entry.rule = ledger.Rule("r");
  fact.entry.source = ledger.Source(source);
  if (!of.empty()) fact.entry.of = ledger.Source(of);
  fact.entry.day = kFirst + day;
  fact.entry.points = points;
  fact.entry.lives = lives;
  facts.push_back(fact);
}
// `pairs` facts of one kind on their days from the first on, and as many about them in another order, late on.
void AddPairs(Ledger& ledger, std::vector<Fact>& facts, int32_t pairs, EntryKind kind, int32_t points, EntryKind about,
              int32_t points_about) {
  constexpr int64_t kStride = 7'919;  // prime, and so through all of them
  const auto lives = [](int32_t i) { return loyalty::Lifespan::Days(3 * kHistoryDays + (i * 31) % kHistoryDays); };
  for (int32_t i = 0; i < pairs; ++i)
    AddFact(ledger, facts, kind, "A" + std::to_string(i), static_cast<int32_t>(int64_t{i} * kHistoryDays / pairs),
            points, lives(i));
  for (int32_t i = 0; i < pairs; ++i)
    AddFact(ledger, facts, about, "B" + std::to_string(i),
            kHistoryDays + static_cast<int32_t>(int64_t{i} * kHistoryDays / pairs), points_about, {},
            "A" + std::to_string(i * kStride % pairs));
}

constexpr LargeMember kLargeMembers[] = {
    {"earns that live as long as the activity",
     {},
     [](Ledger& ledger, std::vector<Fact>& facts, int32_t entries) {
       for (int32_t i = 0; i < entries; ++i)
         AddFact(ledger, facts, i % 4 == 3 ? EntryKind::kSpend : EntryKind::kEarn, "A" + std::to_string(i),
                 static_cast<int32_t>(int64_t{i} * kHistoryDays / entries), kEarned,
                 loyalty::Lifespan::InactiveMonths(12 + i % 3));
     }},
    {"earns, all refunded by half",
     {},
     [](Ledger& ledger, std::vector<Fact>& facts, int32_t entries) {
       AddPairs(ledger, facts, entries / 2, EntryKind::kEarn, kEarned, EntryKind::kRefund, kEarned / 2);
     }},
    {"spends, all restored",
     {},
     [](Ledger& ledger, std::vector<Fact>& facts, int32_t entries) {
       AddFact(ledger, facts, EntryKind::kOpening, "O", 0, entries * kEarned, loyalty::Lifespan::Never());
       AddPairs(ledger, facts, entries / 2, EntryKind::kSpend, kEarned, EntryKind::kRestore, kEarned);
     }},
    {"open debits, repaid by later earns",
     {.spends_may_overdraw = true},
     [](Ledger& ledger, std::vector<Fact>& facts, int32_t entries) {
       AddPairs(ledger, facts, entries / 2, EntryKind::kSpend, kEarned, EntryKind::kEarn, kEarned);
     }},
};

// Twice the entries should take little more than twice the time.
void MeasureLargeMembers() {
  constexpr int32_t kEntries[] = {100'000, 200'000};
  std::printf("one member, folded to the end\n");
  for (const LargeMember& large : kLargeMembers) {
    std::printf("  %-40s", large.what);
    for (const int32_t entries : kEntries) {
      Ledger ledger;
      std::vector<Fact> facts;
      ledger.Member("M");
      large.fill(ledger, facts, entries);
      ledger.Take(std::move(facts));
      loyalty::MemberAccount account(large.policy);
      const double begin = Now();
      account.Start(ledger.EntriesOf(0), ledger.period_starts());
      account.RunTo(loyalty::kNoDay - 1);
      std::printf(" %6d: %7.1f ms", entries, (Now() - begin) * 1e3);
    }
    std::printf("\n");
  }
}

}  // namespace

bool MeasureLedger(uint32_t members) {
  const double entries = static_cast<double>(members) * (kMonths + kSpends);
  const double before = Held();
  Ledger ledger;
  ledger.Reserve(static_cast<uint64_t>(entries));
  double begin = Now();
  std::vector<Fact> facts;
  for (uint32_t number = 0; number < members; ++number) {
    AddMember(ledger, number, facts);
    if (number % kMembersAtOnce == kMembersAtOnce - 1 || number + 1 == members) {
      ledger.Take(std::move(facts));
      facts = {};
    }
  }
  std::printf("ledger of %u members, %.0f entries\n", members, entries);
  Tell("taken", Now() - begin, entries);
  std::printf("  %-40s %8.1f bytes an entry\n", "held", (Held() - before) / entries);

  begin = Now();
  loyalty::MemberAccount account({});
  int64_t active = 0;
  for (uint32_t member = 0; member < members; ++member) {
    account.Start(ledger.EntriesOf(member), ledger.period_starts());
    account.RunTo(AddMonths(kFirst, kMonths));
    active += account.totals().active.units;
  }
  Tell("folded to a day", Now() - begin, entries);
  if (active != static_cast<int64_t>(members) * (kMonths * kEarned - kSpends * kSpent)) return false;

  begin = Now();
  loyalty::Programme programme = loyalty::PresetProgramme(loyalty::Preset::kMonthlySettlement);
  programme.starts = AddMonths(kFirst, kMonths);
  loyalty::ClubInput club;
  club.members.resize(members);
  for (uint32_t member = 0; member < members; ++member) {
    loyalty::MemberInput& one = club.members[member];
    one.member = member;
    one.active_from = kFirst;
    one.deeds_begin = club.deeds.size();
    loyalty::Deed deed;
    deed.day = programme.starts + 9;
    deed.source = ledger.Source("W");
    deed.amount = Money{1'234'500};
    club.deeds.push_back(deed);
    one.deeds_end = club.deeds.size();
  }
  club.covered_from.fill(programme.starts);
  const double made = Now();
  const auto report = loyalty::RunMonth(programme, club, programme.starts, {.mode = loyalty::RunMode::kApply}, ledger);
  Tell("a month run, told and closed", Now() - made, entries);
  // 12 345 yuan of the statement by hundreds, rounded down.
  if (!report || report->total.earned.units != static_cast<int64_t>(members) * 123 || !report->total.adds_up())
    return false;

  document::LedgerWriter writer(ledger, {});
  document::LedgerReader reader;
  double writing = 0;
  double reading = 0;
  uint64_t bytes = 0;
  std::string piece;
  for (bool more = true; more;) {
    piece.clear();
    begin = Now();
    const Result<bool> wrote = writer.Read(piece);
    if (!wrote) return false;
    more = *wrote;
    const double middle = Now();
    writing += middle - begin;
    bytes += piece.size();
    if (!reader.Feed(piece)) return false;
    reading += Now() - middle;
  }
  begin = Now();
  Result<Ledger> back = reader.Finish();
  reading += Now() - begin;
  if (!back || back->size() != ledger.size()) return false;
  std::printf("  %-40s %8.1f MB, %.0f bytes an entry\n", "ledger file", static_cast<double>(bytes) / 1e6,
              static_cast<double>(bytes) / entries);
  Tell("written", writing, entries);
  Tell("loaded, every hash checked", reading, entries);
  MeasureLargeMembers();
  return true;
}

}  // namespace loyalane::bench
