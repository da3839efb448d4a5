// The container of a project file: written, read, and damaged in every way.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/project_manifest.h"
#include "document/project_reader.h"
#include "document/project_writer.h"
#include "tests/support/file_host.h"
#include "tests/support/zip_file.h"
#include "tools/cli/packing.h"

namespace loyalane::workspace {
namespace {

using Json = nlohmann::ordered_json;
using document::KindOfPart;
using document::kProjectBlockBytes;
using document::OnDamage;
using document::PartKind;
using document::PartRecord;
using document::PartSink;
using document::PartSource;
using document::ProjectReader;
using document::ProjectWriter;
using document::TextPart;
using report::ZipPiece;
using testing::MakeZip;
using testing::PlainCrc32;
using testing::ZipForm;
using testing::ZipPart;

using Contents = std::map<std::string, std::string>;

// FIPS 180-4, appendix B.1: SHA-256 of "abc".
constexpr std::string_view kHashOfAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

// So many bytes of lines that pack to about a third.
std::string Ledger(size_t size_bytes) {
  std::string text;
  for (uint32_t i = 0; text.size() < size_bytes; ++i) {
    text += R"({"seq":)" + std::to_string(i) + R"(,"member":")" + std::to_string(i * 2'654'435'761U) +
            R"(","day":"2026-10-31","units":)" + std::to_string(i % 977) + "}\n";
  }
  text.resize(size_bytes - 1);
  return text + "\n";
}

// A part that comes in pieces of a size.
PartSource InPieces(std::string name, std::string text, size_t piece_bytes) {
  return {std::move(name), 1,
          [text = std::move(text), piece_bytes, at = size_t{0}](std::string& out) mutable -> Result<bool> {
            out = text.substr(at, piece_bytes);
            at += out.size();
            return at < text.size();
          }};
}

// Errors of the writer come out as no bytes.
Result<std::string> Write(std::vector<PartSource> parts, size_t* longest_piece_bytes = nullptr) {
  Result<ProjectWriter> writer = ProjectWriter::Begin(std::move(parts));
  if (!writer) return writer.error();
  std::string file;
  std::optional<cli::Packer> packer;
  while (true) {
    const Result<ZipPiece> piece = writer->Read();
    if (!piece) return piece.error();
    if (longest_piece_bytes != nullptr) *longest_piece_bytes = std::max(*longest_piece_bytes, piece->bytes.size());
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
    const Status packed = writer->Packed(packer->packed_bytes());
    if (!packed) return packed.error();
    packer.reset();
  }
}

struct Read {
  Status status = Done{};
  Contents contents;  // of every part that was begun: what its sink was given
  std::vector<std::string> order, whole;
  std::vector<Error> failures;
  size_t longest_piece_bytes = 0;
};

Read ReadAll(std::string_view file, size_t piece_bytes = 4096, OnDamage on_damage = OnDamage::kStop) {
  Read read;
  ProjectReader reader(
      "club.loyalane", file.size(),
      [&read](const PartRecord& part) -> std::optional<PartSink> {
        read.order.push_back(part.name);
        std::string& content = read.contents[part.name];
        PartSink sink;
        sink.take = [&read, &content](std::string_view bytes) -> Status {
          content += bytes;
          read.longest_piece_bytes = std::max(read.longest_piece_bytes, bytes.size());
          return Done{};
        };
        sink.end = [&read, name = part.name]() -> Status {
          read.whole.push_back(name);
          return Done{};
        };
        return sink;
      },
      on_damage);
  read.status = testing::RunReader(reader, file, piece_bytes);
  read.failures = reader.failures();
  return read;
}

std::string IdOfRead(const Read& read) { return read.status ? "" : std::string(IdOf(read.status.error().id)); }
std::string ParamOf(const Error& error, std::string_view name) {
  for (const auto& [key, value] : error.params) {
    if (key == name) return value;
  }
  return "";
}

