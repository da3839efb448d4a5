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
    if (status.ok()) return false;
    const Error& error = status.error();
    read.failure = std::string(IdOf(error.id)) + " " + std::to_string(error.place.row) + " " + error.place.column;
    return true;
  };
  bool failed = false;
  for (size_t at = 0; at < bytes.size() && !failed; at += std::min(piece_bytes, bytes.size())) {
    // Each piece in memory of its own, so that a sanitizer sees a read beside it.
    const std::string_view piece = bytes.substr(at, piece_bytes);
    const auto alone = std::make_unique<char[]>(piece.size());
    std::copy(piece.begin(), piece.end(), alone.get());
    failed = ended(reader.Feed({alone.get(), piece.size()}));
  }
  if (!failed) ended(reader.Finish());
  for (const Issue& issue : reader.issues().Listed()) {
    read.issues.push_back(std::to_string(issue.row) + " " + std::string(IdOf(issue.id)) + " " +
                          (issue.column == kNoColumn ? "-" : plan.headers[issue.column]) + " " + issue.value);
  }
  for (uint16_t i = 0; i < static_cast<uint16_t>(ErrorId::kCount); ++i) {
    const auto id = static_cast<ErrorId>(i);
    if (reader.issues().count(id) > 0) read.counts[std::string(IdOf(id))] = reader.issues().count(id);
  }
  read.rows_in = reader.rows_in();
  read.rows_used = reader.rows_used();
  read.excluded = reader.issues().excluded();
  read.amount_read_minor = reader.amount_read_minor();
  read.amount_used_minor = reader.amount_used_minor();
  EXPECT_EQ(read.rows.size(), read.rows_used);
  if (read.failure.empty()) {
    EXPECT_EQ(read.rows_in, read.rows_used + read.excluded) << "in = used + excluded";
  }
  return read;
}

// One a line, so that a difference is shown line by line.
inline std::string Joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

inline constexpr size_t kPieces[] = {1, 7, 65536, SIZE_MAX};

// Reads the file in pieces of every size and expects the same; returns what was read.
inline Read ReadInAllPieces(const ReadPlan& plan, std::string_view bytes) {
  const Read whole = ReadFile(plan, bytes);
  for (const size_t piece : kPieces) {
    const Read read = ReadFile(plan, bytes, piece);
    EXPECT_EQ(read.rows, whole.rows) << "pieces of " << piece;
    EXPECT_EQ(read.issues, whole.issues) << "pieces of " << piece;
    EXPECT_TRUE(read == whole) << "pieces of " << piece;
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
