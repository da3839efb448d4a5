#include "ingest/part_taker.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <span>

#include "ingest/lost_zeros.h"
#include "ingest/part_message.h"
#include "model/waybill_key.h"

namespace loyalane::ingest {
namespace {

using model::FieldId;
using model::FieldType;
using model::kNull;
using table::TextId;

// A host starts fewer.
constexpr uint32_t kReadersMax = 1024;

// `anew`: what the reader told before is void.
bool LearnTexts(ByteRecord& in, bool anew, table::TextPool& pool, std::vector<TextId>& numbers) {
  constexpr size_t kTextsAtOnce = 1024;
  if (anew) numbers.clear();
  auto left = in.Take<uint32_t>();
  std::array<std::string_view, kTextsAtOnce> texts;
  while (left > 0) {
    const auto count = static_cast<uint32_t>(std::min<size_t>(left, kTextsAtOnce));
    for (uint32_t i = 0; i < count; ++i) texts[i] = in.TakeText();
    if (!in.ok()) return false;
    const size_t known = numbers.size();
    numbers.resize(known + count);
    pool.AddMany(std::span(texts).first(count), numbers.data() + known);
    left -= count;
  }
  return in.ok();
}

// False where a number is none that was told.
bool RenumberColumn(const std::vector<TextId>& numbers, uint32_t rows, int64_t base, int64_t* column) {
  for (uint32_t row = 0; row < rows; ++row) {
    if (column[row] == kNull || column[row] < base) continue;
    const auto number = static_cast<uint64_t>(column[row] - base);
    if (number >= numbers.size()) return false;
    column[row] = base + numbers[number];
  }
  return true;
}

}  // namespace

PartTaker::PartTaker(const ReadPlan& plan, ImportPools& pools, const RowReader& rows, BatchSink sink)
    : plan_(plan),
      pools_(pools),
      sink_(std::move(sink)),
      customers_before_(pools.customers.size()),
      fields_(rows.fields()),
      carry_(rows.Carry()) {
  batch_.dataset = plan.dataset;
  batch_.customers = &pools.customers;
  batch_.texts = &pools.texts;
  batch_.customer.resize(model::kBatchRowsMax);
  batch_.source_row.resize(model::kBatchRowsMax);
  for (const FieldId field : fields_) {
    batch_.present[static_cast<size_t>(field)] = true;
    batch_.columns[static_cast<size_t>(field)].resize(model::kBatchRowsMax);
  }
}

bool PartTaker::Renumber(const Texts& texts) {
  for (uint32_t row = 0; row < batch_.rows; ++row) {
    TextId& customer = batch_.customer[row];
    if (customer == table::kNoText) continue;
    if (customer >= texts.customers.size()) return false;
    customer = texts.customers[customer];
  }
  for (uint32_t row = 0; row < batch_.rows; ++row) batch_.source_row[row] += records_;
  for (const FieldId field : fields_) {
    int64_t* column = batch_.columns[static_cast<size_t>(field)].data();
    const FieldType type = model::FieldOf(field).type;
    if (type == FieldType::kWaybill) {
      if (!RenumberColumn(texts.waybills, batch_.rows, static_cast<int64_t>(model::kWaybillKeySide), column))
        return false;
    } else if (type == FieldType::kText || type == FieldType::kPhone || type == FieldType::kKey) {
      if (!RenumberColumn(texts.texts, batch_.rows, 0, column)) return false;
    }
  }
  return true;
}

Result<bool> PartTaker::Take(std::string_view message) {
  const Error broken = Error(ErrorId::kJsonSyntax).With("detail", "part");
  uint64_t batches_bytes = 0;
  if (message.size() < sizeof batches_bytes) return broken;
  const size_t told_bytes = message.size() - sizeof batches_bytes;
  std::memcpy(&batches_bytes, message.data() + told_bytes, sizeof batches_bytes);
  if (batches_bytes > told_bytes) return broken;
  ByteRecord in(message.substr(0, told_bytes).substr(static_cast<size_t>(batches_bytes)));
  const auto reader = in.Take<uint32_t>();
  const auto anew = in.TakeFlag();
  const auto start = in.Take<uint64_t>();
  const auto end = in.Take<uint64_t>();
  const auto records = in.Take<uint64_t>();
  const std::string_view carry_in = in.TakeText();
  const std::string_view carry_out = in.TakeText();
  if (!in.ok() || reader >= kReadersMax) return broken;
  if (start != next_ || carry_in != carry_) return false;
  if (in.TakeFlag()) {
    Error error = TakeError(in);
    if (!in.ok() || error.id >= ErrorId::kCount) return broken;
    if (error.place.row > 0) error.place.row += records_;
    return error;
  }
  TakeTotals(in, records_, totals_);
  if (reader >= readers_.size()) readers_.resize(reader + 1);
  Texts& texts = readers_[reader];
  if (!LearnTexts(in, anew, pools_.customers, texts.customers) || !LearnTexts(in, anew, pools_.texts, texts.texts) ||
      !LearnTexts(in, anew, pools_.waybills, texts.waybills))
    return broken;
  if (!in.at_end()) return broken;
  ByteRecord batches(message.substr(0, static_cast<size_t>(batches_bytes)));
  while (!batches.at_end()) {
    batch_.rows = batches.Take<uint32_t>();
    if (batch_.rows > model::kBatchRowsMax || !TakeBatch(batches, fields_, batch_) || !Renumber(texts)) return broken;
    sink_(batch_);
  }
  next_ = end;
  records_ += records;
  carry_ = carry_out;
  return true;
}

void PartTaker::Finish() {
  const std::optional<uint32_t> key = plan_.ColumnOf(plan_.customer_key);
  if (key && plan_.customer_key != FieldId::kCustomerName && model::FieldOf(plan_.customer_key).type == FieldType::kKey)
    NoteLostZeros(pools_.customers, customers_before_, *key, totals_.issues);
}

}  // namespace loyalane::ingest
