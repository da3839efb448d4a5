// ProbeJob: a file of any format -> what it is and how to read it (ingest::ProbeFile), asking the host for as much of
// the file as that takes: the first and last bytes of delimited text, the first rows of anything else.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ingest/file_reader.h"
#include "ingest/json_table.h"
#include "ingest/probe.h"
#include "ingest/xlsx_reader.h"

namespace loyalane::intake {

// What is read of a table that is no delimited text.
inline constexpr uint32_t kProbeRows = 400;
inline constexpr size_t kPreviewRows = 30;

struct ProbedFile {
  ingest::FileProbe probe;
  std::vector<ingest::SheetInfo> sheets;          // of a workbook
  std::vector<std::vector<std::string>> preview;  // the first rows as they stand, at most kPreviewRows
};

class ProbeJob final : public ingest::FileReader {
 public:
  ProbeJob(std::string name, uint64_t file_bytes, ingest::ReadWishes wishes);
  ~ProbeJob() override;
  [[nodiscard]] std::optional<ingest::ReadRequest> Next() override;
  // Errors: those of the format's reader.
  [[nodiscard]] Result<ingest::Feeding> Feed(std::string_view bytes) override;
  [[nodiscard]] Status EndRead(ingest::ReadOutcome outcome) override;
  // When Next() has given nothing. Errors: those of ingest::ProbeFile, with the file's name.
  [[nodiscard]] Result<ProbedFile> Finish();
  // The same, as far as it takes to get at the cells: nothing for delimited text, which has to be looked at.
  [[nodiscard]] std::optional<ingest::ReadPlan> TablePlan() const;

 private:
  enum class Step : uint8_t { kHead, kTail, kTable, kDone };
  [[nodiscard]] Status Identify();
  void OpenTable();
  void DescribeFormat(ingest::ReadPlan& plan) const;
  [[nodiscard]] Error Placed(Error error) const;

  std::string name_;
  uint64_t file_bytes_;
  ingest::ReadWishes wishes_;
  Step step_ = Step::kHead;
  ingest::FileFormat format_ = ingest::FileFormat::kDelimited;
  ingest::Encoding encoding_ = ingest::Encoding::kUtf8;  // of a page of HTML
  uint32_t bom_bytes_ = 0;
  std::string head_, tail_;
  std::string table_;  // what the format's reader has made so far
  bool table_is_cut_ = false;
  std::unique_ptr<ingest::FileReader> reader_;
  ingest::XlsxReader* workbook_ = nullptr;  // reader_, when it is one
  ingest::JsonTable* json_ = nullptr;       // reader_, when it is one
};

}  // namespace loyalane::intake
