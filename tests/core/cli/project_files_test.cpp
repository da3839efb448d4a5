// Project files on the machine's own file system.
#include "tools/cli/project_files.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "document/part_lines.h"
#include "tools/cli/source_files.h"

namespace loyalane::cli {
namespace {

using document::PartRecord;
using document::PartSink;
using document::PartSource;
using document::TextPart;

constexpr uint64_t kPieceBytes = 1 << 20;

class ProjectFiles : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = ::testing::TempDir() + "loyalane-project-XXXXXX";
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
    path_ = folder_ + "/club.loyalane";
  }
  void TearDown() override {
    for (const std::string& path : made_) unlink(path.c_str());
    unlink(path_.c_str());
    rmdir(folder_.c_str());
  }
  [[nodiscard]] bool IsThere(const std::string& path) const {
    struct stat status {};
    return lstat(path.c_str(), &status) == 0;
  }
  [[nodiscard]] std::string Text() const {
    const Result<std::string> text = ReadProjectPart(path_, kPieceBytes, "project.json");
    return text.ok() ? *text : Describe(text.error(), Language::kEn);
  }

  std::string folder_, path_;
  std::vector<std::string> made_;
};

TEST_F(ProjectFiles, ReplacesTheOldOne) {
  ASSERT_TRUE(WriteProjectFile(path_, {TextPart("project.json", "one")}).ok());
  EXPECT_EQ(Text(), "one");
  ASSERT_EQ(chmod(path_.c_str(), 0640), 0);
  ASSERT_TRUE(WriteProjectFile(path_, {TextPart("project.json", "two")}).ok());
  EXPECT_EQ(Text(), "two");
  EXPECT_FALSE(IsThere(path_ + ".part"));
  struct stat status {};
  ASSERT_EQ(stat(path_.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0640U);
  EXPECT_TRUE(*IsProjectFile(path_));
}

TEST_F(ProjectFiles, AHalfWrittenOneNeverReplacesAGoodOne) {
  ASSERT_TRUE(WriteProjectFile(path_, {TextPart("project.json", "good")}).ok());
  const Result<std::string> before = ReadSmallFile(path_);
  // Fails after some megabytes are on the disk.
  const auto pieces = std::make_shared<int>(0);
  const PartSource failing{"ledger.ndjson", 1, [pieces](std::string& out) -> Result<bool> {
                             for (int i = 0; i < 20'000; ++i) out += std::to_string(i * *pieces) + "\n";
                             if (++*pieces == 40) return Error(ErrorId::kNothingLoaded);
                             return true;
                           }};
  const Status written = WriteProjectFile(path_, {TextPart("project.json", "new"), failing});
  ASSERT_FALSE(written.ok());
  EXPECT_EQ(written.error().id, ErrorId::kNothingLoaded);
  EXPECT_EQ(*ReadSmallFile(path_), *before);
  EXPECT_FALSE(IsThere(path_ + ".part"));
  // The parts are looked at before anything is touched.
  EXPECT_EQ(WriteProjectFile(path_, {TextPart("runs/a.json", "")}).error().id, ErrorId::kProjectPartMissing);
  EXPECT_EQ(*ReadSmallFile(path_), *before);
}

TEST_F(ProjectFiles, WhatAKilledProgramLeftIsNotInTheWay) {
  made_.push_back(path_ + ".part");
  ASSERT_TRUE(WriteWholeFile(path_ + ".part", "left").ok());
  ASSERT_TRUE(WriteProjectFile(path_, {TextPart("project.json", "one")}).ok());
  EXPECT_EQ(Text(), "one");
  EXPECT_EQ(*ReadSmallFile(path_ + ".part"), "left");
  EXPECT_FALSE(IsThere(path_ + ".1.part"));
}

TEST_F(ProjectFiles, ALinkStaysALink) {
  const std::string real = folder_ + "/real.loyalane";
  made_.push_back(real);
  ASSERT_TRUE(WriteProjectFile(real, {TextPart("project.json", "one")}).ok());
  ASSERT_EQ(symlink(real.c_str(), path_.c_str()), 0);
  ASSERT_TRUE(WriteProjectFile(path_, {TextPart("project.json", "two")}).ok());
  struct stat status {};
  ASSERT_EQ(lstat(path_.c_str(), &status), 0);
  EXPECT_TRUE(S_ISLNK(status.st_mode));
  EXPECT_EQ(*ReadProjectPart(real, kPieceBytes, "project.json"), "two");
}

TEST_F(ProjectFiles, WhereNothingCanBeWritten) {
  EXPECT_EQ(WriteProjectFile(folder_ + "/no/club.loyalane", {TextPart("project.json", "")}).error().id,
            ErrorId::kOutputFailed);
  EXPECT_EQ(WriteProjectFile(folder_, {TextPart("project.json", "")}).error().id, ErrorId::kOutputFailed);
  EXPECT_EQ(IsProjectFile(path_).error().id, ErrorId::kFileUnreadable);
}

TEST_F(ProjectFiles, APartThatIsNoDocumentIsNotHeld) {
  const std::string large(16 * 1024 * 1024 + 1, ' ');
  ASSERT_TRUE(WriteProjectFile(path_, {TextPart("project.json", large)}).ok());
  EXPECT_EQ(ReadProjectPart(path_, kPieceBytes, "project.json").error().id, ErrorId::kProjectPartTooLarge);
}

// 200 MB of entries go through writer, disk and reader, and nobody ever holds more than a piece of them.
TEST_F(ProjectFiles, ALargeLedgerIsNeverHeld) {
  constexpr uint64_t kRows = 2'000'000;
  const auto line_of = [](uint64_t row) {
    return R"({"seq":)" + std::to_string(row) + R"(,"member":"M)" + std::to_string(row * 2'654'435'761U % 1'000'003) +
           R"(","kind":"earn","day":"2026-10-31","rule":"per-yuan","source":"W)" + std::to_string(row * 40'503) +
           R"(","units":)" + std::to_string(row % 977) + "}\n";
  };
  const auto next_row = std::make_shared<uint64_t>(0);
  const auto longest = std::make_shared<size_t>(0);
  const auto written_bytes = std::make_shared<uint64_t>(0);
  const PartSource ledger{"ledger.ndjson", 1, [=](std::string& out) -> Result<bool> {
                            while (out.size() < 64 * 1024 && *next_row < kRows) out += line_of((*next_row)++);
                            *longest = std::max(*longest, out.capacity());
                            *written_bytes += out.size();
                            return *next_row < kRows;
                          }};
  ASSERT_TRUE(WriteProjectFile(path_, {TextPart("project.json", "{}"), ledger}).ok());
  EXPECT_GE(*written_bytes, uint64_t{200'000'000});
  EXPECT_LE(*longest, size_t{256} * 1024);

  size_t longest_block = 0;
  uint64_t rows = 0;
  uint64_t wrong = 0;
  document::PartLines lines("ledger.ndjson", [&](std::string_view line, uint64_t row) -> Status {
    rows = row;
    // Every 1000th is compared, the rest counted: the hash holds them all.
    if (row % 1000 == 0 && std::string(line) + "\n" != line_of(row - 1)) ++wrong;
    return Done{};
  });
  const Status read = ReadProjectFile(path_, kPieceBytes, [&](const PartRecord& part) -> std::optional<PartSink> {
    if (part.name != "ledger.ndjson") return std::nullopt;
    return PartSink{1,
                    [&](std::string_view bytes) {
                      longest_block = std::max(longest_block, bytes.size());
                      return lines.Feed(bytes);
                    },
                    [&lines] { return lines.Finish(); }};
  });
  ASSERT_TRUE(read.ok()) << Describe(read.error(), Language::kEn);
  EXPECT_EQ(rows, kRows);
  EXPECT_EQ(wrong, 0U);
  EXPECT_LE(longest_block, document::kProjectBlockBytes);
}

}  // namespace
}  // namespace loyalane::cli
