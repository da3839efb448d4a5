#include "ingest/zip_directory.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/file_host.h"
#include "tests/support/zip_file.h"

namespace loyalane::ingest {
namespace {

using testing::MakeZip;
using testing::RunReader;
using testing::ZipForm;
using testing::ZipPart;

struct Directory {
  explicit Directory(std::string_view file, size_t piece_bytes = 4096) : reader(file.size()) {
    status = RunReader(reader, file, piece_bytes);
  }
  [[nodiscard]] std::string id() const { return status ? "" : std::string(IdOf(status.error().id)); }
  ZipDirectory reader;
  Status status = Done{};
};

// The text of an entry, or the id of the error.
std::string EntryOf(std::string_view file, std::string_view name, size_t piece_bytes = 4096) {
  const Directory directory(file, piece_bytes);
  if (!directory.status) return directory.id();
  const ZipEntry* entry = directory.reader.Find(name);
  if (entry == nullptr) return "absent";
  std::string text;
  ZipEntryReader reader(*entry, file.size(), [&text](std::string_view piece) -> Result<Feeding> {
    text += piece;
    return Feeding::kMore;
  });
  const Status status = RunReader(reader, file, piece_bytes);
  if (status) return text;
  for (const auto& [key, value] : status.error().params) {
    if (key == "part") EXPECT_EQ(value, entry->name);
  }
  return std::string(IdOf(status.error().id));
}

const std::vector<ZipPart> kTwo = {{.name = "a.csv", .data = "x,y\n1,2\n", .is_packed = false},
                                   {.name = "folder/b.csv", .data = std::string(100'000, 'b')}};

// The check value of CRC-32/ISO-HDLC in the catalogue of parametrised CRC algorithms (reveng).
TEST(ZipCrc, HasThePublishedCheckValue) {
  ZipCrc whole;
  whole.Feed("123456789");
  EXPECT_EQ(whole.value(), 0xCBF43926U);
  ZipCrc in_pieces;
  for (const char c : std::string_view("123456789")) in_pieces.Feed({&c, 1});
  EXPECT_EQ(in_pieces.value(), 0xCBF43926U);
}

TEST(ZipDirectory, ReadsStoredAndDeflatedInPiecesOfAnySize) {
  const std::string file = MakeZip(kTwo);
  for (const size_t piece_bytes : {1, 7, 4096}) {
    EXPECT_EQ(EntryOf(file, "a.csv", piece_bytes), kTwo[0].data);
    EXPECT_EQ(EntryOf(file, "folder/b.csv", piece_bytes), kTwo[1].data);
  }
}

TEST(ZipDirectory, ReadsWhatStandsAroundAZip) {
  EXPECT_EQ(EntryOf(MakeZip(kTwo, {.comment = std::string(65'535, 'c')}), "a.csv"), kTwo[0].data);
  EXPECT_EQ(EntryOf(MakeZip(kTwo, {.before = std::string(70'000, 'p')}), "a.csv"), kTwo[0].data);
  EXPECT_EQ(EntryOf(MakeZip(kTwo, {.behind = std::string(500, '\0')}), "a.csv"), kTwo[0].data);
  // A comment that looks like an end itself.
  EXPECT_EQ(EntryOf(MakeZip(kTwo, {.comment = "PK\x05\x06" + std::string(30, 'c')}), "a.csv"), kTwo[0].data);
}

TEST(ZipDirectory, ReadsZip64) {
  const std::string file = MakeZip(kTwo, {.zip64 = true});
  EXPECT_EQ(EntryOf(file, "a.csv"), kTwo[0].data);
  EXPECT_EQ(EntryOf(file, "folder/b.csv"), kTwo[1].data);
  EXPECT_EQ(EntryOf(MakeZip(kTwo, {.before = "#!/bin/sh\n", .zip64 = true}), "a.csv"), "INGEST-121");
}

TEST(ZipDirectory, IsEmptyWhereTheZipIs) {
  const Directory directory(MakeZip({}));
  EXPECT_TRUE(directory.status);
  EXPECT_TRUE(directory.reader.entries().empty());
}

TEST(ZipDirectory, FindsNamesAsProgramsWriteThem) {
  const std::string file = MakeZip({{.name = "xl\\SharedStrings.xml", .data = "s"}, {.name = "报表.csv", .data = "u"}});
  EXPECT_EQ(EntryOf(file, "/xl/sharedStrings.xml"), "s");
  EXPECT_EQ(EntryOf(file, "报表.csv"), "u");
  EXPECT_EQ(EntryOf(file, "xl/sharedString.xml"), "absent");
}

TEST(ZipDirectory, ReadsNamesWithoutTheirFlag) {
  // 报表 in GB18030 (iconv), as Windows packs it; and in UTF-8, as Java packs it, both without bit 11.
  const Directory directory(MakeZip({{.name = "\xB1\xA8\xB1\xED.csv", .data = "g", .flags = 0},
                                     {.name = "\xE6\x8A\xA5\xE8\xA1\xA8.txt", .data = "u", .flags = 0}}));
  ASSERT_EQ(directory.reader.entries().size(), 2U);
  EXPECT_EQ(directory.reader.entries()[0].name, "报表.csv");
  EXPECT_EQ(directory.reader.entries()[1].name, "报表.txt");
}

TEST(ZipDirectory, Ingest120NoDirectory) {
  const std::string file = MakeZip(kTwo);
  EXPECT_EQ(Directory("").id(), "INGEST-120");
  EXPECT_EQ(Directory("PK").id(), "INGEST-120");
  EXPECT_EQ(Directory(file.substr(0, file.size() - 1)).id(), "INGEST-120");
  EXPECT_EQ(Directory(file.substr(0, file.size() / 2)).id(), "INGEST-120");
}

TEST(ZipDirectory, Ingest121DirectoryMakesNoSense) {
  std::string file = MakeZip(kTwo);
  // Each byte of the directory's fixed parts: it is refused or still reads, and never runs away.
  const size_t directory = file.find("PK\x01\x02");
  std::string wrong = file;
  wrong[directory] = 'X';
  EXPECT_EQ(Directory(wrong).id(), "INGEST-121");
  wrong = file;
  wrong[directory + 28] = '\xFF';  // the name's length
  EXPECT_EQ(Directory(wrong).id(), "INGEST-121");
  const size_t end = file.rfind("PK\x05\x06");
  wrong = file;
  wrong[end + 12] = '\xFF';  // the directory's size
  wrong[end + 13] = '\xFF';
  wrong[end + 14] = '\xFF';
  EXPECT_EQ(Directory(wrong).id(), "INGEST-121");
  wrong = file;
  wrong[end + 19] = '\x7F';  // where it begins
  EXPECT_EQ(Directory(wrong).id(), "INGEST-121");
  std::string zip64 = MakeZip(kTwo, {.zip64 = true});
  zip64[zip64.rfind("PK\x06\x07") + 8 + 7] = '\x7F';  // where the 64-bit end is
  EXPECT_EQ(Directory(zip64).id(), "INGEST-121");
}

TEST(ZipDirectory, Ingest121EntriesShareBytes) {
  // Two entries with one place, an entry that reaches into the next, one that claims to be in the directory.
  EXPECT_EQ(Directory(MakeZip({{.name = "a", .data = "1"}, {.name = "b", .data = "1", .local_header = 0}})).id(),
            "INGEST-121");
  EXPECT_EQ(Directory(MakeZip({{.name = "a", .data = "1", .packed_bytes = 20}, {.name = "b", .data = "1"}})).id(),
            "INGEST-121");
  EXPECT_EQ(Directory(MakeZip({{.name = "a", .data = "1", .local_header = 1'000'000}})).id(), "INGEST-121");
}

TEST(ZipDirectory, Ingest122TooManyEntries) {
  std::string zip64 = MakeZip(kTwo, {.zip64 = true});
  zip64[zip64.rfind("PK\x06\x06") + 32 + 2] = '\x02';  // 131 074 entries
  EXPECT_EQ(Directory(zip64).id(), "INGEST-122");
}

TEST(ZipEntryReader, Ingest123Encrypted) {
  EXPECT_EQ(EntryOf(MakeZip({{.name = "a", .data = "1", .flags = 0x0801}}), "a"), "INGEST-123");
}

TEST(ZipEntryReader, Ingest124OtherMethod) {
  constexpr uint16_t kLzma = 14;  // APPNOTE 4.4.5
  EXPECT_EQ(EntryOf(MakeZip({{.name = "a", .data = "1", .method = kLzma}}), "a"), "INGEST-124");
}

TEST(ZipEntryReader, Ingest125Damaged) {
  const ZipPart good{.name = "a", .data = std::string(1000, 'a') + "end"};
  const auto with = [&good](auto change) {
    ZipPart part = good;
    change(part);
    return EntryOf(MakeZip({part}), "a");
  };
  EXPECT_EQ(with([](ZipPart&) {}), good.data);
  EXPECT_EQ(with([](ZipPart& part) { part.crc32 = 1; }), "INGEST-125");
  EXPECT_EQ(with([](ZipPart& part) { part.unpacked_bytes = 1002; }), "INGEST-125");
  EXPECT_EQ(with([](ZipPart& part) { part.unpacked_bytes = 1004; }), "INGEST-125");
  EXPECT_EQ(with([&good](ZipPart& part) { part.packed = testing::Deflate(good.data).substr(0, 5); }), "INGEST-125");
  EXPECT_EQ(with([](ZipPart& part) { part.packed = "\xFF\xFF\xFF"; }), "INGEST-125");
  EXPECT_EQ(with([](ZipPart& part) {
              part.is_packed = false;
              part.unpacked_bytes = 1002;
            }),
            "INGEST-125");
  std::string file = MakeZip({good});
  file[0] = 'X';  // the local header
  EXPECT_EQ(EntryOf(file, "a"), "INGEST-125");
}

TEST(ZipEntryReader, Ingest126UnpacksTooFar) {
  // Deflate's greatest ratio is 1032 (zlib's technical details), so 80 MB of one letter in 80 KB.
  const std::string much(80 * 1024 * 1024, 'a');
  EXPECT_EQ(EntryOf(MakeZip({{.name = "a", .data = much}}), "a", 65'536), "INGEST-126");
  // The same, declared small, and little that is declared as 2 GB: neither is believed.
  EXPECT_EQ(EntryOf(MakeZip({{.name = "a", .data = much, .unpacked_bytes = 1000}}), "a", 65'536), "INGEST-125");
  EXPECT_EQ(EntryOf(MakeZip({{.name = "a", .data = "1", .unpacked_bytes = 2'000'000'000}}), "a"), "INGEST-126");
}

TEST(ZipEntryReader, StopsWhereEnoughWasRead) {
  const std::string file = MakeZip(kTwo);
  const Directory directory(file);
  size_t bytes = 0;
  ZipEntryReader reader(*directory.reader.Find("folder/b.csv"), file.size(),
                        [&bytes](std::string_view piece) -> Result<Feeding> {
                          bytes += piece.size();
                          return Feeding::kEnough;
                        });
  EXPECT_TRUE(RunReader(reader, file, 10));
  EXPECT_EQ(bytes, 10U);
}

}  // namespace
}  // namespace loyalane::ingest
