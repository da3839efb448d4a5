#include "loyalty/club_rows.h"

#include <algorithm>

#include "loyalty/club_words.h"

namespace loyalane::loyalty {

using model::DatasetId;
using model::EventBatch;
using model::FieldId;
using model::kNull;
using table::kNoText;
using table::TextId;

// --- MemberBook -----------------------------------------------------------------------------------------------------

MemberBook::Learnt MemberBook::Learn(std::string_view member_no, uint32_t customer) {
  const TextId number = numbers_.Add(member_no);
  if (number < customer_of_.size()) return customer_of_[number] == customer ? Learnt::kKnown : Learnt::kOtherCustomer;
  customer_of_.push_back(customer);
  return Learnt::kNew;
}

void MemberBook::LearnMember(uint32_t customer) {
  if (customer >= members_.size()) members_.resize(size_t{customer} + 1);
  members_[customer] = 1;
}

uint32_t MemberBook::CustomerOf(std::string_view member_no) const {
  const TextId number = numbers_.Find(member_no);
  return number == kNoText ? kNoText : customer_of_[number];
}

// --- rows -----------------------------------------------------------------------------------------------------------

// The columns of a batch, by field; a column that the file does not have reads as empty.
class ClubReader::Columns {
 public:
  Columns(const EventBatch& batch, uint32_t file, uint32_t member_bit)
      : batch_(batch), file_(file), member_bit_(member_bit) {}

  [[nodiscard]] uint32_t rows() const { return batch_.rows; }
  [[nodiscard]] uint32_t Customer(uint32_t row) const {
    const uint32_t customer = batch_.customer[row];
    return customer == kNoText ? kNoText : customer | member_bit_;
  }
  [[nodiscard]] RowPlace Place(uint32_t row) const { return {batch_.source_row[row], file_}; }
  [[nodiscard]] int64_t Value(FieldId field, uint32_t row) const {
    const int64_t* column = batch_.Column(field);
    return column == nullptr ? kNull : column[row];
  }
  [[nodiscard]] TextId Text(FieldId field, uint32_t row) const {
    const int64_t value = Value(field, row);
    return value == kNull ? kNoText : static_cast<TextId>(value);
  }
  // "" where the cell is empty.
  [[nodiscard]] std::string_view Word(FieldId field, uint32_t row) const {
    const TextId text = Text(field, row);
    return text == kNoText ? std::string_view() : (*batch_.texts)[text];
  }
  [[nodiscard]] std::optional<Day> On(FieldId field, uint32_t row) const {
    const int64_t value = Value(field, row);
    if (value == kNull) return std::nullopt;
    return Instant::FromPacked(value).day();
  }
  // Of a required field.
  [[nodiscard]] Day DayOf(FieldId field, uint32_t row) const { return On(field, row).value_or(Day{}); }
  [[nodiscard]] std::optional<Money> Amount(FieldId field, uint32_t row) const {
    const int64_t value = Value(field, row);
    if (value == kNull) return std::nullopt;
    return Money{value};
  }
  [[nodiscard]] std::optional<int64_t> Number(FieldId field, uint32_t row) const {
    const int64_t value = Value(field, row);
    if (value == kNull) return std::nullopt;
    return value;
  }

