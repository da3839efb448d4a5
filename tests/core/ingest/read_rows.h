// Reads a file with RowReader and spells what came out, so that tests compare text: used by the tests of RowReader.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/money.h"
#include "ingest/part_reader.h"
#include "ingest/part_taker.h"
#include "ingest/row_reader.h"
#include "model/waybill_key.h"

namespace loyalane::ingest {

using model::DatasetId;
using model::EventBatch;
using model::FieldId;
using model::FieldType;
using model::kNull;

struct Read {
  std::vector<std::string> rows;    // used rows: "row|customer|field=value|..."
  std::vector<std::string> issues;  // "row INGEST-204 column value"
  std::map<std::string, uint64_t> counts;
  uint64_t rows_in = 0;
  uint64_t rows_used = 0;
  uint64_t excluded = 0;
  int64_t amount_read_minor = 0;
  int64_t amount_used_minor = 0;
  std::string failure;  // "INGEST-103 row column" or ""

  bool operator==(const Read& other) const {
    return rows == other.rows && issues == other.issues && counts == other.counts && rows_in == other.rows_in &&
           rows_used == other.rows_used && amount_read_minor == other.amount_read_minor &&
           amount_used_minor == other.amount_used_minor && failure == other.failure;
  }
};

inline std::string ShowInstant(int64_t packed) {
  const Instant instant = Instant::FromPacked(packed);
  const int64_t second = instant.seconds() - int64_t{instant.day().since_epoch} * 86400;
  std::string text = ToIso(instant.day());
  if (instant.precision() == Precision::kDay) return text;
  const auto two = [&text](int64_t value, char before) {
    text += before;
    text += static_cast<char>('0' + value / 10);
    text += static_cast<char>('0' + value % 10);
  };
  two(second / 3600, ' ');
  two(second / 60 % 60, ':');
  if (instant.precision() == Precision::kSecond) two(second % 60, ':');
  return text;
}

// Values are shown by meaning: text numbers depend on the order in which texts were met.
inline std::string Show(const EventBatch& batch, const ImportPools& pools, uint32_t row) {
  std::string text = std::to_string(batch.source_row[row]);
  text += "|" + std::string((*batch.customers)[batch.customer[row]]);
  for (size_t i = 0; i < model::kFieldCount; ++i) {
    const auto id = static_cast<FieldId>(i);
    const int64_t* column = batch.Column(id);
    if (column == nullptr || column[row] == kNull) continue;
    const model::Field& field = model::FieldOf(id);
    text += "|" + std::string(field.name) + "=";
    switch (field.type) {
      case FieldType::kKey:
      case FieldType::kText:
      case FieldType::kPhone:
        text += (*batch.texts)[static_cast<table::TextId>(column[row])];
        break;
      case FieldType::kWaybill: {
        const auto key = static_cast<model::WaybillKey>(column[row]);
        if (key >= model::kWaybillKeySide) {
          text += pools.waybills[static_cast<table::TextId>(key - model::kWaybillKeySide)];
        } else {
          text += "#" + std::to_string(key);
        }
        break;
      }
      case FieldType::kInstant:
        text += ShowInstant(column[row]);
        break;
      case FieldType::kMoney:
        text += ToDecimal(Money{column[row]});
        break;
      case FieldType::kReal:
        text += std::to_string(std::bit_cast<double>(column[row]));
        break;
      case FieldType::kNumber:
      case FieldType::kShare:
      case FieldType::kStatus:
      case FieldType::kWhole:
      case FieldType::kBirthday:
        text += std::to_string(column[row]);
        break;
    }
  }
  return text;
}

inline std::string Number(std::string_view waybill) {
  return "#" + std::to_string(model::EncodeWaybill(waybill).value());
}

// What came out besides the rows.
inline void Tell(const RowTotals& totals, const ReadPlan& plan, Read& read) {
  for (const Issue& issue : totals.issues.Listed()) {
    read.issues.push_back(std::to_string(issue.row) + " " + std::string(IdOf(issue.id)) + " " +
                          (issue.column == kNoColumn ? "-" : plan.headers[issue.column]) + " " + issue.value);
  }
  for (uint16_t i = 0; i < static_cast<uint16_t>(ErrorId::kCount); ++i) {
    const auto id = static_cast<ErrorId>(i);
    if (totals.issues.count(id) > 0) read.counts[std::string(IdOf(id))] = totals.issues.count(id);
  }
  read.rows_in = totals.rows_in;
  read.rows_used = totals.rows_used;
  read.excluded = totals.issues.excluded();
  read.amount_read_minor = totals.amount_read_minor;
  read.amount_used_minor = totals.amount_used_minor;
  EXPECT_EQ(read.rows.size(), read.rows_used);
  if (read.failure.empty()) {
    EXPECT_EQ(read.rows_in, read.rows_used + read.excluded) << "in = used + excluded";
  }
}

inline std::string FailureOf(const Error& error) {
  return std::string(IdOf(error.id)) + " " + std::to_string(error.place.row) + " " + error.place.column;
}

// Each piece in memory of its own, so that a sanitizer sees a read beside it.
class PieceAlone {
 public:
  explicit PieceAlone(std::string_view piece) : bytes_(std::make_unique<char[]>(piece.size())), size_(piece.size()) {
    std::copy(piece.begin(), piece.end(), bytes_.get());
  }
  [[nodiscard]] std::string_view view() const { return {bytes_.get(), size_}; }

