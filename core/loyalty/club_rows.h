// ClubRows: what the files of the loyalty club say, as plain rows, with members and customers brought together.
//
//   ClubReader reader;
//   for each file:  reader.BeginFile(number, keyed_by_member);  reader.Add(batch) ...  (shipments: AddShipments)
//   ClubReader::Outcome outcome = std::move(reader).Finish(customers, texts, stands_for);
//
// Rows come in the order of the files and of their rows. Customers are numbers of the import's pool of customer keys
// (EventBatch::customer), texts numbers of its pool of texts; kNoText = the cell is empty. Amounts are minor units as
// the file has them, but those of shipments, which have been settled (workspace/row_settlement.h).
//
// A file may name the member instead of the customer (points, participations, redemptions, the referrer). Which
// customer a member number means is told by the members and the customers files, wherever they come in the order
// (MemberBook); a number that neither knows stays a customer of its own and is told.
// Definitions: docs/datasets.md, "What the club reads". Problems: LOYALTY-401 unknown member, 402 a member number of
// two customers, 403 a word or month not understood, 404 a member listed again, 405 a document number again (the row is
// left out).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "base/money.h"
#include "loyalty/merchants.h"
#include "model/event_batch.h"
#include "model/status.h"
#include "model/waybill_key.h"
#include "table/text_pool.h"

namespace loyalane::loyalty {

// For drill-down: record `row` (1-based) of the import's file `file` (0-based).
struct RowPlace {
  uint64_t row = 0;
  uint32_t file = 0;
};

struct MemberRow {
  // S2-6. kNotSaid: the cell is empty or not understood.
  enum class State : uint8_t { kNotSaid, kApplied, kApproved, kCardIssued, kActive, kSuspended, kExited };
  enum class Answer : uint8_t { kNotSaid, kNo, kYes };
  uint32_t customer = table::kNoText;
  State state = State::kNotSaid;
  Answer form_complete = Answer::kNotSaid;
  table::TextId member_no = table::kNoText;
  table::TextId name = table::kNoText;
  table::TextId member_class = table::kNoText;  // 业主, 非业主, or any other word
  table::TextId credit_code = table::kNoText;
  table::TextId mobile = table::kNoText;
  table::TextId consent = table::kNoText;
  table::TextId birthday_calendar = table::kNoText;
  table::TextId representative = table::kNoText;  // a name, or yes or no
  int64_t birthday = model::kNull;                // model::Birthday::packed()
  std::optional<Day> applied, approved, card_issued, exited;
  RowPlace place;
};

struct PaymentRow {
  uint32_t customer = table::kNoText;
  table::TextId period = table::kNoText;  // as written
  std::optional<Day> month;               // its first day, where `period` is a month
  table::TextId document_no = table::kNoText;
  table::TextId currency = table::kNoText;
  Money due;
  std::optional<Day> paid_on;  // nothing: not paid
  std::optional<Money> paid;
  std::optional<Day> refunded_on;
  std::optional<Money> refunded;
  RowPlace place;
};

struct ParticipationRow {
  enum class Kind : uint8_t { kOther, kEvent, kSubmission };
  // Whether he came, or the piece was accepted.
  enum class Result : uint8_t { kNotSaid, kNo, kYes };
  uint32_t customer = table::kNoText;
  Day on;
  Kind kind = Kind::kOther;
  Result result = Result::kNotSaid;
  table::TextId title = table::kNoText;
  table::TextId source_no = table::kNoText;
  std::optional<int64_t> points;  // awarded by hand
  RowPlace place;
};

struct RedemptionRow {
  enum class Kind : uint8_t { kNotSaid, kVoucher, kGift, kMerchant };
  uint32_t customer = table::kNoText;
  Day on;
  Kind kind = Kind::kNotSaid;
  table::TextId document_no = table::kNoText;  // no two rows have the same
  table::TextId sku = table::kNoText;
  table::TextId reward = table::kNoText;
  int64_t points = 0;                      // spent; positive
  int64_t quantity_micro = model::kMicro;  // one where the file does not say
  std::optional<Day> reversed_on;
  RowPlace place;
};

struct GiftRow {
  table::TextId sku = table::kNoText;
  table::TextId name = table::kNoText;
  int64_t price_points = 0;
  int64_t on_hand_micro = 0;
  std::optional<Money> unit_cost;
  RowPlace place;
};

// A merchant of the alliance, and perhaps one of its offers.
struct MerchantRow {
  table::TextId number = table::kNoText;
  table::TextId name = table::kNoText;
  table::TextId area = table::kNoText;
  table::TextId contact = table::kNoText;
  table::TextId categories = table::kNoText;  // as written: several parted by 、 or commas
  std::optional<AllianceMode> mode;
  std::optional<Money> price_per_1000;
  table::TextId offer = table::kNoText;  // its number
  table::TextId offer_text = table::kNoText;
  std::optional<Day> from, to;
  RowPlace place;
};

struct PointsRow {
  uint32_t customer = table::kNoText;
  Day on;
  int64_t delta = 0;
  table::TextId type = table::kNoText;
  table::TextId related_no = table::kNoText;
  std::optional<Day> expires_on;
  std::optional<int64_t> balance;
  RowPlace place;
};

struct ReferralRow {
  uint32_t referrer = table::kNoText;
  uint32_t referee = table::kNoText;            // kNoText: no file has a customer or a member of that name
  table::TextId referee_text = table::kNoText;  // as written
  table::TextId referee_mobile = table::kNoText;
  table::TextId referee_credit_code = table::kNoText;
  table::TextId choice = table::kNoText;
  std::optional<Day> claimed_on, paid_on, refunded_on;
  std::optional<Money> paid, refunded;
  RowPlace place;
};

// A line of a shipments file that counts: a waybill may have several.
struct ShipmentRow {
  model::WaybillKey waybill = kNoWaybill;
  int64_t amount_minor = 0;
  int64_t tax_minor = model::kNull;  // the part of the amount that is tax; kNull = not known
  Day on;
  uint32_t customer = table::kNoText;
  table::TextId product = table::kNoText;
  table::TextId pay_method = table::kNoText;
  uint32_t row = 0;  // of `file`
  uint32_t file : 24;
  uint32_t status_bits : 8;

