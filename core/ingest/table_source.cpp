#include "ingest/table_source.h"

#include "ingest/html_table.h"
#include "ingest/json_table.h"
#include "ingest/record_writer.h"
#include "ingest/xlsx_reader.h"

namespace loyalane::ingest {
namespace {

// A file that is delimited text itself: all of it in one read.
class WholeFile final : public FileReader {
 public:
  WholeFile(uint64_t file_bytes, TableSink out) : file_bytes_(file_bytes), out_(std::move(out)) {}
  std::optional<ReadRequest> Next() override {
    if (asked_) return std::nullopt;
    asked_ = true;
    return ReadRequest{0, file_bytes_, Packing::kNone};
  }
  Result<Feeding> Feed(std::string_view bytes) override { return out_(bytes); }
  Status EndRead(ReadOutcome /*outcome*/) override { return Done{}; }

 private:
  uint64_t file_bytes_;
  TableSink out_;
  bool asked_ = false;
};

}  // namespace

std::unique_ptr<FileReader> OpenTable(const ReadPlan& plan, uint64_t file_bytes, TableUse use, TableSink out) {
  switch (plan.format) {
    case FileFormat::kDelimited:
      break;
    case FileFormat::kXlsx:
      return std::make_unique<XlsxReader>(
          file_bytes, XlsxOptions{.sheet = plan.sheet, .for_import = use == TableUse::kImport}, std::move(out));
    case FileFormat::kJson:
      return std::make_unique<JsonTable>(file_bytes, plan.encoding, plan.bom_bytes, std::move(out));
    case FileFormat::kHtml:
      return std::make_unique<HtmlTable>(file_bytes, plan.encoding, plan.bom_bytes, std::move(out), plan.sheet);
  }
  return std::make_unique<WholeFile>(file_bytes, std::move(out));
}

ReadPlan TextPlanOf(const ReadPlan& plan) {
  ReadPlan text = plan;
  if (plan.format != FileFormat::kDelimited) {
    text.encoding = Encoding::kUtf8;
    text.encoding_assumed = false;
    text.bom_bytes = 0;
    text.delimiter = kTableDelimiter;
  }
  return text;
}

}  // namespace loyalane::ingest
