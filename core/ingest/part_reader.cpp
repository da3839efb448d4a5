#include "ingest/part_reader.h"

#include <algorithm>

#include "ingest/part_message.h"
#include "ingest/record_start.h"

namespace loyalane::ingest {
namespace {

constexpr uint64_t kNowhere = UINT64_MAX;

void TellTexts(const table::TextPool& pool, table::TextId& told, ByteRecordWriter& out) {
  out.Put(pool.size() - told);
  for (; told < pool.size(); ++told) out.PutText(pool[told]);
}

}  // namespace

PartReader::PartReader(uint32_t number, const ReadPlan& plan, uint64_t file_bytes, const WantedFields& wanted,
                       PartOptions options)
    : number_(number), plan_(plan), file_bytes_(file_bytes), wanted_(wanted), options_(options) {
  Renew();
}

void PartReader::Renew() {
  rows_.reset();
  pools_ = std::make_unique<ImportPools>();
  rows_ = std::make_unique<RowReader>(plan_, *pools_, wanted_, [this](const model::EventBatch& batch) { Add(batch); });
  fields_ = rows_->fields();
  customers_told_ = texts_told_ = waybills_told_ = 0;
  anew_ = true;
}

uint64_t PartReader::Begin(const PartWish& wish) {
  const bool is_full = pools_->customers.size() > options_.customers_max && wish.start != PartWish::Start::kFollow;
  if (wish.anew || is_full) Renew();
  failed_.reset();
  message_.clear();
  head_.clear();
  to_ = wish.to;
  phase_ = Phase::kReading;
  if (wish.start == PartWish::Start::kFollow) {
    start_ = end_;
    rows_->BeginPart(RowReader::PartStart::kFollow);
  } else if (wish.start == PartWish::Start::kExact) {
    start_ = wish.from;
    rows_->BeginPart(RowReader::PartStart::kInside);
    rows_->SetCarry(wish.carry);
  } else if (wish.from == 0) {
    start_ = 0;
    to_ = std::max<uint64_t>(to_, plan_.bom_bytes + 1);  // a mark is no record
    rows_->BeginPart(RowReader::PartStart::kFileStart);
  } else {
    phase_ = Phase::kSeeking;
    start_ = kNowhere;
    begin_ = at_ = wish.from - std::min<uint64_t>(wish.from, options_.above_bytes);
    from_in_head_ = static_cast<size_t>(wish.from - begin_);
    head_wanted_ = from_in_head_ + options_.behind_bytes;
  }
  end_ = start_;
  if (phase_ == Phase::kReading) {
    begin_ = at_ = start_;
    carry_in_ = rows_->Carry();
    if (start_ >= to_) phase_ = Phase::kWhole;
  }
  return begin_;
}

Feeding PartReader::Feed(std::string_view bytes) {
  while (phase_ == Phase::kSeeking) {
    const size_t taken = std::min(bytes.size(), head_wanted_ - std::min(head_wanted_, head_.size()));
    head_.append(bytes.substr(0, taken));
    at_ += taken;
    bytes.remove_prefix(taken);
    if (head_.size() < head_wanted_ && at_ < file_bytes_) return Feeding::kMore;
    if (!Settle()) head_wanted_ *= 2;
  }
  if (phase_ == Phase::kReading) Read(bytes);
  return phase_ == Phase::kWhole ? Feeding::kEnough : Feeding::kMore;
}

bool PartReader::Settle() {
  const Dialect dialect{plan_.delimiter, plan_.encoding};
  const bool at_end = at_ == file_bytes_;
  const std::optional<RecordStart> found =
      begin_ == 0
          ? FindRecordStart(dialect, std::string_view(head_).substr(plan_.bom_bytes),
                            from_in_head_ - std::min<size_t>(from_in_head_, plan_.bom_bytes), at_end)
          : GuessRecordStart(dialect, head_, from_in_head_, static_cast<uint32_t>(plan_.headers.size()), at_end);
  if (!found) {
    if (head_.size() <= from_in_head_ + kRowBytesMax && !at_end) return false;
    Fail(Error(ErrorId::kRowTooLong).With("limit", std::to_string(kRowBytesMax)));
    return true;
  }
  const size_t skipped = begin_ == 0 ? plan_.bom_bytes : 0;
  const size_t first = begin_ == 0 ? 0 : found->first;
  const size_t wanted = found->wanted + skipped;
  const std::string_view head = head_;
  const Status above = rows_->ReadAbove(head.substr(first, wanted - std::min(first, wanted)), begin_ == 0);
  if (!above) {
    Fail(above.error());
    return true;
  }
  start_ = end_ = begin_ + wanted;
  carry_in_ = rows_->Carry();
  phase_ = start_ >= to_ ? Phase::kWhole : Phase::kReading;
  if (phase_ == Phase::kReading) {
    at_ = start_;
    Read(head.substr(wanted));
  }
  return true;
}

void PartReader::Read(std::string_view bytes) {
  const auto inside = static_cast<size_t>(std::min<uint64_t>(bytes.size(), to_ - std::min(to_, at_)));
  if (inside > 0) {
    const Status fed = rows_->Feed(bytes.substr(0, inside));
    if (!fed) return Fail(fed.error());
    at_ += inside;
    bytes.remove_prefix(inside);
  }
  if (at_ < to_ || at_ == file_bytes_) return;
  if (rows_->at_record_start()) {
    end_ = at_;
    phase_ = Phase::kWhole;
    return;
  }
  if (bytes.empty()) return;
  const Result<RowReader::RecordEnd> fed = rows_->FeedRecordEnd(bytes);
  if (!fed) return Fail(fed.error());
  at_ += fed->taken;
  if (!fed->ended) return;
  end_ = at_;
  phase_ = Phase::kWhole;
}

void PartReader::Fail(const Error& error) {
  failed_ = error;
  phase_ = Phase::kWhole;
}

void PartReader::Add(const model::EventBatch& batch) {
  ByteRecordWriter out(message_);
  out.Put(batch.rows);
  PutBatch(batch, fields_, message_);
}

std::string_view PartReader::Finish() {
  if (phase_ == Phase::kSeeking) {
    // The file ended before what was looked for.
    while (!Settle()) head_wanted_ *= 2;
  }
  if (phase_ == Phase::kReading) {
    const Status ended = rows_->FinishPart();
    if (!ended) Fail(ended.error());
    end_ = at_;
    phase_ = Phase::kWhole;
  }
  // Behind the batches, which are most of the message and so need not be copied.
  const uint64_t batches_bytes = message_.size();
  ByteRecordWriter out(message_);
  out.Put(number_);
  out.PutFlag(anew_);
  out.Put(start_);
  out.Put(end_);
  out.Put(rows_->records());
  out.PutText(carry_in_);
  out.PutText(rows_->Carry());
  out.PutFlag(failed_.has_value());
  if (failed_) PutError(*failed_, message_);
  PutTotals(rows_->totals(), message_);
  TellTexts(pools_->customers, customers_told_, out);
  TellTexts(pools_->texts, texts_told_, out);
  TellTexts(pools_->waybills, waybills_told_, out);
  out.Put(batches_bytes);
  anew_ = false;
  return message_;
}

}  // namespace loyalane::ingest