  static constexpr model::WaybillKey kNoWaybill = UINT64_MAX;  // the file has no number here
  [[nodiscard]] model::ShipmentStatus status() const { return static_cast<model::ShipmentStatus>(status_bits); }
};
static_assert(sizeof(ShipmentRow) <= 48, "ten million rows are to fit beside everything else");

struct ChargeRow {
  uint32_t customer = table::kNoText;  // kNoText: told apart by the waybill alone
  model::WaybillKey waybill = ShipmentRow::kNoWaybill;
  std::optional<Day> on;
  Money amount;
  table::TextId kind = table::kNoText;
  RowPlace place;
};

// Member number -> customer, and who is a member at all.
class MemberBook {
 public:
  enum class Learnt : uint8_t { kNew, kKnown, kOtherCustomer };
  // The first customer of a number keeps it.
  Learnt Learn(std::string_view member_no, uint32_t customer);
  void LearnMember(uint32_t customer);
  // kNoText: no such number.
  [[nodiscard]] uint32_t CustomerOf(std::string_view member_no) const;
  [[nodiscard]] bool IsMember(uint32_t customer) const { return customer < members_.size() && members_[customer] != 0; }
  [[nodiscard]] bool empty() const { return numbers_.size() == 0 && members_.empty(); }

 private:
  table::TextPool numbers_;
  std::vector<uint32_t> customer_of_;
  std::vector<uint8_t> members_;
};

struct ClubRows {
  std::vector<MemberRow> members;  // one a customer: of several rows the last
  std::vector<PaymentRow> payments;
  std::vector<ParticipationRow> participations;
  std::vector<RedemptionRow> redemptions;
  std::vector<GiftRow> gifts;
  std::vector<MerchantRow> merchants;
  std::vector<PointsRow> points;
  std::vector<ReferralRow> referrals;
  // Where the import was asked to keep them.
  std::vector<ShipmentRow> shipments;
  std::vector<ChargeRow> charges;
  MemberBook book;
  std::shared_ptr<const table::TextPool> customers, texts;
  std::shared_ptr<const table::TextPool> waybills;  // of no known shape (model/waybill_key.h)
};

class ClubReader {
 public:
  // The batches that follow are of this file. `keyed_by_member`: its customers are member numbers.
  void BeginFile(uint32_t file, bool keyed_by_member);
  // Of a dataset of the club, of customers (for their member numbers), or of charges. Other datasets give nothing.
  void Add(const model::EventBatch& batch);
  // Of shipments. `amounts`: settled, kNull = the row does not count; days after `last` do not count either.
  // `with_tax`: the settled amounts are with tax. No allocation but the growth of one vector.
  void AddShipments(const model::EventBatch& batch, const int64_t* amounts, Day last, bool with_tax);

  // What was found in a row; about the column of `field`. Row severity: the row is not in ClubRows.
  struct Found {
    ErrorId id;
    model::FieldId field;
    RowPlace place;
    std::string_view value;  // of the pools
  };
  struct Outcome {
    ClubRows rows;
    std::vector<Found> found;  // in the order of discovery
  };
  // The pools of all batches; `stands_for`: the customer that a merged one became.
  [[nodiscard]] Outcome Finish(std::shared_ptr<const table::TextPool> customers,
                               std::shared_ptr<const table::TextPool> texts,
                               const std::function<uint32_t(uint32_t)>& stands_for) &&;

 private:
  // A customer of a file whose customers are member numbers carries this bit until Finish.
  static constexpr uint32_t kIsMemberNo = uint32_t{1} << 31;
  struct Numbered {
    uint32_t customer;
    table::TextId member_no;
    RowPlace place;
  };
  class Columns;

  void AddMembers(const Columns& columns);
  void AddPayments(const Columns& columns);
  void AddParticipations(const Columns& columns);
  void AddRedemptions(const Columns& columns);
  void AddGifts(const Columns& columns);
  void AddMerchants(const Columns& columns);
  void AddPoints(const Columns& columns);
  void AddReferrals(const Columns& columns);
  void AddCustomers(const Columns& columns);
  void AddCharges(const Columns& columns);
  void NotUnderstood(const Columns& columns, model::FieldId field, uint32_t row);
  void LearnNumbers();
  template <typename Row>
  void Resolve(std::vector<Row>& rows, uint32_t Row::*customer, model::FieldId field, bool tells_strangers);
  void KeepLastOfEachMember();

  uint32_t file_ = 0;
  uint32_t member_bit_ = 0;
  bool lists_members_ = false;
  ClubRows rows_;
  std::vector<Numbered> numbered_;      // member numbers of customers files
  std::vector<uint8_t> document_seen_;  // by text
  std::vector<Found> found_;
};

}  // namespace loyalane::loyalty
