#include "workspace/merge_suggestions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

// The rules are those of docs/formulas/merge-suggestions.md; all customers are invented.
namespace loyalane::workspace {
namespace {

using profile::CustomerFact;
using profile::ProfileTable;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Known {
  std::string id, name;
  uint32_t waybills = 1;
  std::map<CustomerFact, std::string> facts = {};
};

// In the order of the codes, as every ProfileTable is.
ProfileTable TableOf(std::vector<Known> customers) {
  std::sort(customers.begin(), customers.end(), [](const Known& a, const Known& b) { return a.id < b.id; });
  ProfileTable table;
  for (const Known& customer : customers) {
    table.customer_id.Append(customer.id);
    table.customer_name.Append(customer.name);
    table.waybills.push_back(customer.waybills);
    table.amount.push_back({100 * static_cast<int64_t>(customer.waybills)});
    table.last_ship.push_back(profile::kNoDay);
    auto& facts = table.facts.emplace_back();
    facts.fill(ProfileTable::kNoFact);
    for (const auto& [fact, text] : customer.facts) {
      facts[static_cast<size_t>(fact)] = static_cast<uint32_t>(table.fact_texts.size());
      table.fact_texts.Append(text);
    }
  }
  return table;
}

std::vector<std::string> Said(const std::vector<Known>& customers, const std::vector<uint32_t>& groups = {}) {
  const ProfileTable table = TableOf(customers);
  std::vector<std::string> said;
  for (const MergeSuggestion& each : SuggestMerges(table, groups).best) {
    said.push_back(std::string(table.customer_id[each.from]) + (each.is_group ? " with " : " into ") +
                   std::string(table.customer_id[each.into]));
  }
  return said;
}

TEST(SuggestMerges, SpellingsOfOneName) {
  EXPECT_THAT(Said({{"A", "鹭行科技有限公司", 9},
                    {"B", "鹭行科技", 2},
                    {"C", "鷺洲贸易有限公司", 1},
                    {"D", " 鹭行科技（有限公司）", 3},
                    {"E", "远山医药", 5}}),
              ElementsAre("D into A", "B into A"));
}

TEST(SuggestMerges, TheOneWithMoreShipmentsStays) {
  EXPECT_THAT(Said({{"A", "鹭行科技有限公司", 1}, {"B", "鹭行科技有限公司", 2}}), ElementsAre("A into B"));
  // Equal: the first code.
  EXPECT_THAT(Said({{"A", "鹭行科技有限公司"}, {"B", "鹭行科技有限公司"}}), ElementsAre("B into A"));
}

TEST(SuggestMerges, OtherPlacesAreBranchesAndNotOneCustomer) {
  EXPECT_THAT(Said({{"A", "鹭行科技（上海）有限公司", 9}, {"B", "鹭行科技（北京）有限公司", 2}}),
              ElementsAre("B with A"));
  EXPECT_THAT(Said({{"A", "鹭行科技有限公司", 9}, {"B", "鹭行科技有限公司上海分公司", 2}}), ElementsAre("B with A"));
  // One place, said by one of them: perhaps the same.
  EXPECT_THAT(Said({{"A", "上海鹭行科技有限公司", 9}, {"B", "鹭行科技有限公司", 2}}), ElementsAre("B into A"));
  // Several places: a name without one is of none of them. Those of one place are one.
  EXPECT_THAT(Said({{"A", "上海鹭行科技有限公司", 9},
                    {"B", "鹭行科技有限公司", 2},
                    {"C", "北京鹭行科技有限公司", 5},
                    {"D", "鹭行科技（北京）", 4}}),
              ElementsAre("D into C", "C with A", "B with A"));
}

TEST(SuggestMerges, BranchesThatAreInOneGroupAlreadyAreNotSuggested) {
  const std::vector<Known> branches = {{"A", "鹭行科技（上海）有限公司", 9}, {"B", "鹭行科技（北京）有限公司", 2}};
  EXPECT_THAT(Said(branches, {0, 0}), IsEmpty());
  EXPECT_THAT(Said(branches, {0, 1}), ElementsAre("B with A"));
  EXPECT_THAT(Said(branches, {kNoGroup, kNoGroup}), ElementsAre("B with A"));
}

TEST(SuggestMerges, CodesThatDifferInZerosCaseAndSeparators) {
  // Without names the codes speak.
  EXPECT_THAT(Said({{"C-0012", "", 9}, {"c12", "", 2}, {"C13", "", 2}}), ElementsAre("c12 into C-0012"));
  EXPECT_THAT(Said({{"00812", "远山医药", 9}, {"812", "", 2}}), ElementsAre("812 into 00812"));
  // Two carriers that number their customers alike: the names say that they are two.
  EXPECT_THAT(Said({{"00812", "远山医药", 9}, {"812", "鹭行科技", 2}}), IsEmpty());
}

TEST(SuggestMerges, OneCharacterNeedsAnotherAgreement) {
  const auto pair = [](std::map<CustomerFact, std::string> left, std::map<CustomerFact, std::string> right) {
    return Said(
        {{"A", "远山生物医药有限公司", 9, std::move(left)}, {"B", "远山生务医药有限公司", 2, std::move(right)}});
  };
  EXPECT_THAT(pair({}, {}), IsEmpty());
  EXPECT_THAT(pair({{CustomerFact::kOutlet, "城东网点"}}, {{CustomerFact::kOutlet, "城西网点"}}), IsEmpty());
  for (const CustomerFact fact :
       {CustomerFact::kOutlet, CustomerFact::kAccountManager, CustomerFact::kContact, CustomerFact::kIndustry}) {
    EXPECT_THAT(pair({{fact, "城东"}}, {{fact, "城东"}}), ElementsAre("B into A")) << static_cast<int>(fact);
  }
  // A character left out; and one that counts.
  const std::map<CustomerFact, std::string> east = {{CustomerFact::kOutlet, "城东网点"}};
  EXPECT_THAT(Said({{"A", "远山生物医药", 9, east}, {"B", "远山物医药", 2, east}}), ElementsAre("B into A"));
  EXPECT_THAT(Said({{"A", "远山医药一号店", 9, east}, {"B", "远山医药二号店", 2, east}}), IsEmpty());
  // Short names are one slip from many.
  EXPECT_THAT(Said({{"A", "远山医药", 9, east}, {"B", "近山医药", 2, east}}), IsEmpty());
}

TEST(SuggestMerges, PeopleShareNames) {
  EXPECT_THAT(Said({{"A", "王小远", 9}, {"B", "王小远", 2}}), IsEmpty());
  const std::map<CustomerFact, std::string> east = {{CustomerFact::kOutlet, "城东网点"}};
  EXPECT_THAT(Said({{"A", "王小远", 9, east}, {"B", "王小远", 2, east}}), ElementsAre("B into A"));
  EXPECT_THAT(Said({{"A", "散客", 9, east}, {"B", "散客", 2, east}}), IsEmpty());
}

TEST(SuggestMerges, WhereTheCodeIsTheName) {
  EXPECT_THAT(Said({{"鹭行科技", "", 9}, {"鹭行科技有限公司", "", 2}}), ElementsAre("鹭行科技有限公司 into 鹭行科技"));
}

TEST(SuggestMerges, EvidenceSaysWhy) {
  const std::map<CustomerFact, std::string> east = {{CustomerFact::kOutlet, "城东网点"},
                                                    {CustomerFact::kAccountManager, "周文远"}};
  const ProfileTable table = TableOf({{"C001", "上海鹭行科技有限公司", 9, east}, {"c-1", "鹭行科技", 2, east}});
  const MergeSuggestions found = SuggestMerges(table, {});
  ASSERT_EQ(found.best.size(), 1u);
  std::vector<std::string> zh;
  std::vector<std::string> en;
  for (const Evidence& evidence : found.best[0].evidence) {
    zh.push_back(TextOf(evidence, Language::kZh));
    en.push_back(TextOf(evidence, Language::kEn));
  }
  EXPECT_THAT(zh, ElementsAre("只差公司字样：“上海鹭行科技有限公司”和“鹭行科技”", "只有一方写了地点：“上海”",
                              "编码相同（不计前导零、大小写和分隔符）：“C001”和“c-1”", "网点相同：“城东网点”",
                              "客户经理相同：“周文远”"));
  EXPECT_THAT(en, ElementsAre("Only the company form differs: “上海鹭行科技有限公司” and “鹭行科技”",
                              "Only one of them names a place: “上海”",
                              "Same code but for leading zeros, case and separators: “C001” and “c-1”",
                              "Same outlet: “城东网点”", "Same account manager: “周文远”"));
  // 70 for one place said + 8 for the code + 2 for each of two agreements.
  EXPECT_EQ(found.best[0].score, 82);
}

// All suggestions can be taken at once: nobody is merged away twice, or merged away and merged into.
TEST(SuggestMerges, SuggestionsDoNotDependOnEachOther) {
  std::vector<Known> customers;
  const std::map<CustomerFact, std::string> east = {{CustomerFact::kOutlet, "城东网点"}};
  const std::string forms[] = {"", "有限公司", "股份有限公司", "（上海）", "集团"};
  for (int i = 0; i < 400; ++i) {
    const std::string name = "远山生物医药" + std::string(i % 7 == 0 ? "务" : i % 7 == 1 ? "流" : "店");
    customers.push_back(
        {(i % 2 == 0 ? "C0" : "c") + std::to_string(i / 2), name + forms[i % 5], static_cast<uint32_t>(i % 11), east});
  }
  const ProfileTable table = TableOf(customers);
  const MergeSuggestions found = SuggestMerges(table, {});
  EXPECT_FALSE(found.best.empty());
  std::set<uint32_t> from;
  std::set<uint32_t> into;
  for (const MergeSuggestion& each : found.best) {
    EXPECT_GE(table.waybills[each.into], table.waybills[each.from]);
    if (each.is_group) continue;
    EXPECT_TRUE(from.insert(each.from).second);
    into.insert(each.into);
  }
  for (const uint32_t row : from) EXPECT_EQ(into.count(row), 0u);
}

TEST(SuggestMerges, ListsTheBestAndCountsAll) {
  std::vector<Known> customers;
  for (int i = 0; i < 700; ++i) {
    const std::string name = "公司甲" + std::to_string(100'000 + i) + "贸易";
    customers.push_back({"A" + std::to_string(i), name + "有限公司", 2});
    customers.push_back({"B" + std::to_string(i), i < 300 ? name + "有限公司" : name});
  }
  const MergeSuggestions found = SuggestMerges(TableOf(customers), {});
  EXPECT_EQ(found.total, 700u);
  ASSERT_EQ(found.best.size(), kSuggestionsMax);
  for (size_t i = 1; i < found.best.size(); ++i) EXPECT_GE(found.best[i - 1].score, found.best[i].score);
  EXPECT_EQ(found.best[299].score, 90);  // the 300 that are the same but for nothing
  EXPECT_EQ(found.best[300].score, 85);
}

TEST(SuggestMerges, NobodyToCompare) {
  EXPECT_THAT(Said({}), IsEmpty());
  EXPECT_THAT(Said({{"A", ""}}), IsEmpty());
}

}  // namespace
}  // namespace loyalane::workspace
