#include "document/json_fields.h"

#include <gtest/gtest.h>

#include <array>

namespace loyalane::document {
namespace {

struct Shop {
  double rent_yuan = 100;
  std::string name = "none";
};

Fields<Shop> ShopFields() {
  return {
      Of<&Shop::rent_yuan>("rent_yuan", Number{0}, {"租金", "Rent"}),
      Of<&Shop::name>("name", Text{1, 10}, {"名称", "Name"}),
  };
}

// Version 1 said "title", version 2 gave the rent in fen.
void NameInsteadOfTitle(Json& document) {
  if (!document.contains("title")) return;
  document["name"] = document["title"];
  document.erase("title");
}
void RentInYuan(Json& document) {
  if (!document.contains("rent_fen")) return;
  document["rent_yuan"] = document["rent_fen"].get<double>() / 100;
  document.erase("rent_fen");
}
constexpr std::array<Migration, 2> kMigrations = {NameInsteadOfTitle, RentInYuan};

Result<Shop> Read(std::string_view json) { return ReadDocument(json, ShopFields(), kMigrations); }

TEST(JsonFields, OlderVersionsAreLiftedStepByStep) {
  const Result<Shop> first = Read(R"({"version": 1, "title": "东门", "rent_fen": 250})");
  ASSERT_TRUE(first.ok()) << Describe(first.error(), Language::kEn);
  EXPECT_EQ(first->name, "东门");
  EXPECT_EQ(first->rent_yuan, 2.5);

  const Result<Shop> second = Read(R"({"version": 2, "name": "西门", "rent_fen": 250})");
  ASSERT_TRUE(second.ok()) << Describe(second.error(), Language::kEn);
  EXPECT_EQ(second->name, "西门");
  EXPECT_EQ(second->rent_yuan, 2.5);
}

TEST(JsonFields, NewestVersionIsNotMigrated) {
  for (const std::string_view json : {R"({"version": 3, "title": "东门"})", R"({"title": "东门"})"}) {
    const Result<Shop> shop = Read(json);
    ASSERT_FALSE(shop.ok());
    EXPECT_EQ(IdOf(shop.error().id), "BASE-102");
  }
  const Result<Shop> newer = Read(R"({"version": 4})");
  ASSERT_FALSE(newer.ok());
  EXPECT_EQ(IdOf(newer.error().id), "BASE-104");
}

TEST(JsonFields, TextIsCountedInCharacters) {
  EXPECT_TRUE(Read(R"({"name": "一二三四五六七八九十"})").ok());  // 10 characters, 30 bytes
  EXPECT_FALSE(Read(R"({"name": "一二三四五六七八九十一"})").ok());
  EXPECT_FALSE(Read(R"({"name": ""})").ok());
}

}  // namespace
}  // namespace loyalane::document
