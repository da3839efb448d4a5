// PartReader: one part of a delimited file -> a message for the PartTaker that has the others. Several readers, each
// with some of the parts, do the work of one RowReader; what comes out is the same to the byte.
//
//   PartReader reader(0, plan, file_bytes, wanted);
//   uint64_t at = reader.Begin({from, to});
//   while (reader.Feed(bytes of the file from `at` on) == kMore) ...;      // to the file's end at most
//   taker.Take(reader.Finish());
//
// Parts are given as bytes [from, to) of the file, cut anywhere. The part's rows are those whose
// records begin in there. Where the first one begins, and what the rows above it mean for it, is guessed from the 64 KB
// before (record_start.h); the taker, who knows both, compares, and asks for the part again where the guess was wrong.
// docs/adr/0014.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "ingest/file_reader.h"
#include "ingest/row_reader.h"

namespace loyalane::ingest {

struct PartWish {
  uint64_t from = 0;
  uint64_t to = 0;
  // kGuess: as above. kExact: a record begins at `from`, and `carry` says what is above. kFollow: where the part before
  // of this reader ended.
  enum class Start : uint8_t { kGuess, kExact, kFollow } start = Start::kGuess;
  std::string carry;
  bool anew = false;  // what the reader has learned was told to a taker that has thrown it away
};

struct PartOptions {
  // How much a guess looks at before the part and behind its beginning; more where no record ends in there.
  uint32_t above_bytes = 64 * 1024;
  uint32_t behind_bytes = 128 * 1024;
  // A reader that has learned more begins anew, so that its memory does not grow with the file: what it has learned is
  // worth most where customers return.
  uint32_t customers_max = 1 << 18;
};

class PartReader {
 public:
  // `number`: of this reader, 0, 1, 2 ...
  PartReader(uint32_t number, const ReadPlan& plan, uint64_t file_bytes, const WantedFields& wanted,
             PartOptions options = {});
  PartReader(const PartReader&) = delete;
  PartReader& operator=(const PartReader&) = delete;
  // From where on to feed.
  [[nodiscard]] uint64_t Begin(const PartWish& wish);
  // kEnough: the part is whole. What goes wrong is told in the message.
  [[nodiscard]] Feeding Feed(std::string_view bytes);
  // The message; valid until the next Begin.
  [[nodiscard]] std::string_view Finish();
  [[nodiscard]] uint64_t rows_so_far() const { return rows_->totals().rows_in; }

 private:
  enum class Phase : uint8_t { kSeeking, kReading, kWhole };
  void Renew();
  // Whether the part's first record is known now.
  bool Settle();
  void Read(std::string_view bytes);
  void Fail(const Error& error);
  void Add(const model::EventBatch& batch);

  uint32_t number_;
  ReadPlan plan_;
  uint64_t file_bytes_;
  WantedFields wanted_;
  PartOptions options_;
  std::unique_ptr<ImportPools> pools_;
  std::unique_ptr<RowReader> rows_;
  std::vector<model::FieldId> fields_;
  table::TextId customers_told_ = 0, texts_told_ = 0, waybills_told_ = 0;
  bool anew_ = true;

  Phase phase_ = Phase::kWhole;
  uint64_t to_ = 0;
  uint64_t begin_ = 0;  // of the first byte fed
  uint64_t at_ = 0;     // of the next
  uint64_t start_ = 0, end_ = 0;
  size_t from_in_head_ = 0;
  size_t head_wanted_ = 0;
  std::string head_;  // bytes fed until the first record is known
  std::string carry_in_;
  std::optional<Error> failed_;
  std::string message_;  // batches, what is said about them, and where that begins
};

}  // namespace loyalane::ingest
