#include "ingest/cell_stream.h"

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
    : prologue_(encoding, bom_bytes), dialect_{delimiter, prologue_.text_encoding()}, sink_(std::move(sink)) {}

Status CellStream::Feed(std::string_view bytes) {
  return Ended(pieces_.Feed(prologue_.Feed(bytes),
                            [this](const char* at, size_t size, bool at_end) { return ScanOnce(at, size, at_end); }));
}

Status CellStream::Finish() {
  const auto scan = [this](const char* at, size_t size, bool at_end) { return ScanOnce(at, size, at_end); };
  Status fed = Ended(pieces_.Feed(prologue_.Finish(), scan));
  return fed ? Ended(pieces_.Finish(scan)) : fed;
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
