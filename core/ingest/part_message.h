// The pieces of a message from a PartReader to a PartTaker, which are of one build.
#pragma once

#include <string>
#include <vector>

#include "base/error.h"
#include "ingest/byte_record.h"
#include "ingest/row_reader.h"
#include "model/event_batch.h"

namespace loyalane::ingest {

void PutError(const Error& error, std::string& out);
[[nodiscard]] Error TakeError(ByteRecord& in);

void PutTotals(const RowTotals& totals, std::string& out);
// Adds what a part counted; its rows are numbered from `rows_before` on.
void TakeTotals(ByteRecord& in, uint64_t rows_before, RowTotals& totals);

// Columns of numbers as their distance from the smallest, in as few bytes as the largest takes.
void PutBatch(const model::EventBatch& batch, const std::vector<model::FieldId>& fields, std::string& out);
// `batch.rows` rows; false: the bytes are not whole.
[[nodiscard]] bool TakeBatch(ByteRecord& in, const std::vector<model::FieldId>& fields, model::EventBatch& batch);

}  // namespace loyalane::ingest
