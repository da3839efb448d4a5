#include "document/project_document.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "tests/core/document/schema_check.h"

namespace loyalane::document {
namespace {

// Written by hand from docs/project-file.md.
constexpr const char* kDocument = R"({
  "version": 1,
  "files": [
    {"name": "a.csv", "dataset": "shipments",
     "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
     "mapping": {"version": 1, "dataset": "shipments", "fields": {"运单号": "waybill_no"}}},
    {"name": "2026/客户.csv", "dataset": "customers"}
  ],
  "settings": {"version": 1, "as_of": "2026-10-31", "window": {"from": "2026-01-01", "to": "2026-10-31"}},
  "profiles": {"version": 1, "profiles": [
    {"name": "顺丰账单", "signature": "93c1000000000000", "mapping": {"version": 1, "fields": {"备注": null}}}]},
  "manifest": {"manifestVersion": 1, "asOf": "2026-10-31"},
  "programme": {"version": 1}
})";

ErrorId IdFor(const Json& document) {
  const Result<ProjectDocument> parsed = ParseProjectDocument(document.dump());
  return parsed ? ErrorId::kCount : parsed.error().id;
}

TEST(ProjectDocument, ReadsAndWritesTheSame) {
  const Result<ProjectDocument> parsed = ParseProjectDocument(kDocument);
  ASSERT_TRUE(parsed.ok()) << Describe(parsed.error(), Language::kEn);
  ASSERT_EQ(parsed->files.size(), 2U);
  EXPECT_EQ(parsed->files[0].name, "a.csv");
  EXPECT_EQ(parsed->files[0].dataset, model::DatasetId::kShipments);
  EXPECT_EQ(Json::parse(*parsed->files[0].mapping)["fields"]["运单号"], "waybill_no");
  EXPECT_EQ(parsed->files[1].sha256, std::nullopt);
  EXPECT_EQ(ToIso(*parsed->settings.as_of), "2026-10-31");
  ASSERT_EQ(parsed->profiles.size(), 1U);
  EXPECT_EQ(parsed->profiles[0].name, "顺丰账单");
  EXPECT_EQ(Json::parse(*parsed->manifest)["manifestVersion"], 1);
  EXPECT_EQ(Json::parse(*parsed->programme)["version"], 1);

  const std::string written = ToJson(*parsed);
  const Result<ProjectDocument> again = ParseProjectDocument(written);
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->settings, parsed->settings);
  EXPECT_EQ(ToJson(*again), written);
}

TEST(ProjectDocument, AnEmptyOneHasDefaults) {
  const Result<ProjectDocument> parsed = ParseProjectDocument("{}");
  ASSERT_TRUE(parsed.ok());
  EXPECT_TRUE(parsed->files.empty());
  EXPECT_EQ(parsed->settings, Settings{});
  EXPECT_EQ(parsed->manifest, std::nullopt);
  EXPECT_EQ(ToJson(*parsed), ToJson(ProjectDocument{}));
}

TEST(ProjectDocument, SaysWhatIsWrong) {
  const auto with = [](const char* pointer, const Json& value) {
    Json document = Json::parse(kDocument);
    document[Json::json_pointer(pointer)] = value;
    return IdFor(document);
  };
  EXPECT_EQ(with("/programme", {{"version", 1}}), ErrorId::kCount);
  EXPECT_EQ(with("/version", 2), ErrorId::kJsonVersion);
  EXPECT_EQ(with("/club", 1), ErrorId::kJsonUnknownKey);
  EXPECT_EQ(with("/files/0/path", "a.csv"), ErrorId::kJsonUnknownKey);
  EXPECT_EQ(with("/files/0/name", ""), ErrorId::kJsonBadValue);
  EXPECT_EQ(with("/files/0/sha256", "abc"), ErrorId::kJsonBadValue);
  EXPECT_EQ(with("/files/0/dataset", "parcels"), ErrorId::kDatasetNotSupported);
  EXPECT_EQ(with("/files/0/mapping/fields/运单号", "no_field"), ErrorId::kFieldUnknown);
  EXPECT_EQ(with("/files", {{"name", "a.csv"}}), ErrorId::kJsonBadValue);
  EXPECT_EQ(with("/settings", 7), ErrorId::kJsonBadValue);
  EXPECT_EQ(with("/settings/as_of", "yesterday"), ErrorId::kJsonBadValue);
  EXPECT_EQ(with("/settings/colour", "red"), ErrorId::kJsonUnknownKey);
  EXPECT_EQ(with("/profiles/profiles/0/signature", ""), ErrorId::kJsonBadValue);
  EXPECT_EQ(with("/profiles", Json::array()), ErrorId::kJsonBadValue);
  EXPECT_EQ(with("/manifest", "m.json"), ErrorId::kJsonBadValue);
  EXPECT_EQ(ParseProjectDocument("{").error().id, ErrorId::kJsonSyntax);
  EXPECT_EQ(ParseProjectDocument(R"({"files": [], "files": []})").error().id, ErrorId::kJsonKeyTwice);
}

TEST(ProjectDocument, KeepsToItsSchemaInBothLanguages) {
  const Result<ProjectDocument> parsed = ParseProjectDocument(kDocument);
  ASSERT_TRUE(parsed.ok());
  for (const Language language : {Language::kZh, Language::kEn}) {
    const Json schema = Json::parse(ProjectSchema(language));
    EXPECT_EQ(Violation(Json::parse(ToJson(*parsed)), schema), "");
    EXPECT_EQ(Violation(Json::parse(ToJson(ProjectDocument{})), schema), "");
    size_t properties = 0;
    EXPECT_EQ(DescriptionGap(schema, &properties), "");
    // version and five of the document, four of a file
    EXPECT_EQ(properties, 10U);
  }
}

}  // namespace
}  // namespace loyalane::document