 private:
  std::unique_ptr<char[]> bytes_;
  size_t size_;
};

inline Read ReadFile(const ReadPlan& plan, std::string_view bytes, size_t piece_bytes = SIZE_MAX) {
  Read read;
  ImportPools pools;
  WantedFields wanted;
  wanted.set();
  RowReader reader(plan, pools, wanted, [&](const EventBatch& batch) {
    EXPECT_GT(batch.rows, 0u);
    EXPECT_LE(batch.rows, model::kBatchRowsMax);
    EXPECT_EQ(batch.dataset, plan.dataset);
    for (uint32_t row = 0; row < batch.rows; ++row) read.rows.push_back(Show(batch, pools, row));
  });
  const auto ended = [&](const Status& status) {
    if (!status) read.failure = FailureOf(status.error());
    return !status;
  };
  bool failed = false;
  for (size_t at = 0; at < bytes.size() && !failed; at += std::min(piece_bytes, bytes.size()))
    failed = ended(reader.Feed(PieceAlone(bytes.substr(at, piece_bytes)).view()));
  if (!failed) ended(reader.Finish());
  Tell(reader.totals(), plan, read);
  return read;
}

// The same by several readers, each with every so-many-th part of the file, as a host with workers does it: as many
// parts are read at a time as there are readers, and all that were read ahead are thrown away when one does not fit.
struct Parted {
  Read read;
  size_t thrown_away = 0;
};
inline Parted ReadInParts(const ReadPlan& plan, std::string_view bytes, size_t readers, size_t part_bytes,
                          PartOptions options = {}) {
  Parted parted;
  Read& read = parted.read;
  ImportPools pools;
  WantedFields wanted;
  wanted.set();
  RowReader whole(plan, pools, wanted, [](const EventBatch&) {});
  PartTaker taker(plan, pools, whole, [&](const EventBatch& batch) {
    EXPECT_EQ(batch.dataset, plan.dataset);
    for (uint32_t row = 0; row < batch.rows; ++row) read.rows.push_back(Show(batch, pools, row));
  });
  std::vector<std::unique_ptr<PartReader>> workers;
  for (size_t i = 0; i < readers; ++i)
    workers.push_back(std::make_unique<PartReader>(static_cast<uint32_t>(i), plan, bytes.size(), wanted, options));
  const auto message_of = [&](PartReader& worker, const PartWish& wish) {
    const size_t piece_bytes = part_bytes / 2 + 1;
    for (uint64_t at = worker.Begin(wish); at < bytes.size();
         at += std::min<uint64_t>(piece_bytes, bytes.size() - at)) {
      if (worker.Feed(PieceAlone(bytes.substr(static_cast<size_t>(at), piece_bytes)).view()) == Feeding::kEnough) break;
    }
    return std::string(worker.Finish());
  };
  std::vector<bool> anew(readers, false);
  std::optional<std::string> carry;  // of a part that is read again
  const size_t parts = std::max<size_t>(1, (bytes.size() + part_bytes - 1) / part_bytes);
  for (size_t part = 0; part < parts;) {
    std::vector<std::string> messages;
    for (size_t i = 0; i < readers && part + i < parts; ++i) {
      PartWish wish;
      wish.from = uint64_t{part + i} * part_bytes;
      wish.to = std::min<uint64_t>(bytes.size(), uint64_t{part + i + 1} * part_bytes);
      wish.anew = anew[i];
      anew[i] = false;
      if (i == 0 && carry) {
        wish.start = PartWish::Start::kExact;
        wish.from = taker.next();
        wish.carry = *carry;
      }
      messages.push_back(message_of(*workers[i], wish));
    }
    carry.reset();
    for (const std::string& message : messages) {
      const Result<bool> taken = taker.Take(message);
      if (!taken) {
        read.failure = FailureOf(taken.error());
        Tell(taker.totals(), plan, read);
        return parted;
      }
      if (!*taken) {
        ++parted.thrown_away;
        carry = taker.carry();
        anew.assign(readers, true);
        break;
      }
      ++part;
    }
  }
  taker.Finish();
  EXPECT_EQ(taker.next(), bytes.size());
  Tell(taker.totals(), plan, read);
  return parted;
}

// One a line, so that a difference is shown line by line.
inline std::string Joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

inline constexpr size_t kPieces[] = {1, 7, 65536, SIZE_MAX};
inline constexpr size_t kLargeBytes = 2000;  // too many parts of a byte

// Reads the file in pieces and in parts of every size and expects the same; returns what was read.
inline Read ReadInAllPieces(const ReadPlan& plan, std::string_view bytes) {
  const Read whole = ReadFile(plan, bytes);
  for (const size_t piece : kPieces) {
    const Read read = ReadFile(plan, bytes, piece);
    EXPECT_EQ(read.rows, whole.rows) << "pieces of " << piece;
    EXPECT_EQ(read.issues, whole.issues) << "pieces of " << piece;
    EXPECT_TRUE(read == whole) << "pieces of " << piece;
  }
  if (!RowReader::CanBeParted(plan)) return whole;
  const bool is_large = bytes.size() > kLargeBytes;
  for (const size_t readers : {1, 2, 3, 8}) {
    for (const size_t part : is_large ? std::vector<size_t>{bytes.size() / 5 + 1} : std::vector<size_t>{1, 7, 100}) {
      for (const PartOptions options : {PartOptions{}, PartOptions{16, 16}, PartOptions{100, 40, 1}}) {
        const Read read = ReadInParts(plan, bytes, readers, part, options).read;
        const std::string how = std::to_string(readers) + " readers, parts of " + std::to_string(part) +
                                ", a look of " + std::to_string(options.above_bytes);
        if (whole.failure.empty()) {
          EXPECT_EQ(read.rows, whole.rows) << how;
          EXPECT_EQ(read.issues, whole.issues) << how;
          EXPECT_TRUE(read == whole) << how;
        } else {
          EXPECT_EQ(read.failure, whole.failure) << how;
        }
      }
    }
  }
  return whole;
}

struct Column {
  const char* header;
  FieldId field;
};

inline ReadPlan PlanOf(DatasetId dataset, std::initializer_list<Column> columns) {
  ReadPlan plan;
  plan.dataset = dataset;
  for (const Column& column : columns) {
    plan.fields.push_back({static_cast<uint32_t>(plan.headers.size()), column.field});
    plan.headers.emplace_back(column.header);
  }
  return plan;
}

}  // namespace loyalane::ingest
