#include "ledger.h"

#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "loyalty/month_run.h"
#include "workspace/ledger_file.h"

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

  workspace::LedgerWriter writer(ledger, {});
  workspace::LedgerReader reader;
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
  return true;
}

}  // namespace loyalane::bench
