#include "ingest/cell_birthday.h"

#include <gtest/gtest.h>

#include "model/birthday.h"

namespace loyalane::ingest {
namespace {

using model::Birthday;

// Written out by hand: what a person reads in each.
TEST(ParseBirthday, ReadsWhatPeopleWrite) {
  const struct {
    std::string_view text;
    Birthday want;
  } rows[] = {
      {"1985-08-15", {1985, 8, 15}},
      {"1985/8/5", {1985, 8, 5}},
      {"1985.8.5", {1985, 8, 5}},
      {"19850815", {1985, 8, 15}},
      {"1985年8月15日", {1985, 8, 15}},
      {"1985-08-15 00:00:00", {1985, 8, 15}},
      {"1985年8月", {1985, 8, 0}},
      {"1985-08", {1985, 8, 0}},
      {"8月15日", {0, 8, 15}},
      {"08-15", {0, 8, 15}},
      {"8/15", {0, 8, 15}},
      {"0815", {0, 8, 15}},
      {"02-29", {0, 2, 29}},
      {"０８-１５", {0, 8, 15}},
      {"公历08-15", {0, 8, 15}},
      {"农历8月15日", {0, 8, 15, true}},
      {"(农历)1962-08-15", {1962, 8, 15, true}},
      {"阴历：八月十五", {0, 8, 15, true}},
      {"农历八月十五", {0, 8, 15, true}},
      {"正月初一", {0, 1, 1, true}},
      {"冬月廿一", {0, 11, 21, true}},
      {"腊月二十三", {0, 12, 23, true}},
      {"腊月三十", {0, 12, 30, true}},
      {"闰四月初三", {0, 4, 3, true, true}},
      {"十二月初八", {0, 12, 8, true}},
      {"八月十五日", {0, 8, 15}},
      {"十月十号", {0, 10, 10}},
      {"农历2月30日", {0, 2, 30, true}},
  };
  for (const auto& row : rows) {
    const BirthdayCell cell = ParseBirthday(row.text, false);
    ASSERT_EQ(cell.outcome, DateOutcome::kOk) << row.text;
    EXPECT_EQ(Birthday::FromPacked(cell.packed), row.want) << row.text;
  }
}

TEST(ParseBirthday, TakesTheCalendarOfItsColumnUnlessTheCellSaysOtherwise) {
  EXPECT_TRUE(Birthday::FromPacked(ParseBirthday("08-15", true).packed).is_lunar);
  EXPECT_FALSE(Birthday::FromPacked(ParseBirthday("公历08-15", true).packed).is_lunar);
}

TEST(ParseBirthday, RefusesWhatIsNoDay) {
  for (const std::string_view text :
       {"13-01", "02-30", "04-31", "1985-02-30", "1985", "十三月初一", "八月", "农历八月三十一", "1885-01-01",
        "2101-01-01", "12345", "1-2-3-4", "8月", "张三", "19851315", "1985-08-15x", "00-10", "05-00"}) {
    EXPECT_EQ(ParseBirthday(text, false).outcome, DateOutcome::kUnreadable) << text;
  }
  for (const std::string_view text : {"", " ", "-", "无", "/"}) {
    EXPECT_EQ(ParseBirthday(text, false).outcome, DateOutcome::kMissing) << text;
  }
}

TEST(Birthday, PacksAndUnpacks) {
  for (const Birthday& birthday : {Birthday{}, Birthday{2100, 12, 31, true, true}, Birthday{1900, 1, 1, true, false},
                                   Birthday{0, 2, 29, false, false}}) {
    EXPECT_EQ(Birthday::FromPacked(birthday.packed()), birthday);
    EXPECT_GE(birthday.packed(), 0);
  }
}

}  // namespace
}  // namespace loyalane::ingest