const Contents& Sample() {
  static const Contents* const kSample = new Contents{{"project.json", "{\"version\": 1}\n"},
                                                      {"ledger.ndjson", Ledger(3 * kProjectBlockBytes + 1000)},
                                                      {"registers/members.json", "abc"},
                                                      {"runs/2026-10.json", "{\"run\": \"123456789\"}\n"},
                                                      {"runs/empty.ndjson", ""}};
  return *kSample;
}
const std::vector<std::string> kOrder = {"project.json", "registers/members.json", "ledger.ndjson", "runs/2026-10.json",
                                         "runs/empty.ndjson"};

std::string SampleFile(size_t piece_bytes = 1000) {
  std::vector<PartSource> parts;
  for (const std::string& name : kOrder) parts.push_back(InPieces(name, Sample().at(name), piece_bytes));
  Result<std::string> file = Write(std::move(parts));
  EXPECT_TRUE(file.ok());
  return file.ok() ? *file : std::string();
}

// A project file made without the writer: zip and manifest byte by byte.
struct Handmade {
  Json manifest =
      Json::parse(R"({"format": "loyalane", "version": 1, "program": {"name": "loyalane", "version": "0.1.0"},
    "blockBytes": 65536, "parts": []})");
  std::vector<ZipPart> parts;

  // CRC-32 of "abc" is 352441c2 (Python: zlib.crc32).
  Handmade() { Add("project.json"); }
  ZipPart& Add(const std::string& name) {
    parts.push_back({name, "abc"});
    List(name);
    return parts.back();
  }
  void List(const std::string& name) {
    manifest["parts"].push_back(
        {{"name", name}, {"version", 1}, {"bytes", 3}, {"sha256", kHashOfAbc}, {"blocks", "352441c2"}});
  }
  [[nodiscard]] std::string File() const {
    std::vector<ZipPart> all = parts;
    all.push_back({"manifest.json", manifest.dump()});
    return MakeZip(all);
  }
};

TEST(ProjectFile, ComesBackWhatWasWritten) {
  const std::string file = SampleFile();
  for (const size_t piece_bytes : {1, 7, 4096, 1 << 20}) {
    const Read read = ReadAll(file, piece_bytes);
    ASSERT_TRUE(read.status.ok()) << piece_bytes;
    EXPECT_EQ(read.contents, Sample()) << piece_bytes;
    EXPECT_EQ(read.order, kOrder);
    EXPECT_EQ(read.whole, kOrder);
    EXPECT_LE(read.longest_piece_bytes, kProjectBlockBytes);
  }
}

TEST(ProjectFile, IsTheSameBytesForPiecesOfAnySize) {
  const std::string file = SampleFile(1 << 20);
  for (const size_t piece_bytes : {1, 7, 4096}) EXPECT_EQ(SampleFile(piece_bytes), file) << piece_bytes;
}

TEST(ProjectFile, CutsWhatAPartGivesAtOnce) {
  size_t longest_piece_bytes = 0;
  const Result<std::string> file =
      Write({TextPart("project.json", Ledger(3 * ProjectWriter::kPieceBytesMax))}, &longest_piece_bytes);
  ASSERT_TRUE(file.ok());
  EXPECT_EQ(longest_piece_bytes, ProjectWriter::kPieceBytesMax);
}

