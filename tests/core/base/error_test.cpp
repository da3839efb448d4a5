#include "base/error.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace loyalane {
namespace {

constexpr auto kIds = static_cast<uint16_t>(ErrorId::kCount);

// The {names} that a text holds, sorted; a brace left open is a failure.
std::vector<std::string> Parameters(std::string_view text) {
  std::vector<std::string> names;
  for (size_t at = text.find('{'); at != std::string_view::npos; at = text.find('{', at + 1)) {
    const size_t close = text.find('}', at);
    if (close == std::string_view::npos) {
      ADD_FAILURE() << "open brace in: " << text;
      return names;
    }
    names.emplace_back(text.substr(at + 1, close - at - 1));
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string RoomOf(std::string_view id) { return std::string(id.substr(0, id.find('-'))); }

TEST(ErrorTable, IdsAreRoomDashThreeDigitsAndUnique) {
  std::set<std::string_view> seen;
  for (uint16_t i = 0; i < kIds; ++i) {
    const std::string_view id = IdOf(static_cast<ErrorId>(i));
    SCOPED_TRACE(id);
    const size_t dash = id.find('-');
    ASSERT_NE(dash, std::string_view::npos);
    EXPECT_GT(dash, 0u);
    for (const char c : id.substr(0, dash)) EXPECT_TRUE(c >= 'A' && c <= 'Z') << c;
    ASSERT_EQ(id.size(), dash + 4);
    for (const char c : id.substr(dash + 1)) EXPECT_TRUE(c >= '0' && c <= '9') << c;
    EXPECT_TRUE(seen.insert(id).second) << "used twice";
  }
}

TEST(ErrorTable, RoomsStandTogetherIdsAscending) {
  std::set<std::string> finished;
  std::string room;
  std::string_view last;
  for (uint16_t i = 0; i < kIds; ++i) {
    const std::string_view id = IdOf(static_cast<ErrorId>(i));
    if (RoomOf(id) != room) {
      finished.insert(room);
      room = RoomOf(id);
      EXPECT_EQ(finished.count(room), 0u) << id << " stands apart from its room";
    } else {
      EXPECT_LT(last, id);
    }
    last = id;
  }
}

TEST(ErrorTable, BothLanguagesSaySomethingWithTheSameParameters) {
  for (uint16_t i = 0; i < kIds; ++i) {
    const ErrorText& text = TextOf(static_cast<ErrorId>(i));
    SCOPED_TRACE(text.id);
    EXPECT_FALSE(text.zh.empty());
    EXPECT_FALSE(text.en.empty());
    EXPECT_NE(text.zh, text.en);
    EXPECT_EQ(text.zh_remedy.empty(), text.en_remedy.empty());
    EXPECT_EQ(Parameters(text.zh), Parameters(text.en));
    EXPECT_EQ(Parameters(text.zh_remedy), Parameters(text.en_remedy));
    // A Chinese text has a Chinese character, an English one has none (curly quotes are neither).
    const auto is_ideograph = [](std::string_view s) {
      return std::any_of(s.begin(), s.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte >= 0xE4 && byte <= 0xE9;
      });
    };
    EXPECT_TRUE(is_ideograph(text.zh));
    EXPECT_FALSE(is_ideograph(text.en));
    EXPECT_FALSE(is_ideograph(text.en_remedy));
  }
}

// A user whose command stopped must be told what to do.
TEST(ErrorTable, FatalErrorsAboutDataHaveARemedy) {
  for (uint16_t i = 0; i < kIds; ++i) {
    const ErrorText& text = TextOf(static_cast<ErrorId>(i));
    if (text.severity != Severity::Fatal || RoomOf(text.id) != "INGEST") continue;
    EXPECT_FALSE(text.zh_remedy.empty()) << text.id;
  }
}

TEST(ErrorTable, IngestNumbersTellTheSeverity) {
  for (uint16_t i = 0; i < kIds; ++i) {
    const ErrorText& text = TextOf(static_cast<ErrorId>(i));
    if (RoomOf(text.id) != "INGEST") continue;
    const char hundred = text.id[text.id.size() - 3];
    EXPECT_EQ(text.severity, hundred == '1'   ? Severity::Fatal
                             : hundred == '2' ? Severity::Row
                                              : Severity::Notice)
        << text.id;
  }
}

TEST(Error, KeepsPlaceAndParameters) {
  const Error error = Error(ErrorId::kDateUnreadable).At("a.csv", 1841, "备注").With("value", "2026-02-30");
  EXPECT_EQ(error.id, ErrorId::kDateUnreadable);
  EXPECT_EQ(error.place.file, "a.csv");
  EXPECT_EQ(error.place.row, 1841u);
  EXPECT_EQ(error.place.column, "备注");
  ASSERT_EQ(error.params.size(), 1u);
  EXPECT_EQ(error.params[0].second, "2026-02-30");
}

TEST(Error, FillsInParametersAndNothingElse) {
  Error error(ErrorId::kDateUnreadable);
  error.With("value", "{value} 30%").With("unused", "x");
  const std::string zh = Sentence(error, Language::kZh);
  // A value that looks like a parameter is text.
  EXPECT_NE(zh.find("{value} 30%"), std::string::npos) << zh;
  EXPECT_EQ(zh.find('x'), std::string::npos) << zh;
  EXPECT_NE(Sentence(error, Language::kEn).find("{value} 30%"), std::string::npos);
  // A parameter that was not given leaves no brace behind.
  EXPECT_EQ(Sentence(Error(ErrorId::kDateUnreadable), Language::kEn).find('{'), std::string::npos);
}

// Id, file, row, column, sentence, remedy: in this order, and only those that are known.
TEST(Error, DescribeSaysWhereWhatAndWhatToDo) {
  const Error full = Error(ErrorId::kIdScientific).At("a.csv", 12, "运单号").With("value", "7.55E+09");
  for (const Language language : {Language::kZh, Language::kEn}) {
    const std::string text = Describe(full, language);
    size_t at = 0;
    for (const std::string& part : {std::string("INGEST-205"), std::string("a.csv"), std::string("12"),
                                    std::string("运单号"), Sentence(full, language), Remedy(full, language)}) {
      const size_t found = text.find(part, at);
      ASSERT_NE(found, std::string::npos) << part << " in " << text;
      at = found + part.size();
    }
  }
  const Error bare(ErrorId::kFileEmpty);
  const std::string text = Describe(bare, Language::kEn);
  EXPECT_EQ(text.find("row"), std::string::npos) << text;
  EXPECT_EQ(text.find("column"), std::string::npos) << text;
  EXPECT_EQ(text.rfind("INGEST-101", 0), 0u) << text;
  // No remedy, nothing behind the sentence.
  const Error totals = Error(ErrorId::kTotalsRow).With("value", "合计");
  const std::string told = Describe(totals, Language::kEn);
  const std::string sentence = Sentence(totals, Language::kEn);
  ASSERT_GE(told.size(), sentence.size());
  EXPECT_EQ(told.substr(told.size() - sentence.size()), sentence);
}

}  // namespace
}  // namespace loyalane
