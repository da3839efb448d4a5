#include "intake/datasets.h"

#include <gtest/gtest.h>

#include <set>

namespace loyalane::intake {
namespace {

using model::DatasetId;
using model::FieldId;

bool HasHan(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0xE4 && byte <= 0xE9;
  });
}

TEST(UnlockedBy, SaysSomethingInBothLanguages) {
  for (const model::Dataset& dataset : model::Datasets()) {
    EXPECT_TRUE(HasHan(UnlockedBy(dataset.id, Language::kZh))) << dataset.name;
    EXPECT_FALSE(HasHan(UnlockedBy(dataset.id, Language::kEn))) << dataset.name;
    EXPECT_GT(UnlockedBy(dataset.id, Language::kEn).size(), 20u) << dataset.name;
  }
}

ingest::ReadPlan PlanOf(DatasetId dataset, FieldId key) {
  ingest::ReadPlan plan;
  plan.dataset = dataset;
  plan.headers = {"key"};
  plan.fields = {{0, key}};
  plan.customer_key = key;
  return plan;
}

profile::DatasetTally TallyOf(DatasetId dataset, const table::TextPool& pool, std::vector<uint32_t> customers) {
  model::EventBatch batch;
  batch.dataset = dataset;
  batch.customers = &pool;
  batch.rows = static_cast<uint32_t>(customers.size());
  batch.customer = std::move(customers);
  profile::DatasetTally tally(dataset);
  tally.Add(batch);
  return tally;
}

TEST(FactsOf, CallsStrangersWhomNeitherShipmentsNorCustomersKnow) {
  table::TextPool pool;
  for (const char* code : {"a", "b", "c", "d"}) pool.Add(code);
  const ingest::ReadPlan shipments = PlanOf(DatasetId::kShipments, FieldId::kAccountNo);
  const ingest::ReadPlan customers = PlanOf(DatasetId::kCustomers, FieldId::kCustomerId);
  const ingest::ReadPlan cases = PlanOf(DatasetId::kCases, FieldId::kAccountNo);
  const ingest::ReadPlan points = PlanOf(DatasetId::kPoints, FieldId::kMemberNo);
  const auto shipped = TallyOf(DatasetId::kShipments, pool, {0, 0, 1});
  const auto listed = TallyOf(DatasetId::kCustomers, pool, {2});
  const auto complained = TallyOf(DatasetId::kCases, pool, {0, 2, 3, 3});
  const auto collected = TallyOf(DatasetId::kPoints, pool, {3});

  const TalliedSource all[] = {
      {&cases, &complained}, {&shipments, &shipped}, {&customers, &listed}, {&points, &collected}};
  const std::vector<SourceFacts> facts = FactsOf(all);
  ASSERT_TRUE(facts[0].strangers.has_value());
  EXPECT_EQ(facts[0].strangers->rows, 2u);
  EXPECT_EQ(facts[0].strangers->customers, 1u);
  EXPECT_EQ(facts[0].keys, 3u);
  // Shipments and customers are who is known; members are another kind of number.
  for (const size_t i : {1u, 2u, 3u}) EXPECT_FALSE(facts[i].strangers.has_value()) << i;

  const std::optional<Error> notice = StrangersNotice(facts[0]);
  ASSERT_TRUE(notice.has_value());
  EXPECT_EQ(IdOf(notice->id), "INGEST-351");
  EXPECT_NE(Sentence(*notice, Language::kEn).find("2 rows"), std::string::npos);
  EXPECT_FALSE(StrangersNotice(facts[3]).has_value());

  // Alone, a file of cases has nobody to compare with.
  const TalliedSource alone[] = {{&cases, &complained}};
  EXPECT_FALSE(FactsOf(alone)[0].strangers.has_value());
}

}  // namespace
}  // namespace loyalane::intake
