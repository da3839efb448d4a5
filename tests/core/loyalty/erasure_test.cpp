#include "loyalty/erasure.h"

#include <gtest/gtest.h>

namespace loyalane::loyalty {
namespace {

constexpr Day kDay = ToDay({2026, 6, 30});

std::vector<PersonRegister> Registers() {
  return {{"contacts",
           {},
           {{"M1", {{"name", "张三"}, {"phone", "13800001111"}, {"note", ""}}},
            {"M2", {{"name", "李四"}}},
            {"M1", {{"name", "王五"}}}}},
          {"forms", {"member_class"}, {{"M1", {{"member_class", "owner"}, {"birthday", "1980-01-01"}}}}},
          {"empty", {}, {}}};
}

std::string TextOf(const std::vector<PersonRegister>& registers) {
  std::string text;
  for (const PersonRegister& one : registers) {
    for (const RegisterRow& row : one.rows) {
      text += row.member;
      for (const auto& [field, value] : row.values) text += ' ' + field + '=' + value;
      text += '\n';
    }
  }
  return text;
}

TEST(Erasure, RemovesAPersonEverywhereAndKeepsTheIds) {
  std::vector<PersonRegister> registers = Registers();
  const ErasureLog log = ErasePerson(registers, "M1", kDay, "desk").value();
  EXPECT_EQ(TextOf(registers), "M1 name= phone= note=\nM2 name=李四\nM1 name=\nM1 member_class=owner birthday=\n");
  EXPECT_EQ(log.rows, 3);
  EXPECT_EQ(log.values, 4);
  EXPECT_EQ(LogLine(log), "2026-06-30 erased member=M1 by=desk registers=contacts,forms rows=3 values=4");
  // Again: nothing is left to remove.
  const ErasureLog again = ErasePerson(registers, "M1", kDay, "desk").value();
  EXPECT_EQ(again.values, 0);
  EXPECT_EQ(LogLine(again), "2026-06-30 erased member=M1 by=desk registers= rows=0 values=0");
}

TEST(Erasure, LogsNothingPersonal) {
  std::vector<PersonRegister> registers = Registers();
  const std::string line = LogLine(ErasePerson(registers, "M1", kDay, "desk").value());
  for (const char* const value : {"张三", "13800001111", "王五", "1980"}) {
    EXPECT_EQ(line.find(value), std::string::npos) << value;
  }
}

TEST(Erasure, RefusesAnUnknownMemberAndAnUnknownHand) {
  std::vector<PersonRegister> registers = Registers();
  const Result<ErasureLog> unknown = ErasePerson(registers, "M9", kDay, "desk");
  ASSERT_FALSE(unknown.ok());
  EXPECT_EQ(IdOf(unknown.error().id), "LOYALTY-360");
  EXPECT_EQ(ErasePerson(registers, "M1", kDay, "").error().id, ErrorId::kAuditFieldMissing);
  EXPECT_EQ(TextOf(registers), TextOf(Registers()));
}

}  // namespace
}  // namespace loyalane::loyalty
