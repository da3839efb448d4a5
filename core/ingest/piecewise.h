// PieceReader: bytes that arrive in pieces of any size -> calls of a scanner that always sees whole records.
//
// It keeps the unfinished record at the end of a piece and completes it with the next; everything else is scanned in
// place, without a copy. Result: the same records for pieces of 1 byte, 7 bytes or the whole file.
#pragma once

#include <algorithm>
#include <cstring>
#include <string>
#include <string_view>

#include "ingest/csv_scanner.h"

namespace loyalane::ingest {

class PieceReader {
 public:
  // scan(bytes, size, at_end) -> ScanOutcome, called repeatedly. Stops at the first failure and returns it.
  template <typename ScanOnce>
  [[nodiscard]] ScanOutcome Feed(std::string_view piece, ScanOnce&& scan) {
    size_t at = 0;
    size_t step = kFirstStep;
    while (!rest_.empty() && at < piece.size()) {
      const size_t take = std::min(step, piece.size() - at);
      rest_.append(piece.substr(at, take));
      at += take;
      step *= 2;
      const ScanOutcome outcome = Drain(rest_.data(), rest_.size(), false, scan);
      if (outcome.failed) return outcome;
      if (outcome.consumed > 0) {
        // What is left of rest_ are the last bytes of the piece so far: go on with them in place.
        at -= rest_.size() - outcome.consumed;
        rest_.clear();
      } else if (rest_.size() > kRowBytesMax) {
        return TooLong();
      }
    }
    while (at < piece.size()) {
      const size_t size = std::min(piece.size() - at, kSliceBytes);
      const ScanOutcome outcome = Drain(piece.data() + at, size, false, scan);
      if (outcome.failed) return outcome;
      at += outcome.consumed;
      if (at + (size - outcome.consumed) == piece.size() || outcome.consumed == 0) break;
    }
    rest_.append(piece.substr(at));
    if (rest_.size() > kRowBytesMax) return TooLong();
    return {};
  }

  // Whether the pieces so far end with a record.
  [[nodiscard]] bool at_record_start() const { return rest_.empty(); }
  // The record that the pieces so far have begun, up to its end and no further. `taken`: bytes of `piece` that belong
  // to it; all of them, and `ended` stays false, while it goes on. `end_of` finds the end of the first of some records:
  // end_of(bytes, size) -> ScanOutcome.
  template <typename EndOf, typename ScanOnce>
  [[nodiscard]] ScanOutcome FeedRecordEnd(std::string_view piece, size_t& taken, bool& ended, EndOf&& end_of,
                                          ScanOnce&& scan) {
    const size_t before = rest_.size();
    size_t step = kFirstStep;
    for (taken = 0; taken < piece.size(); step *= 2) {
      const size_t take = std::min(step, piece.size() - taken);
      rest_.append(piece.substr(taken, take));
      taken += take;
      const ScanOutcome found = end_of(rest_.data(), rest_.size());
      if (found.failed) return found;
      if (found.consumed > 0) {
        ended = true;
        taken = found.consumed - before;
        const ScanOutcome outcome = scan(rest_.data(), found.consumed, true);
        rest_.clear();
        return outcome;
      }
      if (rest_.size() > kRowBytesMax) return TooLong();
    }
    return {};
  }

  // The last record, which need not end with a line end.
  template <typename ScanOnce>
  [[nodiscard]] ScanOutcome Finish(ScanOnce&& scan) {
    const ScanOutcome outcome = Drain(rest_.data(), rest_.size(), true, scan);
    rest_.clear();
    return outcome;
  }

 private:
  static constexpr size_t kFirstStep = 4096;
  static constexpr size_t kSliceBytes = size_t{1} << 30;  // offsets inside a scan are 32-bit

  template <typename ScanOnce>
  static ScanOutcome Drain(const char* bytes, size_t size, bool at_end, ScanOnce&& scan) {
    size_t done = 0;
    while (true) {
      ScanOutcome outcome = scan(bytes + done, size - done, at_end);
      done += outcome.consumed;
      outcome.consumed = done;
      if (outcome.failed || !outcome.full || done == size) return outcome;
    }
  }
  static ScanOutcome TooLong() {
    ScanOutcome outcome;
    outcome.failed = true;
    outcome.failure = {ErrorId::kRowTooLong, 1, 0};
    return outcome;
  }

  std::string rest_;
};

}  // namespace loyalane::ingest
