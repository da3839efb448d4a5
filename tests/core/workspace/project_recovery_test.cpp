// A project file that is cut off anywhere, and one with a damaged directory: the parts that are whole come back, the
// ledger up to the cut, and what is lost is named. What must be whole is told by the file's own bytes: a part is, once
// the local header of the next one begins.
#include "workspace/project_recovery.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/zip_walk.h"
#include "tests/support/file_host.h"
#include "tests/support/zip_file.h"
#include "tools/cli/packing.h"
#include "workspace/project_document.h"

namespace loyalane::workspace {
namespace {

using Json = nlohmann::ordered_json;
using report::ZipPiece;
using namespace std::string_view_literals;

constexpr std::string_view kPartners = R"({"version": 1, "merchants": [], "log": []})";
constexpr std::string_view kRun = R"({"period": "2026-01"})";

constexpr Day D(int32_t year, int32_t month, int32_t day) { return ToDay({year, month, day}); }

loyalty::Ledger TwoMonths() {
  loyalty::Ledger ledger;
  for (int32_t month = 1; month <= 2; ++month) {
    for (int32_t i = 0; i < 200; ++i) {
      loyalty::Entry entry;
      entry.kind = loyalty::EntryKind::kEarn;
      entry.rule = ledger.Rule("earn.b");
      entry.source = ledger.Source("W" + std::to_string(month * 7919 + i * 104'729));
      entry.day = D(2026, month, 1 + i % 28);
      entry.points = i * 31 % 977;
      ledger.Take({{ledger.Member("M" + std::to_string(i % 9)), entry}});
    }
    if (month == 1) EXPECT_TRUE(ledger.ClosePeriod("2026-01", D(2026, 1, 1), D(2026, 1, 31)));
  }
  return ledger;
}

std::string Written(std::vector<PartSource> parts) {
  Result<ProjectWriter> writer = ProjectWriter::Begin(std::move(parts));
  EXPECT_TRUE(writer.ok());
  std::string file;
  std::optional<cli::Packer> packer;
  while (true) {
    const Result<ZipPiece> piece = writer->Read();
    EXPECT_TRUE(piece.ok());
    if (piece->kind == ZipPiece::Kind::kEnd) return file;
    if (piece->kind == ZipPiece::Kind::kPlain) {
      file += piece->bytes;
      continue;
    }
    if (!packer) packer.emplace();
    if (piece->kind == ZipPiece::Kind::kPack) {
      packer->Feed(piece->bytes, file);
      continue;
    }
    packer->Finish(file);
    EXPECT_TRUE(writer->Packed(packer->packed_bytes()));
    packer.reset();
  }
}

std::string Sample() {
  auto ledger = std::make_shared<loyalty::Ledger>(TwoMonths());
  auto lines = std::make_shared<LedgerWriter>(*ledger, loyalty::LedgerPolicy{});
  std::vector<PartSource> parts;
  parts.push_back(TextPart(std::string(kProjectPart), ToJson(ProjectDocument{}), kProjectDocumentVersion));
  parts.push_back({std::string(kLedgerPart), kLedgerVersion,
                   [ledger, lines](std::string& out) -> Result<bool> { return lines->Read(out); }});
  parts.push_back(TextPart("registers/partners.json", std::string(kPartners), 1));
  parts.push_back(TextPart("runs/2026-01.json", std::string(kRun), 1));
  return Written(std::move(parts));
}

struct Recovered {
  std::string refused;  // the error's id
  Json told;
  std::string file;  // of what is good
};
Recovered Recover(std::string_view file, size_t piece_bytes = 4096) {
  Recovered recovered;
  ProjectRecovery recovery("club.loyalane", file.size());
  const Status read = testing::RunReader(recovery.reader(), file, piece_bytes);
  if (!read) {
    recovered.refused = IdOf(read.error().id);
    return recovered;
  }
  const Result<Json> told = recovery.Finish(Language::kEn);
  if (!told) {
    recovered.refused = IdOf(told.error().id);
    return recovered;
  }
  recovered.told = *told;
  recovered.file = Written(recovery.Parts());
  return recovered;
}

std::vector<size_t> HeadersIn(std::string_view file) {
  std::vector<size_t> places;
  for (size_t at = 0; (at = file.find("PK\x03\x04"sv, at)) != std::string_view::npos; ++at) places.push_back(at);
  return places;
}
std::set<std::string> LostIn(const Json& told) {
  std::set<std::string> names;
  for (const Json& one : told["lostParts"]) names.insert(one["part"]);
  return names;
}

TEST(ProjectRecovery, AFileCutOffAnywhereGivesItsWholePartsAndTheLedgerUpToTheCut) {
  const std::string file = Sample();
  // project.json, ledger, partners, run, manifest; the directory follows.
  std::vector<size_t> ends = HeadersIn(file);
  ASSERT_EQ(ends.size(), 5U);
  ends.erase(ends.begin());
  ends.push_back(file.find("PK\x01\x02"sv));
  uint64_t entries_before = 0;
  size_t recovered_files = 0;
  for (size_t cut = 0; cut < file.size(); ++cut) {
    // Every byte where something begins or ends, and a sample of the rest.
    const bool is_near =
        std::any_of(ends.begin(), ends.end(), [&](size_t end) { return cut + 40 > end && cut < end + 40; });
    if (!is_near && cut % 61 != 0) continue;
    const Recovered recovered = Recover(std::string_view(file).substr(0, cut));
    const auto whole =
        static_cast<size_t>(std::count_if(ends.begin(), ends.end(), [&](size_t end) { return end <= cut; }));
    if (!recovered.refused.empty()) {
      EXPECT_EQ(recovered.refused, cut == 0 ? "PROJECT-101" : "PROJECT-103") << cut;
      EXPECT_EQ(whole, 0U) << cut;
      continue;
    }
    const Json& told = recovered.told;
    ++recovered_files;
    EXPECT_EQ(told["directoryLost"], true);
    EXPECT_EQ(told["project"], whole >= 1) << cut;
    std::vector<std::string> kept;
    if (whole >= 3) kept.emplace_back("registers/partners.json");
    if (whole >= 4) kept.emplace_back("runs/2026-01.json");
    EXPECT_EQ(told["keptParts"], Json(kept)) << cut;
    EXPECT_EQ(LostIn(told).contains("manifest.json"), whole < 5) << cut;
    const uint64_t entries = told["ledger"].is_null() ? 0 : told["ledger"]["entries"].get<uint64_t>();
    EXPECT_GE(entries, entries_before) << cut;
    entries_before = entries;
    if (whole >= 2) {
      EXPECT_EQ(entries, 400U) << cut;
      EXPECT_TRUE(told["ledger"]["line"].is_null()) << cut;
    }
    // What is good opens as any other file.
    EXPECT_EQ(Recover(recovered.file).refused, "WORKSPACE-115") << cut;
  }
  EXPECT_GT(recovered_files, 100U);
  EXPECT_EQ(Recover(file).refused, "WORKSPACE-115");
}

TEST(ProjectRecovery, ThePartInWhichTheFileEndsIsNamed) {
  const std::string file = Sample();
  const std::vector<size_t> begins = HeadersIn(file);
  const Recovered in_register = Recover(std::string_view(file).substr(0, begins[2] + 60));
  EXPECT_EQ(LostIn(in_register.told), (std::set<std::string>{"registers/partners.json", "manifest.json"}));
  for (const Json& one : in_register.told["lostParts"]) EXPECT_EQ(one["id"], "PROJECT-103");
  const Recovered in_ledger = Recover(std::string_view(file).substr(0, (begins[1] + begins[2]) / 2));
  EXPECT_EQ(in_ledger.told["ledger"]["id"], "LOYALTY-121");
  EXPECT_GT(in_ledger.told["ledger"]["entries"], 0);
  EXPECT_GT(in_ledger.told["ledger"]["lost"], 0);
  // The pieces in which the bytes come do not matter.
  EXPECT_EQ(Recover(std::string_view(file).substr(0, (begins[1] + begins[2]) / 2), 7).told, in_ledger.told);
}

TEST(ProjectRecovery, ADamagedDirectoryIsNotNeeded) {
  std::string file = Sample();
  file[file.find("PK\x01\x02"sv) + 42] = '\x7F';  // where the first part lies, as the directory says
  file[file.find("PK\x01\x02"sv) + 45] = '\x7F';
  const Recovered recovered = Recover(file);
  ASSERT_EQ(recovered.refused, "");
  EXPECT_EQ(recovered.told["directoryLost"], true);
  EXPECT_EQ(recovered.told["keptParts"], Json({"registers/partners.json", "runs/2026-01.json"}));
  EXPECT_TRUE(LostIn(recovered.told).empty());
}

TEST(ProjectRecovery, OtherFilesAreRefusedAsBefore) {
  EXPECT_EQ(Recover("customer_id\n1\n").refused, "PROJECT-101");
  const std::string workbook = testing::MakeZip({{"xl/workbook.xml", "<workbook/>"}});
  EXPECT_EQ(Recover(workbook).refused, "PROJECT-101");
  EXPECT_EQ(Recover(std::string_view(workbook).substr(0, workbook.size() - 10)).refused, "PROJECT-103");
}

TEST(ZipWalk, FindsPartsWhoseSizesStandInTheirHeaders) {
  const std::string file = testing::MakeZip({{"a.json", "{}"}, {"b.json", "[1]"}});
  ingest::ZipWalk walk(file.size());
  ASSERT_TRUE(testing::RunReader(walk, file, 3));
  ASSERT_EQ(walk.entries().size(), 2U);
  EXPECT_EQ(walk.entries()[1].name, "b.json");
  EXPECT_EQ(walk.entries()[1].unpacked_bytes, 3U);
  EXPECT_FALSE(walk.cut().has_value());
}

}  // namespace
}  // namespace loyalane::workspace
