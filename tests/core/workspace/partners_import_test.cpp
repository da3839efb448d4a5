// Merchants of files in the register of partners: taken whole or not at all, row by row.
#include "workspace/partners_import.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "loyalty/programme.h"
#include "workspace/partners_register.h"

namespace loyalane::workspace {
namespace {

using loyalty::MerchantRow;

constexpr Day D(int32_t year, int32_t month, int32_t day) { return ToDay({year, month, day}); }

struct Files {
  ImportedData data;
  std::shared_ptr<table::TextPool> texts = std::make_shared<table::TextPool>();
  loyalty::Programme programme = loyalty::PresetProgramme(loyalty::Preset::kMinimal);
  loyalty::Ledger ledger;
  std::unique_ptr<ClubRegister> partners = MakePartnersRegister();

  Files() {
    data.club.texts = texts;
    data.sources.resize(1);
    data.sources[0].name = "list.csv";
  }
  MerchantRow& Row(const char* number, const char* name) {
    MerchantRow row;
    row.number = texts->Add(number);
    row.name = texts->Add(name);
    row.place = {data.club.merchants.size() + 2, 0};
    data.club.merchants.push_back(row);
    return data.club.merchants.back();
  }
  MerchantRow& Offer(const char* number, const char* name, const char* offer, Day from) {
    MerchantRow& row = Row(number, name);
    row.offer = texts->Add(offer);
    row.offer_text = texts->Add("10 % off");
    row.from = from;
    return row;
  }
  ClubSight Sight() { return {.data = &data, .programme = programme, .ledger = ledger, .language = Language::kEn}; }
  Json View() {
    const Result<Json> seen = partners->View({{"view", "import"}}, Sight());
    EXPECT_TRUE(seen.ok());
    return seen ? *seen : Json();
  }
  // The id of the refusal, or "" after taking the new document.
  std::string Import() {
    const Result<Json> made = partners->Act({{"do", "import"}, {"who", "desk"}, {"day", "2026-05-01"}}, Sight());
    if (!made) return std::string(IdOf(made.error().id));
    EXPECT_TRUE(partners->Take(*made).ok());
    return "";
  }
};

TEST(PartnersImport, EntersWhatIsNewAndTellsWhatIsBad) {
  Files files;
  MerchantRow& first = files.Offer("M1", "Home", "Y1", D(2026, 1, 1));
  first.categories = files.texts->Add("cleaning、 repair，");
  first.price_per_1000 = Money{9'50};
  first.mode = loyalty::AllianceMode::kShared;
  files.Offer("M1", "Home", "Y1", D(2026, 2, 1));                       // the number is taken
  files.Offer("M2", "Tea", "Y2", D(2026, 2, 1)).to = D(2026, 1, 1);     // ends before it begins: no merchant either
  files.Offer("M3", "Books", "Y3", D(2026, 2, 1)).from = std::nullopt;  // no first day
  files.Row("M1", "Another");                                           // one number, two merchants
  files.Row("Total", "3 merchants");
  files.Row("M4", "Flowers").price_per_1000 = Money{-1};
  const Json told = files.View();
  std::string ids;
  for (const Json& row : told["rows"]) ids += row["row"].dump() + " " + row["id"].get<std::string>() + "; ";
  EXPECT_EQ(ids, "3 LOYALTY-354; 4 BASE-103; 5 BASE-103; 6 LOYALTY-354; 7 INGEST-208; 8 BASE-103; ");
  EXPECT_EQ(told["merchants"].dump(), R"({"added":1,"changed":0,"same":0})");
  EXPECT_EQ(told["rows"][0]["file"], "list.csv");
  EXPECT_EQ(files.Import(), "");
  const Json document = files.partners->Document();
  ASSERT_EQ(document["merchants"].size(), 1U);
  EXPECT_EQ(document["merchants"][0]["categories"].dump(), R"(["cleaning","repair"])");
  EXPECT_EQ(document["merchants"][0]["mode"], "shared");
  EXPECT_EQ(document["merchants"][0]["pricePer1000"], "9.50");
  ASSERT_EQ(document["offers"].size(), 1U);
  EXPECT_EQ(document["offers"][0]["from"], "2026-01-01");
  EXPECT_EQ(document["log"][0]["of"], "1 + 1");
  EXPECT_EQ(files.View()["merchants"].dump(), R"({"added":0,"changed":0,"same":1})");
}

TEST(PartnersImport, WithoutSuchAFileThereIsNothingToEnter) {
  Files files;
  EXPECT_EQ(files.Import(), "WORKSPACE-101");
  EXPECT_EQ(files.View()["inFiles"], 0);
}

}  // namespace
}  // namespace loyalane::workspace
