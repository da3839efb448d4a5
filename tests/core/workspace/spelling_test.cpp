#include "workspace/spelling.h"

#include <gtest/gtest.h>

#include <string>

// The rules are those of docs/formulas/merge-suggestions.md; all names are invented.
namespace loyalane::workspace {
namespace {

struct Case {
  std::string name, stem, place;
  bool is_branch = false, is_company = false;
};

TEST(Speller, TakesOffWhatDoesNotTellCustomersApart) {
  const Speller speller;
  for (const Case& each : {
           Case{"鹭行科技有限公司", "鹭行科技", "", false, true},
           Case{"鹭行科技", "鹭行科技", ""},
           Case{" 鹭 行科技（股份）有限公司", "鹭行科技", "", false, true},
           Case{"鹭行科技股份有限公司", "鹭行科技", "", false, true},
           Case{"鹭行科技集团有限责任公司", "鹭行科技", "", false, true},
           Case{"上海鹭行科技有限公司", "鹭行科技", "上海", false, true},
           Case{"上海市鹭行科技有限公司", "鹭行科技", "上海", false, true},
           Case{"鹭行科技（上海）有限公司", "鹭行科技", "上海", false, true},
           Case{"鹭行科技【上海市】有限公司", "鹭行科技", "上海", false, true},
           Case{"广东省深圳市鹭行科技", "鹭行科技", "深圳"},
           Case{"昆山市鹭行科技", "鹭行科技", "昆山"},
           Case{"鹭行科技有限公司上海分公司", "鹭行科技", "上海", true, true},
           Case{"鹭行科技上海分公司", "鹭行科技", "上海", true, false},
           Case{"鷺行科技有限公司", "鷺行科技", "", false, true},  // a character that is not in our tables stays
           Case{"東瀾電子有限公司", "东瀾电子", "", false, true},
           Case{"ＬｕＨａｎｇ  Express Co., Ltd.", "luhangexpress", "", false, true},
           Case{"LUHANG-EXPRESS, INC", "luhangexpress", "", false, true},
           Case{"Luhang Express", "luhangexpress", ""},
           // What is left would say too little.
           Case{"上海大学", "上海大学", ""},
           Case{"上海贸易有限公司", "上海贸易", "", false, true},
           Case{"深圳市", "深圳市", ""},
           Case{"有限公司", "有限公司", ""},
           Case{"（鹭行）", "鹭行", ""},
           // 市 and 上海 in other words.
           Case{"永辉超市", "永辉超市", ""},
           Case{"大城市家居", "大城市家居", ""},
           Case{"", "", ""},
           Case{"***", "", ""},
       }) {
    const Spelling spelling = speller.Of(each.name);
    EXPECT_EQ(ToUtf8(spelling.stem), each.stem) << each.name;
    EXPECT_EQ(ToUtf8(spelling.place), each.place) << each.name;
    EXPECT_EQ(spelling.is_branch, each.is_branch) << each.name;
    EXPECT_EQ(spelling.is_company, each.is_company) << each.name;
  }
}

TEST(Speller, CodesWithoutZerosCaseAndSeparators) {
  for (const auto& [code, folded] : {
           std::pair("C001", "c1"),
           std::pair("c-001", "c1"),
           std::pair("C 1", "c1"),
           std::pair("00123", "123"),
           std::pair("123", "123"),
           std::pair("0755.123", "755123"),
           std::pair("A100", "a100"),
           std::pair("AB0C1", "ab0c1"),
           std::pair("SZ-2026-07", "sz202607"),
           std::pair("C000", "c000"),
           // No codes.
           std::pair("ABC", ""),
           std::pair("客户1", ""),
           std::pair("7", ""),
           std::pair("", ""),
           std::pair("a@1", ""),
       }) {
    EXPECT_EQ(Speller::Code(code), folded) << code;
  }
}

TEST(IsOneSlip, OneCharacterButNoneThatCounts) {
  EXPECT_TRUE(IsOneSlip(U"鹭行科技", U"鹭航科技"));
  EXPECT_TRUE(IsOneSlip(U"鹭行科技", U"鹭行技"));
  EXPECT_TRUE(IsOneSlip(U"行科技", U"鹭行科技"));
  EXPECT_TRUE(IsOneSlip(U"鹭行科", U"鹭行科技"));
  EXPECT_FALSE(IsOneSlip(U"鹭行科技", U"鹭行科技"));
  EXPECT_FALSE(IsOneSlip(U"鹭行科技", U"鹭航科学"));
  EXPECT_FALSE(IsOneSlip(U"鹭行科技", U"行鹭科技"));
  EXPECT_FALSE(IsOneSlip(U"鹭行科技", U"鹭行"));
  EXPECT_FALSE(IsOneSlip(U"鹭行一号店", U"鹭行二号店"));
  EXPECT_FALSE(IsOneSlip(U"鹭行1店", U"鹭行2店"));
  EXPECT_FALSE(IsOneSlip(U"鹭行东店", U"鹭行店"));
  EXPECT_FALSE(IsOneSlip(U"", U""));
}

TEST(ToUtf8, OneToFourBytes) { EXPECT_EQ(ToUtf8(U"aé鹭🚚"), "aé鹭🚚"); }

}  // namespace
}  // namespace loyalane::workspace
