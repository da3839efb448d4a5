// The ledger file: the same bytes again, whatever the pieces; every change is found, and what comes before it is good.
#include "workspace/ledger_file.h"

#include <gtest/gtest.h>

namespace loyalane::workspace {
namespace {

using loyalty::Entry;
using loyalty::EntryKind;
using loyalty::Fact;
using loyalty::Ledger;

constexpr Day D(int32_t year, int32_t month, int32_t day) { return ToDay({year, month, day}); }

// Three members with awkward names, two closed months of several pages, an open one, spends, refunds and restores.
Ledger Example() {
  Ledger ledger;
  const auto add = [&ledger](const char* member, EntryKind kind, const std::string& source, Day day, int32_t points,
                             const std::string& of = {}) {
    Entry entry;
    entry.kind = kind;
    entry.rule = ledger.Rule(kind == EntryKind::kSpend || kind == EntryKind::kRestore ? "reward.a" : "earn.b");
    entry.source = ledger.Source(source);
    if (!of.empty()) entry.of = ledger.Source(of);
    entry.day = day;
    entry.points = points;
    entry.qualifying = kind == EntryKind::kRefund ? -points : 0;
    entry.active_after = 3;
    entry.lives = points % 2 == 0 ? loyalty::Lifespan::Days(400) : loyalty::Lifespan::Never();
    if (points == 7) entry.lives = loyalty::Lifespan::InactiveMonths(18);
    if (!loyalty::OpensLot(kind)) {
      entry.active_after = 0;
      entry.lives = loyalty::Lifespan::Never();
    }
    ledger.Take({{ledger.Member(member), entry}});
  };
  const auto month = [&add](int32_t number) {
    for (int32_t i = 0; i < 300; ++i) {
      add("会员 \"甲\"", EntryKind::kEarn, "W" + std::to_string(number * 1000 + i), D(2026, number, 1 + i % 28), i);
      add("a\tb\\c\x01", EntryKind::kGrant, "G" + std::to_string(number * 1000 + i), D(2026, number, 1 + i % 28), 7);
    }
    const std::string tag = std::to_string(number);
    add("会员 \"甲\"", EntryKind::kSpend, "S" + tag, D(2026, number, 27), 100);
    add("会员 \"甲\"", EntryKind::kRestore, "S" + tag, D(2026, number, 28), 40, "S" + tag);
    add("会员 \"甲\"", EntryKind::kRefund, "R" + tag, D(2026, number, 28), 12,
        "W" + std::to_string(number * 1000 + 12));
    add("M3", EntryKind::kOpening, "O" + tag, D(2026, number, 28), 2'147'483'647);
  };
  month(1);
  EXPECT_TRUE(ledger.ClosePeriod("2026-01", D(2026, 1, 1), D(2026, 1, 31)));
  month(2);
  EXPECT_TRUE(ledger.ClosePeriod("2026-02", D(2026, 2, 1), D(2026, 2, 28)));
  month(3);
  return ledger;
}

std::string Written(Ledger& ledger) {
  LedgerWriter writer(ledger, {});
  std::string text;
  for (;;) {
    const Result<bool> more = writer.Read(text);
    EXPECT_TRUE(more.ok());
    if (!more || !*more) return text;
  }
}

Result<Ledger> ReadIn(const std::string& text, size_t piece) {
  LedgerReader reader;
  for (size_t at = 0; at < text.size(); at += piece) {
    const Status fed = reader.Feed(std::string_view(text).substr(at, piece));
    if (!fed) return fed.error();
  }
  return reader.Finish();
}

std::vector<std::string> LinesOf(const std::string& text) {
  std::vector<std::string> lines;
  for (size_t at = 0; at < text.size();) {
    const size_t end = text.find('\n', at);
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}
std::string Joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

TEST(LedgerFile, ComesBackAsItWasInPiecesOfAnySize) {
  Ledger ledger = Example();
  const std::string text = Written(ledger);
  EXPECT_GT(ledger.periods()[0].page_hashes.size(), 2U);
  for (const size_t piece : {size_t{1}, size_t{7}, size_t{4096}, text.size()}) {
    Result<Ledger> read = ReadIn(text, piece);
    ASSERT_TRUE(read.ok()) << Describe(read.error(), Language::kEn);
    EXPECT_EQ(read->size(), ledger.size());
    EXPECT_EQ(Written(*read), text);
  }
}

TEST(LedgerFile, EveryDamagedLineIsFoundThereAndWhatComesBeforeIsGood) {
  Ledger ledger = Example();
  const std::vector<std::string> lines = LinesOf(Written(ledger));
  uint64_t entries_before = 0;
  for (size_t i = 0; i < lines.size(); ++i) {
    const bool is_entry = lines[i].starts_with("{\"m\":");
    std::vector<std::string> damaged = lines;
    // One digit of the points, or of what else the line says.
    const size_t digit = is_entry ? lines[i].find("\"p\":") + 4 : lines[i].find_first_of("0123456789");
    damaged[i][digit] = damaged[i][digit] == '9' ? '8' : '9';
    LedgerReader reader;
    const std::string text = Joined(damaged);
    const Status fed = reader.Feed(text);
    const bool found = !fed || !reader.Finish();
    ASSERT_TRUE(found) << "line " << i + 1 << ": " << lines[i];
    if (is_entry) {
      ASSERT_FALSE(fed.ok());
      EXPECT_EQ(fed.error().id, ErrorId::kLedgerLineBad);
      EXPECT_EQ(fed.error().place.row, i + 1);
      EXPECT_EQ(reader.good_entries(), entries_before);
      if (i % 97 == 0) {
        Ledger good = reader.TakeGoodPart();
        EXPECT_EQ(good.size(), entries_before);
      }
      ++entries_before;
    }
  }
}

TEST(LedgerFile, AnEditThatMendsItsOwnCheckIsFoundInItsPage) {
  Ledger ledger = Example();
  Ledger other = Example();
  const std::vector<std::string> lines = LinesOf(Written(ledger));
  // A line of the same entry with other points, with its right check: out of a ledger in which it was so.
  Entry entry = other.EntriesOf(0)[5];
  Ledger forged;
  entry.rule = forged.Rule("earn.b");
  entry.source = forged.Source(ledger.sources()[entry.source]);
  entry.points += 1;
  entry.period = loyalty::kOpenPeriod;
  forged.Take({{forged.Member(ledger.members()[0]), entry}});
  const std::string forged_line = LinesOf(Written(forged))[2];
  std::vector<std::string> edited = lines;
  size_t at = 0;
  const std::string source = "\"s\":\"" + std::string(ledger.sources()[other.EntriesOf(0)[5].source]) + "\"";
  while (edited[at].find(source) == std::string::npos) ++at;
  edited[at] = forged_line;
  const Result<Ledger> read = ReadIn(Joined(edited), 4096);
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.error().id, ErrorId::kLedgerPageBad);
}

TEST(LedgerFile, ACutFileIsRefusedAndItsGoodPartIsThere) {
  Ledger ledger = Example();
  const std::string text = Written(ledger);
  for (size_t cut = 0; cut < text.size(); cut += 1009) {
    LedgerReader reader;
    const Status fed = reader.Feed(std::string_view(text).substr(0, cut));
    ASSERT_TRUE(fed.ok());
    const uint64_t good = reader.good_entries();
    const Result<Ledger> read = reader.Finish();
    ASSERT_FALSE(read.ok());
    EXPECT_EQ(read.error().id, ErrorId::kLedgerLineBad);
    EXPECT_EQ(reader.TakeGoodPart().size(), good);
  }
}

TEST(LedgerFile, ANewerVersionIsRefused) {
  const Result<Ledger> read = ReadIn("{\"ledger\":3,\"entries\":0}\n", 100);
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.error().id, ErrorId::kLedgerNewer);
}

// Programs of version 1 do not know vouchers: they have to be told that the file is newer, not find it damaged. What
// such programs have written with vouchers in it says 1, and is read.
TEST(LedgerFile, TheVersionIsTheOldestThatCanTellIt) {
  Ledger ledger = Example();
  const std::string plain = Written(ledger);
  EXPECT_EQ(LedgerVersionOf(ledger), 1);
  EXPECT_EQ(plain.substr(0, 12), "{\"ledger\":1,");

  Entry given;
  given.kind = EntryKind::kGiven;
  given.rule = ledger.Rule("voucher.V20");
  given.source = ledger.Source("S3");
  given.day = D(2026, 3, 27);
  given.points = 2000;
  given.lives = loyalty::Lifespan::Days(30);
  ledger.Take({{ledger.Member("M3"), given}});
  ASSERT_EQ(LedgerVersionOf(ledger), 2);
  const std::string text = Written(ledger);
  EXPECT_EQ(text.substr(0, 12), "{\"ledger\":2,");
  // The first line is outside the chain: closed months have the bytes and the hashes that they had.
  const size_t open = plain.find("{\"open\":1}");
  const size_t first = plain.find('\n');
  EXPECT_EQ(text.substr(text.find('\n'), open - first), plain.substr(first, open - first));

  std::string old = text;
  old[10] = '1';
  for (const std::string& one : {text, old}) {
    Result<Ledger> read = ReadIn(one, 1000);
    ASSERT_TRUE(read.ok()) << one.substr(0, 12);
    EXPECT_EQ(read->size(), ledger.size());
    EXPECT_EQ(Written(*read), text);
  }
}

TEST(LedgerFile, AClosedPeriodThatWouldChangeIsNotWritten) {
  Ledger ledger = Example();
  Written(ledger);
  std::vector<std::string> hashes = ledger.periods()[1].page_hashes;
  hashes[0][0] = hashes[0][0] == '0' ? '1' : '0';
  ledger.Seal(1, hashes);
  LedgerWriter writer(ledger, {});
  std::string text;
  Result<bool> more = true;
  while (more && *more) more = writer.Read(text);
  ASSERT_FALSE(more.ok());
  EXPECT_EQ(more.error().id, ErrorId::kLedgerSealBroken);
}

}  // namespace
}  // namespace loyalane::workspace