TEST(ProjectFile, ManifestComesLastWithHashesAndBlocks) {
  Result<ProjectWriter> writer =
      ProjectWriter::Begin({TextPart("project.json", "abc"), TextPart("ledger.ndjson", "123456789", 3)});
  ASSERT_TRUE(writer.ok());
  std::vector<std::string> packed(1);
  for (Result<ZipPiece> piece = writer->Read(); piece.ok() && piece->kind != ZipPiece::Kind::kEnd;
       piece = writer->Read()) {
    if (piece->kind == ZipPiece::Kind::kPack) packed.back() += piece->bytes;
    if (piece->kind != ZipPiece::Kind::kPackEnd) continue;
    packed.emplace_back();
    ASSERT_TRUE(writer->Packed(1).ok());
  }
  ASSERT_EQ(packed.size(), 4U);
  const Json manifest = Json::parse(packed[2]);
  EXPECT_EQ(manifest["format"], "loyalane");
  EXPECT_EQ(manifest["version"], 1);
  EXPECT_EQ(manifest["parts"].size(), 2U);
  EXPECT_EQ(manifest["parts"][0]["sha256"], kHashOfAbc);
  EXPECT_EQ(manifest["parts"][0]["blocks"], "352441c2");  // Python: zlib.crc32(b"abc")
  EXPECT_EQ(manifest["parts"][1]["name"], "ledger.ndjson");
  EXPECT_EQ(manifest["parts"][1]["version"], 3);
  EXPECT_EQ(manifest["parts"][1]["bytes"], 9);
  // The check value of CRC-32/ISO-HDLC, of "123456789" (R. Williams, "A painless guide to CRC", 1993).
  EXPECT_EQ(manifest["parts"][1]["blocks"], "cbf43926");
  // `printf 123456789 | sha256sum`
  EXPECT_EQ(manifest["parts"][1]["sha256"], "15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225");
  EXPECT_EQ(document::ToJson(writer->manifest()), packed[2]);
}

TEST(ProjectFile, ReadsWhatOthersHavePackedAgain) {
  Handmade made;
  made.Add("registers/members.json").is_packed = false;
  const Read read = ReadAll(made.File());
  ASSERT_TRUE(read.status.ok()) << IdOfRead(read);
  EXPECT_EQ(read.contents, (Contents{{"project.json", "abc"}, {"registers/members.json", "abc"}}));
}

