#include "ingest/cell_stream.h"

#include <algorithm>

namespace loyalane::ingest {

Error ScanError(const ScanFailure& failure, uint64_t records) {
  Error error(failure.id);
  error.At("", records + failure.record, failure.column == 0 ? std::string() : std::to_string(failure.column));
  if (failure.id == ErrorId::kColumnsTooMany) error.With("limit", std::to_string(kColumnsMax));
  if (failure.id == ErrorId::kCellTooLong) error.With("limit", std::to_string(kCellBytesMax));
  if (failure.id == ErrorId::kRowTooLong) error.With("limit", std::to_string(kRowBytesMax));
  return error;
}

CellStream::CellStream(char delimiter, Encoding encoding, uint32_t bom_bytes, RecordSink sink)
    : dialect_{delimiter, encoding}, skip_bytes_(bom_bytes), sink_(std::move(sink)) {
  if (encoding == Encoding::kUtf16Le || encoding == Encoding::kUtf16Be) {
    utf16_ = std::make_unique<Utf16Transcoder>(encoding);
    dialect_.encoding = Encoding::kUtf8;
  }
}

Status CellStream::Feed(std::string_view bytes) {
  const size_t skipped = std::min<size_t>(skip_bytes_, bytes.size());
  skip_bytes_ -= static_cast<uint32_t>(skipped);
  bytes.remove_prefix(skipped);
  if (utf16_) {
    transcoded_.clear();
    utf16_->Feed(bytes, transcoded_);
    bytes = transcoded_;
  }
  return Ended(
      pieces_.Feed(bytes, [this](const char* at, size_t size, bool at_end) { return ScanOnce(at, size, at_end); }));
}

Status CellStream::Finish() {
  const auto scan = [this](const char* at, size_t size, bool at_end) { return ScanOnce(at, size, at_end); };
  if (utf16_) {
    transcoded_.clear();
    utf16_->Finish(transcoded_);
    Status fed = Ended(pieces_.Feed(transcoded_, scan));
    if (!fed) return fed;
  }
  return Ended(pieces_.Finish(scan));
}

ScanOutcome CellStream::ScanOnce(const char* bytes, size_t size, bool at_end) {
  constexpr size_t kRecordsPerScan = 1024;
  ScanOutcome outcome = ScanRecords(dialect_, bytes, size, at_end, kRecordsPerScan, block_);
  if (outcome.failed) outcome.failure.record -= block_.records();
  for (size_t record = 0; record < block_.records(); ++record) {
    const uint32_t first = block_.first_cell(record);
    cells_.resize(block_.ends[record] - first);
    for (size_t i = 0; i < cells_.size(); ++i) {
      const Cell& cell = block_.cells[first + i];
      std::string_view raw = block_.Raw(cell);
      if (cell.escaped != 0) {
        Unquote(raw, unquoted_);
        raw = unquoted_;
      }
      cells_[i].clear();
      replacements_ += DecodeToUtf8(dialect_.encoding, raw, cells_[i]);
    }
    sink_(cells_);
  }
  records_ += block_.records();
  return outcome;
}

Status CellStream::Ended(const ScanOutcome& outcome) const {
  if (!outcome.failed) return Done{};
  return ScanError(outcome.failure, records_);
}

}  // namespace loyalane::ingest
