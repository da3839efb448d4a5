#include "ingest/archive.h"

#include <gtest/gtest.h>

// The names are those that systems and offices give; the bytes those of RFC 1952 (1F 8B) and APPNOTE ("PK").
namespace loyalane::ingest {
namespace {

// A zip of empty stored files: the entries' headers and the directory by hand (PKWARE APPNOTE 4.3.7, 4.3.12, 4.3.16).
std::string ZipOf(const std::vector<std::string>& names) {
  std::string zip, directory;
  const auto put = [](std::string& out, uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
  };
  for (const std::string& name : names) {
    const size_t at = zip.size();
    zip += "PK\x03\x04";
    for (const int zeros : {2, 2, 2, 2, 2, 4, 4, 4}) put(zip, 0, zeros);
    put(zip, name.size(), 2);
    put(zip, 0, 2);
    zip += name;
    directory += "PK\x01\x02";
    for (const int zeros : {2, 2, 2, 2, 2, 2, 4, 4, 4}) put(directory, 0, zeros);
    put(directory, name.size(), 2);
    for (const int zeros : {2, 2, 2, 2, 4}) put(directory, 0, zeros);
    put(directory, at, 4);
    directory += name;
  }
  const size_t from = zip.size();
  zip += directory + "PK\x05\x06";
  put(zip, 0, 4);
  put(zip, names.size(), 2);
  put(zip, names.size(), 2);
  put(zip, directory.size(), 4);
  put(zip, from, 4);
  put(zip, 0, 2);
  return zip;
}

std::string FilesIn(const std::vector<std::string>& names) {
  const std::string zip = ZipOf(names);
  ZipDirectory directory(zip.size());
  while (const std::optional<ReadRequest> request = directory.Next()) {
    const Result<Feeding> fed =
        directory.Feed(std::string_view(zip).substr(static_cast<size_t>(request->from), request->bytes));
    EXPECT_TRUE(fed);
    const Status ended = directory.EndRead(ReadOutcome::kComplete);
    if (!ended) return std::string(IdOf(ended.error().id));
  }
  const std::optional<std::vector<ArchiveEntry>> files = FilesOfZip(directory);
  if (!files) return "office";
  std::string list;
  for (const ArchiveEntry& file : *files)
    list += file.name + (file.refused ? " " + std::string(IdOf(file.refused->id)) : "") + "\n";
  return list;
}

TEST(Archive, FilesThatSystemsLeaveBehindAreNone) {
  EXPECT_EQ(FilesIn({"a.xlsx", "~$a.xlsx", "六月/~$b.xlsx", "六月/b.xlsx", "__MACOSX/a.xlsx", ".DS_Store",
                     "x/Thumbs.db", "~c.csv"}),
            "a.xlsx\n六月/b.xlsx\n~c.csv\n");
  EXPECT_EQ(FilesIn({"a.csv", "b.csv.gz"}), "a.csv\nb.csv.gz INGEST-140\n");
}

TEST(Archive, ArchivesInsideAGzipAreRefused) {
  const auto refusal = [](std::string_view name) {
    const ArchiveEntry file = FileOfGzip(name);
    return file.name + (file.refused ? " " + std::string(IdOf(file.refused->id)) : "");
  };
  EXPECT_EQ(refusal("b.csv.gz"), "b.csv");
  EXPECT_EQ(refusal("b.xlsx.GZ"), "b.xlsx");
  EXPECT_EQ(refusal("b.csv.gz.gz"), "b.csv.gz INGEST-140");
  EXPECT_EQ(refusal("b.tar.gz"), "b.tar INGEST-140");
  EXPECT_EQ(refusal("export"), "export");
}

TEST(Archive, AGzipInsideAGzipIsToldByItsBytes) {
  const auto feed = [](std::string_view bytes, size_t piece_bytes) {
    std::string out;
    const auto reader = OpenGzip("b.csv", bytes.size(), [&out](std::string_view text) -> Result<Feeding> {
      out += text;
      return Feeding::kMore;
    });
    EXPECT_TRUE(reader->Next());
    for (size_t at = 0; at < bytes.size(); at += piece_bytes) {
      const Result<Feeding> fed = reader->Feed(bytes.substr(at, piece_bytes));
      if (!fed) return std::string(IdOf(fed.error().id));
    }
    return out;
  };
  for (const size_t piece_bytes : {1, 2, 100}) {
    EXPECT_EQ(feed("\x1F\x8B\x08 packed", piece_bytes), "INGEST-140");
    EXPECT_EQ(feed("\x1F,\x8B", piece_bytes), "\x1F,\x8B");
    EXPECT_EQ(feed("a,b\n\x1F\x8B", piece_bytes), "a,b\n\x1F\x8B");
  }
}

}  // namespace
}  // namespace loyalane::ingest
