#include "ingest/part_message.h"

#include <algorithm>
#include <array>

namespace loyalane::ingest {
namespace {

using model::kBatchRowsMax;
using model::kNull;

// A column of `rows` numbers: how many bytes each takes (0: all are the same; 8: they stand as they are), the smallest,
// and the distances from it; where some are null, these are 0 and all others one more.
constexpr uint8_t kHasNulls = 0x80;

template <typename Code>
void PutCodes(const int64_t* values, uint32_t rows, int64_t smallest, bool has_nulls, std::string& out) {
  const size_t at = out.size();
  out.resize(at + rows * sizeof(Code));
  char* codes = out.data() + at;
  for (uint32_t row = 0; row < rows; ++row) {
    const uint64_t distance =
        static_cast<uint64_t>(values[row]) - static_cast<uint64_t>(smallest) + (has_nulls ? 1 : 0);
    const auto code = static_cast<Code>(values[row] == kNull ? 0 : distance);
    std::memcpy(codes + row * sizeof code, &code, sizeof code);
  }
}

template <typename Code>
void TakeCodes(const char* bytes, uint32_t rows, int64_t smallest, bool has_nulls, int64_t* values) {
  const int64_t base = smallest - (has_nulls ? 1 : 0);
  for (uint32_t row = 0; row < rows; ++row) {
    Code code;
    std::memcpy(&code, bytes + row * sizeof code, sizeof code);
    values[row] = base + static_cast<int64_t>(code);
  }
  if (!has_nulls) return;
  for (uint32_t row = 0; row < rows; ++row) {
    if (values[row] == base) values[row] = kNull;
  }
}

void PutColumn(const int64_t* values, uint32_t rows, std::string& out) {
  int64_t smallest = INT64_MAX;
  int64_t largest = kNull;
  bool has_nulls = false;
  for (uint32_t row = 0; row < rows; ++row) {
    has_nulls |= values[row] == kNull;
    smallest = std::min(smallest, values[row] == kNull ? INT64_MAX : values[row]);
    largest = std::max(largest, values[row]);
  }
  ByteRecordWriter put(out);
  if (largest == kNull) smallest = largest = 0;  // nothing but nulls
  const uint64_t range = static_cast<uint64_t>(largest) - static_cast<uint64_t>(smallest);
  const uint8_t mark = has_nulls ? kHasNulls : 0;
  if (range == 0 && !has_nulls) {
    put.Put(uint8_t{0});
    put.Put(smallest);
  } else if (range < UINT8_MAX) {
    put.Put(static_cast<uint8_t>(mark | 1));
    put.Put(smallest);
    PutCodes<uint8_t>(values, rows, smallest, has_nulls, out);
  } else if (range < UINT16_MAX) {
    put.Put(static_cast<uint8_t>(mark | 2));
    put.Put(smallest);
    PutCodes<uint16_t>(values, rows, smallest, has_nulls, out);
  } else if (range < UINT32_MAX) {
    put.Put(static_cast<uint8_t>(mark | 4));
    put.Put(smallest);
    PutCodes<uint32_t>(values, rows, smallest, has_nulls, out);
  } else {
    put.Put(uint8_t{8});
    put.Put(smallest);
    out.append(reinterpret_cast<const char*>(values), rows * sizeof(int64_t));
  }
}

bool TakeColumn(ByteRecord& in, uint32_t rows, int64_t* values) {
  const auto form = in.Take<uint8_t>();
  const auto smallest = in.Take<int64_t>();
  const bool has_nulls = (form & kHasNulls) != 0;
  const uint8_t width = form & 0x0F;
  const std::string_view codes = in.TakeBytes(size_t{width} * rows);
  if (!in.ok()) return false;
  switch (width) {
    case 0:
      std::fill_n(values, rows, smallest);
      break;
    case 1:
      TakeCodes<uint8_t>(codes.data(), rows, smallest, has_nulls, values);
      break;
    case 2:
      TakeCodes<uint16_t>(codes.data(), rows, smallest, has_nulls, values);
      break;
    case 4:
      TakeCodes<uint32_t>(codes.data(), rows, smallest, has_nulls, values);
      break;
    default:
      std::memcpy(values, codes.data(), codes.size());
  }
  return true;
}

}  // namespace

void PutError(const Error& error, std::string& out) {
  ByteRecordWriter put(out);
  put.Put(error.id);
  put.Put(error.place.row);
  put.PutText(error.place.column);
  put.Put(static_cast<uint32_t>(error.params.size()));
  for (const auto& [name, value] : error.params) {
    put.PutText(name);
    put.PutText(value);
  }
}

Error TakeError(ByteRecord& in) {
  Error error(in.Take<ErrorId>());
  error.place.row = in.Take<uint64_t>();
  error.place.column = in.TakeText();
  const auto params = in.Take<uint32_t>();
  for (uint32_t i = 0; i < params && in.ok(); ++i) {
    std::string name(in.TakeText());
    error.With(std::move(name), std::string(in.TakeText()));
  }
  return error;
}

void PutTotals(const RowTotals& totals, std::string& out) {
  ByteRecordWriter put(out);
  put.Put(totals.rows_in);
  put.Put(totals.rows_used);
  put.Put(totals.amount_read_minor);
  put.Put(totals.amount_used_minor);
  put.Put(static_cast<uint32_t>(totals.issues.found().size()));
  for (const Issue& issue : totals.issues.found()) {
    put.Put(issue.id);
    put.Put(issue.row);
    put.Put(issue.column);
    put.PutText(issue.value);
  }
  for (size_t id = 0; id < static_cast<size_t>(ErrorId::kCount); ++id) {
    const uint64_t count = totals.issues.count(static_cast<ErrorId>(id));
    if (count == 0) continue;
    put.Put(static_cast<uint16_t>(id));
    put.Put(count);
  }
  put.Put(static_cast<uint16_t>(ErrorId::kCount));
}

void TakeTotals(ByteRecord& in, uint64_t rows_before, RowTotals& totals) {
  totals.rows_in += in.Take<uint64_t>();
  totals.rows_used += in.Take<uint64_t>();
  totals.amount_read_minor += in.Take<int64_t>();
  totals.amount_used_minor += in.Take<int64_t>();
  const auto issues = in.Take<uint32_t>();
  for (uint32_t i = 0; i < issues && in.ok(); ++i) {
    const auto id = in.Take<ErrorId>();
    const auto row = in.Take<uint64_t>();
    const auto column = in.Take<uint32_t>();
    const std::string_view value = in.TakeText();
    if (id < ErrorId::kCount) totals.issues.List(id, rows_before + row, column, value);
  }
  while (in.ok()) {
    const auto id = in.Take<uint16_t>();
    if (id >= static_cast<uint16_t>(ErrorId::kCount)) break;
    totals.issues.Count(static_cast<ErrorId>(id), in.Take<uint64_t>());
  }
}

void PutBatch(const model::EventBatch& batch, const std::vector<model::FieldId>& fields, std::string& out) {
  std::array<int64_t, kBatchRowsMax> numbers;
  for (uint32_t row = 0; row < batch.rows; ++row) {
    numbers[row] = batch.customer[row] == table::kNoText ? kNull : static_cast<int64_t>(batch.customer[row]);
  }
  PutColumn(numbers.data(), batch.rows, out);
  for (uint32_t row = 0; row < batch.rows; ++row) numbers[row] = static_cast<int64_t>(batch.source_row[row]);
  PutColumn(numbers.data(), batch.rows, out);
  for (const model::FieldId field : fields) PutColumn(batch.Column(field), batch.rows, out);
}

bool TakeBatch(ByteRecord& in, const std::vector<model::FieldId>& fields, model::EventBatch& batch) {
  std::array<int64_t, kBatchRowsMax> numbers;
  if (!TakeColumn(in, batch.rows, numbers.data())) return false;
  for (uint32_t row = 0; row < batch.rows; ++row)
    batch.customer[row] = numbers[row] == kNull ? table::kNoText : static_cast<table::TextId>(numbers[row]);
  if (!TakeColumn(in, batch.rows, numbers.data())) return false;
  for (uint32_t row = 0; row < batch.rows; ++row) batch.source_row[row] = static_cast<uint64_t>(numbers[row]);
  return std::all_of(fields.begin(), fields.end(), [&in, &batch](model::FieldId field) {
    return TakeColumn(in, batch.rows, batch.columns[static_cast<size_t>(field)].data());
  });
}

}  // namespace loyalane::ingest
