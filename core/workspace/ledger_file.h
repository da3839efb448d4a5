// The ledger as a stream of NDJSON lines under a chain of page hashes: docs/ledger-file.md. Written and read page by
// page.
//
//   LedgerWriter writer(ledger, policy);           // seals what was closed since it was written last
//   while (*writer.Read(piece)) ...
//
//   LedgerReader reader;
//   reader.Feed(bytes) ...; Result<loyalty::Ledger> ledger = reader.Finish();
//
// Errors: LOYALTY-121 a line damaged or edited, 122 a page edited, 123 a closed period would change, 124 newer.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/sha256.h"
#include "ingest/zip_crc.h"
#include "loyalty/ledger.h"
#include "loyalty/member_account.h"

namespace loyalane::workspace {

// The newest that is read. A ledger is written as the oldest version that can tell it (LedgerVersionOf).
inline constexpr int kLedgerVersion = 2;
// 2 where it has entries of vouchers and gifts (given, withdrawn), which programs of version 1 take for damage; else 1.
[[nodiscard]] int LedgerVersionOf(const loyalty::Ledger& ledger);
inline constexpr uint32_t kLedgerPageEntries = 256;

class LedgerWriter {
 public:
  // `ledger` must stay as it is until the writer is done; closed periods without hashes get theirs.
  LedgerWriter(loyalty::Ledger& ledger, loyalty::LedgerPolicy policy);
  // Appends about a page to `out`; false: that was the last piece.
  [[nodiscard]] Result<bool> Read(std::string& out);

 private:
  void BeginSection();
  void WriteMember(uint32_t member);
  void WriteEntry(uint32_t member, std::span<const loyalty::Entry> entries, uint32_t index);
  void EndPage();
  Status EndSection();

  loyalty::Ledger& ledger_;
  loyalty::MemberAccount account_;
  std::vector<uint32_t> order_;  // members by id
  size_t section_ = 0;           // closed periods, then the open one
  size_t next_member_ = 0;
  bool began_ = false, in_section_ = false;
  ingest::ZipCrc crc_;
  std::string page_, ready_, chain_;
  uint32_t page_entries_ = 0;
  std::vector<std::string> hashes_;  // of the section
  std::vector<loyalty::Posting> trace_;
};

class LedgerReader {
 public:
  // After an error the rest is not looked at.
  [[nodiscard]] Status Feed(std::string_view bytes);
  // Errors: also LOYALTY-121 when the end is missing.
  [[nodiscard]] Result<loyalty::Ledger> Finish();
  // After an error: what came before it, periods that are whole closed.
  [[nodiscard]] loyalty::Ledger TakeGoodPart();
  [[nodiscard]] uint64_t good_entries() const { return entries_; }
  // How many the file says that it has; nothing before its first line is read.
  [[nodiscard]] std::optional<uint64_t> announced_entries() const {
    return has_header_ ? std::optional(entries_announced_) : std::nullopt;
  }

 private:
  Status TakeLine(std::string_view line);
  Status TakeEntry(std::string_view line);
  Status TakePage(std::string_view line);
  Status BeginPeriod(std::string_view line);
  Status EndPeriod();
  void Flush();
  [[nodiscard]] Error Bad() const;

  loyalty::Ledger ledger_;
  ingest::ZipCrc crc_;
  std::string rest_;
  uint64_t line_ = 0, page_first_line_ = 2;
  uint64_t entries_ = 0, entries_announced_ = 0;
  uint64_t pages_ = 0;         // of the section
  uint32_t page_entries_ = 0;  // of the page under way
  bool has_header_ = false, is_open_ = false, in_period_ = false, ended_ = false, failed_ = false;
  std::string page_, chain_ = std::string(64, '0');
  loyalty::ClosedPeriod period_;
  std::vector<loyalty::Fact> facts_;
};

}  // namespace loyalane::workspace
