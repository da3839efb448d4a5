// CellStream: the records of a delimited file as UTF-8 cells, exactly as read: nothing trimmed, mapped or dropped. For
// `scan` and for small tables of our own making. Bytes come in pieces of any size.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ingest/csv_scanner.h"
#include "ingest/encoding.h"
#include "ingest/piecewise.h"
#include "ingest/text_prologue.h"

namespace loyalane::ingest {

class CellStream {
 public:
  // Called once a record; the cells are reused afterwards.
  using RecordSink = std::function<void(const std::vector<std::string>& cells)>;

  CellStream(char delimiter, Encoding encoding, uint32_t bom_bytes, RecordSink sink);
  // Errors: INGEST-103, 106, 107, 108, with row and column.
  [[nodiscard]] Status Feed(std::string_view bytes);
  [[nodiscard]] Status Finish();
  // U+FFFD written for bytes without meaning.
  [[nodiscard]] uint64_t replacements() const { return replacements_ + prologue_.replacements(); }

 private:
  ScanOutcome ScanOnce(const char* bytes, size_t size, bool at_end);
  [[nodiscard]] Status Ended(const ScanOutcome& outcome) const;

  TextPrologue prologue_;
  Dialect dialect_;
  RecordSink sink_;
  std::string unquoted_;
  PieceReader pieces_;
  RecordBlock block_;
  std::vector<std::string> cells_;
  uint64_t records_ = 0;
  uint64_t replacements_ = 0;
};

// The error of a failed scan: `records` were read before the scan began.
[[nodiscard]] Error ScanError(const ScanFailure& failure, uint64_t records);

}  // namespace loyalane::ingest