 private:
  const EventBatch& batch_;
  uint32_t file_;
  uint32_t member_bit_;
};

void ClubReader::BeginFile(uint32_t file, bool keyed_by_member) {
  file_ = file;
  member_bit_ = keyed_by_member ? kIsMemberNo : 0;
}

void ClubReader::Add(const EventBatch& batch) {
  const Columns columns(batch, file_, member_bit_);
  switch (batch.dataset) {
    case DatasetId::kMembers:
      return AddMembers(columns);
    case DatasetId::kPayments:
      return AddPayments(columns);
    case DatasetId::kParticipations:
      return AddParticipations(columns);
    case DatasetId::kRedemptions:
      return AddRedemptions(columns);
    case DatasetId::kGifts:
      return AddGifts(columns);
    case DatasetId::kMerchants:
      return AddMerchants(columns);
    case DatasetId::kPoints:
      return AddPoints(columns);
    case DatasetId::kReferrals:
      return AddReferrals(columns);
    case DatasetId::kCustomers:
      return AddCustomers(columns);
    case DatasetId::kCharges:
      return AddCharges(columns);
    default:
      return;
  }
}

void ClubReader::NotUnderstood(const Columns& columns, FieldId field, uint32_t row) {
  found_.push_back({ErrorId::kClubWordUnknown, field, columns.Place(row), columns.Word(field, row)});
}

namespace {

// What a word means, or `otherwise` where the cell is empty or the word is not known.
template <typename Meaning>
Meaning Understood(std::optional<Meaning> meaning, Meaning otherwise, std::string_view word, bool& unknown) {
  unknown = !meaning && !word.empty();
  return meaning.value_or(otherwise);
}

}  // namespace

void ClubReader::AddMembers(const Columns& columns) {
  lists_members_ = true;
  for (uint32_t row = 0; row < columns.rows(); ++row) {
    MemberRow member;
    member.customer = columns.Customer(row);
    member.place = columns.Place(row);
    bool unknown = false;
    const std::string_view state = columns.Word(FieldId::kMemberState, row);
    member.state = Understood(MemberStateOf(state), MemberRow::State::kNotSaid, state, unknown);
    if (unknown) NotUnderstood(columns, FieldId::kMemberState, row);
    const std::string_view complete = columns.Word(FieldId::kFormComplete, row);
    member.form_complete = Understood(AnswerOf(complete), MemberRow::Answer::kNotSaid, complete, unknown);
    if (unknown) NotUnderstood(columns, FieldId::kFormComplete, row);
    member.member_no = columns.Text(FieldId::kMemberNo, row);
    member.name = columns.Text(FieldId::kCustomerName, row);
    member.member_class = columns.Text(FieldId::kMemberClass, row);
    member.credit_code = columns.Text(FieldId::kCreditCode, row);
    member.mobile = columns.Text(FieldId::kMobile, row);
    member.consent = columns.Text(FieldId::kConsent, row);
    member.birthday_calendar = columns.Text(FieldId::kBirthdayCalendar, row);
    member.representative = columns.Text(FieldId::kRepresentative, row);
    member.birthday = columns.Value(FieldId::kBirthday, row);
    member.applied = columns.On(FieldId::kAppliedOn, row);
    member.approved = columns.On(FieldId::kApprovedOn, row);
    member.card_issued = columns.On(FieldId::kCardOn, row);
    member.exited = columns.On(FieldId::kExitedOn, row);
    rows_.members.push_back(member);
  }
}

void ClubReader::AddPayments(const Columns& columns) {
  for (uint32_t row = 0; row < columns.rows(); ++row) {
    PaymentRow payment;
    payment.customer = columns.Customer(row);
    payment.place = columns.Place(row);
    payment.period = columns.Text(FieldId::kSettlePeriod, row);
    payment.month = MonthOf(columns.Word(FieldId::kSettlePeriod, row));
    if (!payment.month) NotUnderstood(columns, FieldId::kSettlePeriod, row);
    payment.document_no = columns.Text(FieldId::kDocumentNo, row);
    payment.currency = columns.Text(FieldId::kCurrency, row);
    payment.due = columns.Amount(FieldId::kDueAmount, row).value_or(Money{});
    payment.paid_on = columns.On(FieldId::kPaidAt, row);
    payment.paid = columns.Amount(FieldId::kPaidAmount, row);
    payment.refunded_on = columns.On(FieldId::kRefundedAt, row);
    payment.refunded = columns.Amount(FieldId::kRefundedAmount, row);
    rows_.payments.push_back(payment);
  }
}

void ClubReader::AddParticipations(const Columns& columns) {
  for (uint32_t row = 0; row < columns.rows(); ++row) {
    ParticipationRow part;
    part.customer = columns.Customer(row);
    part.place = columns.Place(row);
    part.on = columns.DayOf(FieldId::kParticipatedAt, row);
    bool unknown = false;
    const std::string_view kind = columns.Word(FieldId::kParticipationKind, row);
    part.kind = Understood(ParticipationKindOf(kind), ParticipationRow::Kind::kOther, kind, unknown);
    if (unknown) NotUnderstood(columns, FieldId::kParticipationKind, row);
    const std::string_view result = columns.Word(FieldId::kParticipationResult, row);
    part.result = Understood(ParticipationResultOf(result), ParticipationRow::Result::kNotSaid, result, unknown);
    if (unknown) NotUnderstood(columns, FieldId::kParticipationResult, row);
    part.title = columns.Text(FieldId::kEventTitle, row);
    part.source_no = columns.Text(FieldId::kRelatedNo, row);
    part.points = columns.Number(FieldId::kAwardPoints, row);
    rows_.participations.push_back(part);
  }
}

void ClubReader::AddRedemptions(const Columns& columns) {
  for (uint32_t row = 0; row < columns.rows(); ++row) {
    RedemptionRow redemption;
    redemption.document_no = columns.Text(FieldId::kDocumentNo, row);
    // The number is what tells a redemption from another: files that overlap bring it twice.
    if (redemption.document_no != kNoText) {
      if (redemption.document_no >= document_seen_.size()) document_seen_.resize(size_t{redemption.document_no} + 1);
      if (document_seen_[redemption.document_no] != 0) {
        found_.push_back({ErrorId::kClubDocumentTwice, FieldId::kDocumentNo, columns.Place(row),
                          columns.Word(FieldId::kDocumentNo, row)});
        continue;
      }
      document_seen_[redemption.document_no] = 1;
    }
    redemption.customer = columns.Customer(row);
    redemption.place = columns.Place(row);
    redemption.on = columns.DayOf(FieldId::kRedeemedAt, row);
    bool unknown = false;
    const std::string_view kind = columns.Word(FieldId::kRedemptionKind, row);
    redemption.kind = Understood(RedemptionKindOf(kind), RedemptionRow::Kind::kNotSaid, kind, unknown);
    if (unknown) NotUnderstood(columns, FieldId::kRedemptionKind, row);
    redemption.sku = columns.Text(FieldId::kGiftSku, row);
    redemption.reward = columns.Text(FieldId::kReward, row);
    // Systems that keep one column for all movements write what is spent with a minus.
    const int64_t points = columns.Value(FieldId::kPointsSpent, row);
    redemption.points = points < 0 ? -points : points;
    redemption.quantity_micro = columns.Number(FieldId::kRedeemedQty, row).value_or(model::kMicro);
    redemption.reversed_on = columns.On(FieldId::kReversedAt, row);
    rows_.redemptions.push_back(redemption);
  }
}

void ClubReader::AddGifts(const Columns& columns) {
  for (uint32_t row = 0; row < columns.rows(); ++row) {
    rows_.gifts.push_back({columns.Text(FieldId::kGiftSku, row), columns.Text(FieldId::kGiftName, row),
                           columns.Value(FieldId::kPointsPrice, row), columns.Value(FieldId::kQtyOnHand, row),
                           columns.Amount(FieldId::kUnitCost, row), columns.Place(row)});
  }
}

void ClubReader::AddMerchants(const Columns& columns) {
  for (uint32_t row = 0; row < columns.rows(); ++row) {
    MerchantRow merchant;
    merchant.number = columns.Text(FieldId::kMerchantNo, row);
    merchant.name = columns.Text(FieldId::kMerchantName, row);
    merchant.area = columns.Text(FieldId::kMerchantArea, row);
    merchant.contact = columns.Text(FieldId::kMerchantContact, row);
    merchant.categories = columns.Text(FieldId::kMerchantCategories, row);
    const std::string_view mode = columns.Word(FieldId::kAllianceMode, row);
    merchant.mode = AllianceModeOf(mode);
    if (!mode.empty() && !merchant.mode) NotUnderstood(columns, FieldId::kAllianceMode, row);
    merchant.price_per_1000 = columns.Amount(FieldId::kPricePer1000, row);
    merchant.offer = columns.Text(FieldId::kOfferNo, row);
    merchant.offer_text = columns.Text(FieldId::kOfferText, row);
    merchant.from = columns.On(FieldId::kFromDate, row);
    merchant.to = columns.On(FieldId::kToDate, row);
    merchant.place = columns.Place(row);
    rows_.merchants.push_back(merchant);
  }
}

void ClubReader::AddPoints(const Columns& columns) {
  for (uint32_t row = 0; row < columns.rows(); ++row) {
    rows_.points.push_back({columns.Customer(row), columns.DayOf(FieldId::kPointsAt, row),
                            columns.Value(FieldId::kPointsDelta, row), columns.Text(FieldId::kPointsType, row),
                            columns.Text(FieldId::kRelatedNo, row), columns.On(FieldId::kExpireAt, row),
                            columns.Number(FieldId::kBalance, row), columns.Place(row)});
  }
}

void ClubReader::AddReferrals(const Columns& columns) {
  for (uint32_t row = 0; row < columns.rows(); ++row) {
    ReferralRow referral;
    referral.referrer = columns.Customer(row);
    referral.place = columns.Place(row);
    referral.referee_text = columns.Text(FieldId::kRefereeCustomer, row);
    referral.referee_mobile = columns.Text(FieldId::kRefereeMobile, row);
    referral.referee_credit_code = columns.Text(FieldId::kRefereeCreditCode, row);
    referral.choice = columns.Text(FieldId::kChoice, row);
    referral.claimed_on = columns.On(FieldId::kClaimedAt, row);
    referral.paid_on = columns.On(FieldId::kPaidAt, row);
    referral.paid = columns.Amount(FieldId::kPaidAmount, row);
    referral.refunded_on = columns.On(FieldId::kRefundedAt, row);
    referral.refunded = columns.Amount(FieldId::kRefundedAmount, row);
    rows_.referrals.push_back(referral);
  }
}

void ClubReader::AddCustomers(const Columns& columns) {
  for (uint32_t row = 0; row < columns.rows(); ++row) {
    const TextId number = columns.Text(FieldId::kMemberNo, row);
    if (number != kNoText) numbered_.push_back({columns.Customer(row), number, columns.Place(row)});
  }
}

void ClubReader::AddCharges(const Columns& columns) {
  for (uint32_t row = 0; row < columns.rows(); ++row) {
    const int64_t waybill = columns.Value(FieldId::kWaybillNo, row);
    rows_.charges.push_back(
        {columns.Customer(row), waybill == kNull ? ShipmentRow::kNoWaybill : static_cast<model::WaybillKey>(waybill),
         columns.On(FieldId::kChargedAt, row), columns.Amount(FieldId::kAmount, row).value_or(Money{}),
         columns.Text(FieldId::kChargeKind, row), columns.Place(row)});
  }
}

void ClubReader::AddShipments(const EventBatch& batch, const int64_t* amounts, Day last, bool with_tax) {
  const Columns columns(batch, file_, member_bit_);
  const int64_t* as_read = batch.Column(FieldId::kAmount);
  for (uint32_t row = 0; row < batch.rows; ++row) {
    const Day on = columns.DayOf(FieldId::kShipTime, row);
    if (amounts[row] == kNull || on > last) continue;
    ShipmentRow shipment{};
    const int64_t waybill = columns.Value(FieldId::kWaybillNo, row);
    if (waybill != kNull) shipment.waybill = static_cast<model::WaybillKey>(waybill);
    shipment.amount_minor = amounts[row];
    // The tax column is of the amount as the file has it: of one that was converted it says nothing.
    shipment.tax_minor = !with_tax ? 0 : amounts[row] == as_read[row] ? columns.Value(FieldId::kTaxAmount, row) : kNull;
    shipment.on = on;
    shipment.customer = columns.Customer(row);
    shipment.product = columns.Text(FieldId::kProduct, row);
    shipment.pay_method = columns.Text(FieldId::kPayMethod, row);
    shipment.row = static_cast<uint32_t>(std::min<uint64_t>(batch.source_row[row], UINT32_MAX));
    shipment.file = file_ & 0xFFFFFFU;
    const int64_t status = columns.Value(FieldId::kStatus, row);
    shipment.status_bits = status == kNull ? 0 : static_cast<uint8_t>(status);
    rows_.shipments.push_back(shipment);
  }
}

// --- who is who -----------------------------------------------------------------------------------------------------

void ClubReader::LearnNumbers() {
  const table::TextPool& texts = *rows_.texts;
  const auto learn = [this, &texts](TextId number, uint32_t customer, RowPlace place) {
    if (rows_.book.Learn(texts[number], customer) == MemberBook::Learnt::kOtherCustomer)
      found_.push_back({ErrorId::kClubMemberNumberTwice, FieldId::kMemberNo, place, texts[number]});
  };
  for (const MemberRow& member : rows_.members) {
    if ((member.customer & kIsMemberNo) == 0 && member.member_no != kNoText)
      learn(member.member_no, member.customer, member.place);
  }
  for (const Numbered& each : numbered_) {
    learn(each.member_no, each.customer, each.place);
    // Where no file lists the members, those with a number are members.
    if (!lists_members_) rows_.book.LearnMember(each.customer);
  }
  // Members listed by their number alone are who the customers files say, else customers of their own.
  for (MemberRow& member : rows_.members) {
    if ((member.customer & kIsMemberNo) != 0) {
      const uint32_t own = member.customer & ~kIsMemberNo;
      const uint32_t known = rows_.book.CustomerOf((*rows_.customers)[own]);
      member.customer = known == kNoText ? own : known;
      if (known == kNoText) static_cast<void>(rows_.book.Learn((*rows_.customers)[own], own));
    }
    rows_.book.LearnMember(member.customer);
  }
}

// Rows of members who are known by their number get their customer; of the others it is told where anybody lists
// members.
template <typename Row>
void ClubReader::Resolve(std::vector<Row>& rows, uint32_t Row::*customer, FieldId field, bool tells_strangers) {
  for (Row& row : rows) {
    uint32_t& who = row.*customer;
    if (who == kNoText) continue;
    const uint32_t own = who & ~kIsMemberNo;
    const uint32_t numbered = (who & kIsMemberNo) == 0 ? kNoText : rows_.book.CustomerOf((*rows_.customers)[own]);
    who = numbered == kNoText ? own : numbered;
    if (tells_strangers && !rows_.book.empty() && !rows_.book.IsMember(who))
      found_.push_back({ErrorId::kClubMemberUnknown, field, row.place, (*rows_.customers)[own]});
  }
}

void ClubReader::KeepLastOfEachMember() {
  std::vector<uint32_t> last_of(rows_.customers->size(), 0);
  for (size_t i = 0; i < rows_.members.size(); ++i) {
    uint32_t& last = last_of[rows_.members[i].customer];
    if (last != 0)
      found_.push_back({ErrorId::kClubMemberListedAgain, FieldId::kMemberNo, rows_.members[i].place,
                        (*rows_.customers)[rows_.members[i].customer]});
    last = static_cast<uint32_t>(i) + 1;
  }
  size_t kept = 0;
  for (size_t i = 0; i < rows_.members.size(); ++i) {
    if (last_of[rows_.members[i].customer] == i + 1) rows_.members[kept++] = rows_.members[i];
  }
  rows_.members.resize(kept);
}

ClubReader::Outcome ClubReader::Finish(std::shared_ptr<const table::TextPool> customers,
                                       std::shared_ptr<const table::TextPool> texts,
                                       const std::function<uint32_t(uint32_t)>& stands_for) && {
  rows_.customers = std::move(customers);
  rows_.texts = std::move(texts);
  LearnNumbers();
  KeepLastOfEachMember();
  Resolve(rows_.payments, &PaymentRow::customer, FieldId::kCustomerId, false);
  Resolve(rows_.participations, &ParticipationRow::customer, FieldId::kMemberNo, true);
  Resolve(rows_.redemptions, &RedemptionRow::customer, FieldId::kMemberNo, true);
  Resolve(rows_.points, &PointsRow::customer, FieldId::kMemberNo, true);
  Resolve(rows_.referrals, &ReferralRow::referrer, FieldId::kReferrerMember, true);
  for (ReferralRow& referral : rows_.referrals) {
    if (referral.referee_text == kNoText) continue;
    const std::string_view referee = (*rows_.texts)[referral.referee_text];
    // The pool of customers has member numbers too: of files that name the member.
    const uint32_t numbered = rows_.book.CustomerOf(referee);
    const TextId customer = rows_.customers->Find(referee);
    referral.referee = numbered != kNoText || customer == kNoText ? numbered : stands_for(customer);
  }
  return {std::move(rows_), std::move(found_)};
}

}  // namespace loyalane::loyalty
