#include "intake/probe_job.h"

#include <algorithm>

#include "ingest/archive.h"
#include "ingest/cell_stream.h"
#include "ingest/encoding_detection.h"
#include "ingest/html_table.h"
#include "ingest/json_table.h"
#include "ingest/record_writer.h"
#include "ingest/table_source.h"
#include "ingest/xlsx_workbook.h"

namespace loyalane::intake {

using ingest::Encoding;
using ingest::Feeding;
using ingest::FileFormat;
using ingest::Packing;
using ingest::ReadRequest;

namespace {

void ReadPreview(std::string_view text, const ingest::ReadPlan& plan, std::vector<std::vector<std::string>>& rows) {
  constexpr size_t kLookedAt = 64 * 1024;
  ingest::CellStream stream(plan.delimiter, plan.encoding, plan.bom_bytes, [&rows](const auto& cells) {
    if (rows.size() < kPreviewRows) rows.push_back(cells);
  });
  // What cannot be split has been told by the probe; what was split before it is shown.
  Status read = stream.Feed(text.substr(0, kLookedAt));
  if (read && text.size() <= kLookedAt) read = stream.Finish();
}

}  // namespace

ProbeJob::ProbeJob(std::string name, uint64_t file_bytes, ingest::ReadWishes wishes)
    : name_(std::move(name)), file_bytes_(file_bytes), wishes_(std::move(wishes)) {}
ProbeJob::~ProbeJob() = default;

std::optional<ReadRequest> ProbeJob::Next() {
  if (file_bytes_ == 0) return std::nullopt;
  if (step_ == Step::kHead) return ReadRequest{0, std::min(file_bytes_, ingest::kProbeHeadBytes), Packing::kNone};
  if (step_ == Step::kTail) {
    const uint64_t from =
        std::max<uint64_t>(head_.size(), file_bytes_ - std::min(file_bytes_, ingest::kProbeTailBytes));
    if (from < file_bytes_) return ReadRequest{from, file_bytes_ - from, Packing::kNone};
    step_ = Step::kDone;
  }
  if (step_ == Step::kTable) {
    if (std::optional<ReadRequest> request = reader_->Next()) return request;
    step_ = Step::kDone;
  }
  return std::nullopt;
}

Result<Feeding> ProbeJob::Feed(std::string_view bytes) {
  if (step_ == Step::kTable) {
    Result<Feeding> fed = reader_->Feed(bytes);
    return fed ? fed : Result<Feeding>(Placed(fed.error()));
  }
  (step_ == Step::kHead ? head_ : tail_).append(bytes);
  return Feeding::kMore;
}

Status ProbeJob::EndRead(ingest::ReadOutcome outcome) {
  if (step_ == Step::kTable) {
    const Status ended = reader_->EndRead(outcome);
    return ended ? ended : Placed(ended.error());
  }
  if (step_ == Step::kHead) return Identify();
  step_ = Step::kDone;
  return Done{};
}

// What the file is, by its first bytes.
Status ProbeJob::Identify() {
  step_ = Step::kTail;
  switch (ingest::KindOfCfb(head_)) {
    case ingest::CfbKind::kEncryptedWorkbook:
      return Placed(Error(ErrorId::kWorkbookEncrypted));
    case ingest::CfbKind::kXls:
      return Placed(Error(ErrorId::kWorkbookIsXls));
    case ingest::CfbKind::kOther:
      break;
  }
  if (ingest::KindOfArchive(head_) == ingest::ArchiveKind::kZip) {
    format_ = FileFormat::kXlsx;
  } else if (ingest::LooksBinary(head_).empty()) {
    const ingest::EncodingGuess guess = ingest::DetectEncoding(head_, {}, head_.size() == file_bytes_);
    std::string text;
    constexpr size_t kTold = 4096;
    ingest::DecodeToUtf8(guess.encoding, std::string_view(head_).substr(guess.bom_bytes, kTold), text);
    if (ingest::LooksLikeHtml(text)) format_ = FileFormat::kHtml;
    if (ingest::LooksLikeJson(text)) format_ = FileFormat::kJson;
    encoding_ = wishes_.encoding.value_or(guess.encoding);
    const bool is_proven = guess.certainty == ingest::EncodingGuess::Certainty::kBom ||
                           (guess.certainty == ingest::EncodingGuess::Certainty::kStrict && guess.has_non_ascii);
    if (format_ == FileFormat::kHtml && !wishes_.encoding && !is_proven)
      encoding_ = ingest::HtmlCharset(head_).value_or(guess.encoding);
    bom_bytes_ = guess.bom_bytes;
  }
  if (format_ != FileFormat::kDelimited) OpenTable();
  return Done{};
}

void ProbeJob::OpenTable() {
  step_ = Step::kTable;
  const auto keep = [this](std::string_view text) -> Result<Feeding> {
    table_ += text;
    if (table_.size() < ingest::kProbeHeadBytes) return Feeding::kMore;
    table_is_cut_ = true;
    return Feeding::kEnough;
  };
  if (format_ == FileFormat::kXlsx) {
    auto workbook = std::make_unique<ingest::XlsxReader>(
        file_bytes_, ingest::XlsxOptions{wishes_.sheet.value_or(""), true, kProbeRows}, keep);
    workbook_ = workbook.get();
    reader_ = std::move(workbook);
  } else {
    ingest::ReadPlan plan;
    plan.format = format_;
    plan.encoding = encoding_;
    plan.bom_bytes = bom_bytes_;
    if (format_ == FileFormat::kHtml) plan.sheet = wishes_.sheet.value_or("");
    reader_ = ingest::OpenTable(plan, file_bytes_, ingest::TableUse::kImport, keep);
    if (format_ == FileFormat::kJson) json_ = static_cast<ingest::JsonTable*>(reader_.get());
  }
}

Result<ProbedFile> ProbeJob::Finish() {
  ingest::ReadWishes wishes = wishes_;
  ingest::ProbeInput input{file_bytes_, head_, tail_, name_};
  if (format_ != FileFormat::kDelimited) {
    wishes.encoding = Encoding::kUtf8;
    wishes.delimiter = ingest::kTableDelimiter;
    if (json_ != nullptr && json_->has_keys() && !wishes.header_row) wishes.header_row = 1;
    const bool is_cut = table_is_cut_ || std::count(table_.begin(), table_.end(), '\n') >= int64_t{kProbeRows};
    input = {table_.size() + (is_cut ? 1 : 0), table_, {}, name_};
  }
  Result<ingest::FileProbe> probe = ingest::ProbeFile(input, wishes);
  if (!probe) return Placed(probe.error());
  ProbedFile probed{std::move(probe).value(), {}, {}};
  for (auto* list : {&probed.probe.problems, &probed.probe.notices}) {
    for (Error& error : *list) error.place.file = name_;
  }
  ingest::ReadPlan& plan = probed.probe.plan;
  plan.format = format_;
  ReadPreview(input.head, plan, probed.preview);
  DescribeFormat(plan);
  if (workbook_ != nullptr) probed.sheets = workbook_->sheets();
  return probed;
}

std::optional<ingest::ReadPlan> ProbeJob::TablePlan() const {
  if (format_ == FileFormat::kDelimited) return std::nullopt;
  ingest::ReadPlan plan;
  DescribeFormat(plan);
  return plan;
}

void ProbeJob::DescribeFormat(ingest::ReadPlan& plan) const {
  plan.format = format_;
  if (format_ == FileFormat::kHtml || format_ == FileFormat::kJson) {
    plan.encoding = encoding_;
    plan.bom_bytes = bom_bytes_;
  }
  if (json_ != nullptr && json_->has_keys()) plan.made_records = 1;
  if (workbook_ != nullptr) plan.sheet = workbook_->sheet();
  if (format_ == FileFormat::kHtml) plan.sheet = wishes_.sheet.value_or("");
}

Error ProbeJob::Placed(Error error) const {
  error.place.file = name_;
  return error;
}

}  // namespace loyalane::intake