TEST(ProjectFile, LeavesOutWhatIsNotWanted) {
  const Result<std::string> written =
      Write({TextPart("project.json", "abc"), TextPart("ledger.ndjson", Ledger(2'000'000))});
  ASSERT_TRUE(written.ok());
  const std::string& file = *written;
  std::string text;
  ProjectReader reader("a", file.size(), [&text](const PartRecord& part) -> std::optional<PartSink> {
    if (part.name != document::kProjectPart) return std::nullopt;
    return PartSink{1, [&text](std::string_view bytes) -> Status {
                      text += bytes;
                      return Done{};
                    }};
  });
  uint64_t asked_bytes = 0;
  while (const auto request = reader.Next()) {
    asked_bytes += request->bytes;
    const std::string_view packed = std::string_view(file).substr(request->from, request->bytes);
    std::string bytes(packed);
    if (request->packing == ingest::Packing::kDeflate) {
      bytes.clear();
      const auto unpacker = cli::Unpacker::For(request->packing);
      static_cast<void>(unpacker->Feed(packed, [&bytes](std::string_view piece) -> Result<ingest::Feeding> {
        bytes += piece;
        return ingest::Feeding::kMore;
      }));
    }
    ASSERT_TRUE(reader.Feed(bytes).ok());
    ASSERT_TRUE(reader.EndRead(ingest::ReadOutcome::kComplete).ok());
  }
  EXPECT_EQ(text, "abc");
  // APPNOTE 4.3.16: the directory's end is within the last 65 557 bytes; the rest is two small parts with headers.
  EXPECT_LT(asked_bytes, 70'000U);
  EXPECT_GT(file.size(), 200'000U);
}

// --- damage ---

// Whatever byte is wrong: it is told (counted), or it is one that says nothing; and no sink ever gets a wrong byte.
void ExpectHonest(const std::string& damaged, const Contents& truth, const std::string& what, size_t& told) {
  const Read read = ReadAll(damaged, 1 << 16);
  for (const auto& [name, content] : read.contents) {
    const auto found = truth.find(name);
    ASSERT_NE(found, truth.end()) << what << " " << name;
    ASSERT_TRUE(found->second.starts_with(content)) << what << " " << name;
  }
  if (read.status.ok()) {
    ASSERT_EQ(read.contents, truth) << what;
  } else {
    ASSERT_TRUE(IdOfRead(read).starts_with("PROJECT-1")) << what << " " << IdOfRead(read);
    ASSERT_EQ(read.status.error().place.file, "club.loyalane") << what;
    ++told;
  }
}

TEST(ProjectFile, NoWrongByteGoesUnnoticed) {
  const Contents truth = {
      {"project.json", "{\"version\": 1}\n"}, {"ledger.ndjson", Ledger(400)}, {"runs/a.json", "{}"}};
  const Result<std::string> file =
      Write({TextPart("project.json", truth.at("project.json")), TextPart("ledger.ndjson", truth.at("ledger.ndjson")),
             TextPart("runs/a.json", truth.at("runs/a.json"))});
  ASSERT_TRUE(file.ok());
  size_t told = 0;
  for (size_t at = 0; at < file->size(); ++at) {
    for (const char flip : {'\x01', '\x80', '\xFF'}) {
      std::string damaged = *file;
      damaged[at] = static_cast<char>(damaged[at] ^ flip);
      ExpectHonest(damaged, truth, "byte " + std::to_string(at), told);
    }
  }
  // Packed bytes are most of the file; what says nothing is in headers: versions, times, attributes, and the copies of
  // sizes and CRC-32 behind each part.
  EXPECT_GT(told, file->size() * 3 / 2);
}

TEST(ProjectFile, NamesThePartThatIsDamaged) {
  const std::string file = SampleFile();
  for (const std::string& name : kOrder) {
    const std::string& content = Sample().at(name);
    if (content.empty()) continue;
    // APPNOTE 4.3.7: a local header has 30 bytes and the name; the packed bytes follow. The directory names it again.
    const size_t data = file.find(name) + name.size();
    std::string damaged = file;
    damaged[data + 2] = static_cast<char>(damaged[data + 2] ^ 0x10);
    const Read read = ReadAll(damaged);
    ASSERT_FALSE(read.status.ok()) << name;
    EXPECT_EQ(read.status.error().id, ErrorId::kProjectPartDamaged) << name;
    EXPECT_EQ(ParamOf(read.status.error(), "part"), name);
    EXPECT_EQ(ParamOf(read.status.error(), "bytes"), std::to_string(content.size()));
    EXPECT_EQ(std::count(read.whole.begin(), read.whole.end(), name), 0);
  }
}

TEST(ProjectFile, GivesTheGoodPartOfADamagedLedger) {
  // Stored, so that the wrong byte is in the third block and nowhere else.
  Handmade made;
  const std::string ledger = Ledger(4 * kProjectBlockBytes);
  document::PartMarks marks;
  marks.Add(ledger);
  const PartRecord record = marks.Finish("ledger.ndjson", 1);
  std::string changed = ledger;
  changed[2 * kProjectBlockBytes + 100] = '#';
  made.parts.push_back({"ledger.ndjson", changed, false});
  made.manifest["parts"].push_back({{"name", record.name},
                                    {"version", 1},
                                    {"bytes", record.bytes},
                                    {"sha256", record.sha256},
                                    {"blocks", record.blocks}});
  made.Add("runs/2026-10.json");
  for (const size_t piece_bytes : {999, 1 << 20}) {
    const Read stopped = ReadAll(made.File(), piece_bytes);
    EXPECT_EQ(IdOfRead(stopped), "PROJECT-106");
    EXPECT_EQ(ParamOf(stopped.status.error(), "part"), "ledger.ndjson");
    EXPECT_EQ(ParamOf(stopped.status.error(), "good"), std::to_string(2 * kProjectBlockBytes));
    EXPECT_EQ(stopped.contents.at("ledger.ndjson"), ledger.substr(0, 2 * kProjectBlockBytes));
    EXPECT_EQ(stopped.contents.count("runs/2026-10.json"), 0U);

    const Read read_on = ReadAll(made.File(), piece_bytes, OnDamage::kReadOn);
    EXPECT_TRUE(read_on.status.ok());
    ASSERT_EQ(read_on.failures.size(), 1U);
    EXPECT_EQ(read_on.failures[0].id, ErrorId::kProjectPartDamaged);
    EXPECT_EQ(read_on.failures[0].place.file, "club.loyalane");
    EXPECT_EQ(read_on.contents.at("ledger.ndjson"), ledger.substr(0, 2 * kProjectBlockBytes));
    EXPECT_EQ(read_on.whole, (std::vector<std::string>{"project.json", "runs/2026-10.json"}));
  }
}

TEST(ProjectFile, AFileThatEndsEarlyIsIncomplete) {
  const std::string file = SampleFile();
  for (size_t bytes = 0; bytes < file.size(); bytes += 97) {
    const Read read = ReadAll(std::string_view(file).substr(0, bytes));
    EXPECT_EQ(IdOfRead(read), bytes == 0 ? "PROJECT-101" : "PROJECT-103") << bytes;
    EXPECT_TRUE(read.contents.empty()) << bytes;
  }
  for (size_t bytes = file.size() - 30; bytes < file.size(); ++bytes)
    EXPECT_EQ(IdOfRead(ReadAll(std::string_view(file).substr(0, bytes))), "PROJECT-103") << bytes;
  EXPECT_EQ(IdOfRead(ReadAll(std::string_view(file).substr(0, 2))), "PROJECT-103");
}

TEST(ProjectFile, WhatIsNoneIsToldSo) {
  EXPECT_EQ(IdOfRead(ReadAll("customer_id,amount\n1,2\n")), "PROJECT-101");
  EXPECT_EQ(IdOfRead(ReadAll(MakeZip({{"xl/workbook.xml", "<workbook/>"}}))), "PROJECT-101");
  EXPECT_EQ(IdOfRead(ReadAll(MakeZip({{"project.json", "{}"}}))), "PROJECT-107");  // manifest.json is missing
}

TEST(ProjectFile, ADirectoryThatMakesNoSense) {
  Handmade made;
  made.parts[0].local_header = 0x7FFFFFFF;
  EXPECT_EQ(IdOfRead(ReadAll(made.File())), "PROJECT-104");
}

TEST(ProjectFile, AManifestThatIsNotWhole) {
  const std::vector<std::pair<const char*, Json>> wrong = {{"format", "other"}, {"version", "1"}, {"version", 0},
                                                           {"blockBytes", 1},   {"parts", 7},     {"parts", {1}}};
  for (const auto& [key, value] : wrong) {
    Handmade made;
    made.manifest[key] = value;
    EXPECT_EQ(IdOfRead(ReadAll(made.File())), "PROJECT-105") << key << value.dump();
  }
  const std::vector<std::pair<const char*, Json>> wrong_in_part = {
      {"version", 0},         {"bytes", -3},        {"bytes", 65'537}, {"sha256", "abc"}, {"sha256", nullptr},
      {"blocks", "352441C2"}, {"blocks", "352441"}, {"blocks", ""},    {"bytes", "3"},    {"version", 1.5}};
  for (const auto& [key, value] : wrong_in_part) {
    Handmade made;
    made.manifest["parts"][0][key] = value;
    EXPECT_EQ(IdOfRead(ReadAll(made.File())), "PROJECT-105") << key << value.dump();
  }
  Handmade made;
  made.parts.push_back({"manifest.json", "{\"format\": "});
  EXPECT_EQ(IdOfRead(ReadAll(MakeZip(made.parts))), "PROJECT-105");
  made.parts.back() = {"manifest.json", made.manifest.dump()};
  made.parts.back().crc32 = 1;
  EXPECT_EQ(IdOfRead(ReadAll(MakeZip(made.parts))), "PROJECT-105");
}

TEST(ProjectFile, AManifestOfAnotherHash) {
  for (const auto& [key, value] :
       {std::pair("sha256", std::string(64, '0')), std::pair("blocks", std::string("00000000"))}) {
    Handmade made;
    made.Add("ledger.ndjson");
    made.manifest["parts"][1][key] = value;
    const Read read = ReadAll(made.File());
    EXPECT_EQ(IdOfRead(read), "PROJECT-106") << key;
    EXPECT_EQ(ParamOf(read.status.error(), "part"), "ledger.ndjson");
    EXPECT_EQ(read.whole, std::vector<std::string>{"project.json"});
  }
  for (const int bytes : {2, 4}) {
    Handmade made;
    made.manifest["parts"][0]["bytes"] = bytes;
    EXPECT_EQ(IdOfRead(ReadAll(made.File())), "PROJECT-106") << bytes;
  }
}

TEST(ProjectFile, NewerOnesAreLeftAlone) {
  Handmade made;
  made.manifest["version"] = 2;
  made.manifest["parts"] = "of a shape that nobody knows yet";
  made.parts.push_back({"ledger.parquet", "abc"});
  const Read read = ReadAll(made.File());
  EXPECT_EQ(IdOfRead(read), "PROJECT-102");
  EXPECT_EQ(ParamOf(read.status.error(), "version"), "2");

  Handmade newer_part;
  newer_part.manifest["parts"][0]["version"] = 2;
  const Read part = ReadAll(newer_part.File());
  EXPECT_EQ(IdOfRead(part), "PROJECT-102");
  EXPECT_EQ(ParamOf(part.status.error(), "part"), "project.json");
}

TEST(ProjectFile, PartsThatAreMissingOrTooMany) {
  Handmade missing;
  missing.List("runs/2026-10.json");
  EXPECT_EQ(IdOfRead(ReadAll(missing.File())), "PROJECT-107");
  const Read read_on = ReadAll(missing.File(), 4096, OnDamage::kReadOn);
  ASSERT_EQ(read_on.failures.size(), 1U);
  EXPECT_EQ(ParamOf(read_on.failures[0], "part"), "runs/2026-10.json");
  EXPECT_EQ(read_on.whole, std::vector<std::string>{"project.json"});

  Handmade without_project;
  without_project.manifest["parts"] = Json::array();
  EXPECT_EQ(IdOfRead(ReadAll(without_project.File())), "PROJECT-107");

  Handmade added;
  added.parts.push_back({"registers/members.json", "abc"});
  EXPECT_EQ(IdOfRead(ReadAll(added.File())), "PROJECT-108");

  Handmade listed_twice;
  listed_twice.List("project.json");
  EXPECT_EQ(IdOfRead(ReadAll(listed_twice.File())), "PROJECT-110");

  Handmade twice;
  twice.parts.push_back({"project.json", "abc"});
  EXPECT_EQ(IdOfRead(ReadAll(twice.File())), "PROJECT-110");
}

TEST(ProjectFile, NamesThatLeadElsewhereAreRefused) {
  for (const char* name :
       {"../project.json", "/etc/passwd", "registers/../../a.json", "registers\\a.json", "C:/a.json",
        "registers//a.json", "registers/.a.json", "registers/a.json.", "Registers/a.json", "registers/会员.json",
        "registers/a b.json", "./project.json", "registers/..", "registers/"}) {
    Handmade in_zip;
    in_zip.parts.push_back({name, "abc"});
    EXPECT_EQ(IdOfRead(ReadAll(in_zip.File())), "PROJECT-109") << name;
    Handmade in_manifest;
    in_manifest.Add(name);
    EXPECT_EQ(IdOfRead(ReadAll(in_manifest.File())), "PROJECT-109") << name;
    EXPECT_EQ(KindOfPart(name).error().id, ErrorId::kProjectPartName) << name;
  }
  for (const char* name : {"a.json", "registers/a/b.json", "registers/a.txt", "registers/json", "manifest.json",
                           "runs/.json", "ledger.json", "settings/a.json"}) {
    const Result<PartKind> kind = KindOfPart(name);
    ASSERT_FALSE(kind.ok()) << name;
    EXPECT_EQ(kind.error().id,
              std::string_view(name) == "runs/.json" ? ErrorId::kProjectPartName : ErrorId::kProjectPartUnknown)
        << name;
  }
  EXPECT_EQ(*KindOfPart("registers/members.ndjson"), PartKind::kRegister);
  EXPECT_EQ(*KindOfPart("runs/2026-10_close.json"), PartKind::kRun);
  EXPECT_EQ(*KindOfPart("ledger.ndjson"), PartKind::kLedger);
}

TEST(ProjectFile, WhatLoyalaneNeverPacks) {
  Handmade encrypted;
  encrypted.parts[0].flags = 0x0801;
  EXPECT_EQ(IdOfRead(ReadAll(encrypted.File())), "PROJECT-112");
  Handmade other_method;
  other_method.parts[0].method = 14;  // LZMA
  EXPECT_EQ(IdOfRead(ReadAll(other_method.File())), "PROJECT-112");
  // Says that 60 KB become 100 MB; nothing of it is unpacked.
  Handmade bomb;
  bomb.Add("ledger.ndjson");
  bomb.parts[1].packed = std::string(60'000, '\0');
  bomb.parts[1].unpacked_bytes = 100'000'000;
  const Read read = ReadAll(bomb.File());
  EXPECT_EQ(IdOfRead(read), "PROJECT-112");
  EXPECT_EQ(ParamOf(read.status.error(), "part"), "ledger.ndjson");
  EXPECT_TRUE(read.contents.at("ledger.ndjson").empty());
  // A modest size in the directory, and far more in the packed bytes: ends at the size.
  Handmade liar;
  liar.Add("ledger.ndjson");
  liar.parts[1].packed = testing::Deflate(std::string(50'000'000, ' '));
  const Read lied = ReadAll(liar.File(), 1 << 16);
  EXPECT_EQ(IdOfRead(lied), "PROJECT-106");
  EXPECT_TRUE(lied.contents.at("ledger.ndjson").empty());
}

TEST(ProjectFile, AnErrorOfASinkEndsTheReading) {
  const std::string file = SampleFile();
  ProjectReader reader("a", file.size(), [](const PartRecord& part) -> std::optional<PartSink> {
    PartSink sink;
    sink.take = [name = part.name](std::string_view) -> Status {
      if (name == "ledger.ndjson") return Error(ErrorId::kJsonSyntax).With("detail", "1:1");
      return Done{};
    };
    return sink;
  });
  const Status read = testing::RunReader(reader, file, 1000);
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.error().id, ErrorId::kJsonSyntax);
  EXPECT_FALSE(reader.Next().has_value());
}

// --- what cannot be written ---

TEST(ProjectFile, WritesNoFileThatItWouldNotRead) {
  EXPECT_EQ(Write({}).error().id, ErrorId::kProjectPartMissing);
  EXPECT_EQ(Write({TextPart("ledger.ndjson", "")}).error().id, ErrorId::kProjectPartMissing);
  EXPECT_EQ(Write({TextPart("project.json", ""), TextPart("project.json", "")}).error().id, ErrorId::kProjectPartTwice);
  EXPECT_EQ(Write({TextPart("project.json", ""), TextPart("../a.json", "")}).error().id, ErrorId::kProjectPartName);
  EXPECT_EQ(Write({TextPart("project.json", ""), TextPart("manifest.json", "")}).error().id,
            ErrorId::kProjectPartUnknown);
  std::vector<PartSource> many = {TextPart("project.json", "")};
  for (size_t i = 1; i < document::kProjectPartsMax; ++i)
    many.push_back(TextPart("runs/" + std::to_string(i) + ".json", ""));
  EXPECT_TRUE(ProjectWriter::Begin(many).ok());
  many.push_back(TextPart("runs/more.json", ""));
  EXPECT_EQ(Write(many).error().id, ErrorId::kProjectPartTooLarge);
  // 65 MB that become 1000 bytes; up to 64 MB any ratio is taken (ingest/file_reader.h).
  Result<ProjectWriter> writer = ProjectWriter::Begin({TextPart("project.json", std::string(65 * 1024 * 1024, ' '))});
  ASSERT_TRUE(writer.ok());
  for (Result<ZipPiece> piece = writer->Read(); piece->kind != ZipPiece::Kind::kPackEnd; piece = writer->Read())
    ASSERT_TRUE(piece.ok());
  EXPECT_EQ(writer->Packed(1000).error().id, ErrorId::kProjectPartForeign);
  const PartSource failing{"project.json", 1,
                           [](std::string&) -> Result<bool> { return Error(ErrorId::kNothingLoaded); }};
  EXPECT_EQ(Write({failing}).error().id, ErrorId::kNothingLoaded);
}

}  // namespace
}  // namespace loyalane::workspace
