#include "generate/club_tables.h"

#include <algorithm>
#include <iterator>

#include "generate/courier_company.h"
#include "generate/random.h"

namespace loyalane::generate {
namespace {

constexpr size_t kRowsAtOnce = 4096;
constexpr uint32_t kMembersPermille = 650;  // of the customers that take part
constexpr int32_t kBirthYearFirst = 1960;
constexpr uint32_t kBirthYears = 40;
// Members spend at most half of what one point a yuan has earned them before the month: refunds and rounding leave the
// other half untouched.
constexpr int64_t kFenPerSpendablePoint = 200;
// Chinese mobile numbers begin with 13 to 19, and codes with a region that exists: these are nobody's.
constexpr std::string_view kMobilePrefix = "100";
constexpr std::string_view kCreditCodePrefix = "91000000MA";

Day DayIn(CustomerDice& dice, Day from, Day to) {
  return from + static_cast<int32_t>(dice.Below(static_cast<uint32_t>(std::max(to - from + 1, 1))));
}

// A line of a table, cell by cell, in the encoding of the lines.
class Line {
 public:
  Line(const CompanyData& data, std::string& out) : data_(data), out_(out) {}
  Line& Text(std::string_view utf8) { return Cell(Encode(utf8, LineEncoding(data_.spec))); }
  Line& Number(uint64_t number) {
    RowWriter row;
    row.PutNumber(number);
    return Cell(row.text());
  }
  Line& Amount(int64_t fen) {
    RowWriter row;
    row.PutMoney(fen);
    return Cell(row.text());
  }
  Line& On(std::optional<Day> day) {
    RowWriter row;
    if (day) row.PutDay(*day);
    return Cell(row.text());
  }
  Line& At(Day day, uint32_t minute) {
    RowWriter row;
    row.PutDay(day);
    row.PutMinute(minute);
    return Cell(row.text());
  }
  Line& Code(std::string_view prefix, uint64_t number, size_t digits) {
    RowWriter row;
    for (const char c : prefix) row.Put(c);
    row.PutPadded(number, digits);
    return Cell(row.text());
  }
  Line& Account(uint32_t customer) {
    RowWriter row;
    PutAccountNumber(data_.customers[customer], data_.form, row);
    return Cell(row.text());
  }
  Line& Name(uint32_t customer) {
    RowWriter row;
    PutQuotedName(data_.customers[customer], data_.words, row);
    return Cell(row.text());
  }
  Line& Mobile(uint32_t customer) { return Code(kMobilePrefix, data_.customers[customer].number, 8); }
  Line& CreditCode(uint32_t customer) { return Code(kCreditCodePrefix, data_.customers[customer].number, 8); }
  Line& Empty() { return Cell({}); }
  void End() {
    out_ += '\n';
    is_first_ = true;
  }

 private:
  Line& Cell(std::string_view bytes) {
    if (!is_first_) out_ += data_.form.delimiter;
    is_first_ = false;
    out_ += bytes;
    return *this;
  }
  const CompanyData& data_;
  std::string& out_;
  bool is_first_ = true;
};

void PutHeader(const CompanyData& data, std::string_view header, std::string& out) {
  out += Encode(WithDelimiter(header, data.form.delimiter), LineEncoding(data.spec));
}

std::string_view YesOrNo(bool yes) { return yes ? kYes : kNo; }

}  // namespace

ClubTables::ClubTables(const Spec& spec)
    : data_(spec),
      club_customers_(std::min(spec.customers, kClubCustomersMax)),
      months_(static_cast<uint32_t>(MonthIndex(ToCivil(spec.last_day)) - MonthIndex(ToCivil(spec.first_day)) + 1)) {
  const CivilDate first = ToCivil(spec.first_day);
  first_month_ = ToDay({first.year, first.month, 1});
  CourierCompany company(spec);
  company.SumMonths(club_customers_);
  for (std::string unread; company.NextRows(kRowsAtOnce, unread) > 0;) unread.clear();
  month_fen_ = company.month_fen();
  AddMembers();
  AddPayments();
  AddParticipations();
  AddRedemptions();
  AddReferrals();
}

// The club opens with the period. Who joined late has not come far yet.
void ClubTables::AddMembers() {
  const Spec& spec = data_.spec;
  for (uint32_t i = 0; i < club_customers_; ++i) {
    CustomerDice dice(SeedFor(spec.seed, kMemberStream, i));
    if (!dice.Permille(kMembersPermille)) continue;
    Member member{};
    member.customer = i;
    const Customer& customer = data_.customers[i];
    const Day known = customer.behaviour == Behaviour::kNew ? spec.first_day + customer.turn_day : spec.first_day;
    member.applied = DayIn(dice, known, spec.last_day);
    const Day approved = member.applied + 1 + static_cast<int32_t>(dice.Below(10));
    const Day card = approved + 3 + static_cast<int32_t>(dice.Below(18));
    const Day active = card + static_cast<int32_t>(dice.Below(8));
    const Day exited = active + 30 + static_cast<int32_t>(dice.Below(120));
    const uint32_t fate = dice.Below(100);
    member.state = fate < 4 ? kExited : fate < 8 ? kSuspended : fate < 12 ? kCardIssued : kActive;
    if (member.state == kExited && exited > spec.last_day) member.state = kActive;
    if (active > spec.last_day) member.state = std::min(member.state, kCardIssued);
    if (card > spec.last_day) member.state = kApproved;
    if (approved > spec.last_day) member.state = kApplied;
    if (member.state >= kApproved) member.approved = approved;
    if (member.state >= kCardIssued) member.card = card;
    if (member.state == kExited) member.exited = exited;
    member.is_owner = dice.Permille(800);
    // A card needs a complete form.
    member.is_form_complete = member.state >= kCardIssued || dice.Permille(600);
    member.takes_messages = dice.Permille(850);
    member.is_representative = member.state == kActive && dice.Permille(20);
    member.birthday = ToDay({kBirthYearFirst + static_cast<int32_t>(dice.Below(kBirthYears)),
                             1 + static_cast<int32_t>(dice.Below(12)), 1 + static_cast<int32_t>(dice.Below(28))});
    members_.push_back(member);
  }
}

// A statement a month and customer, payable in the month after. One customer in 25 has stopped paying.
void ClubTables::AddPayments() {
  const Day last_day = data_.spec.last_day;
  for (uint32_t month = 0; month < months_; ++month) {
    uint32_t serial = 0;
    for (uint32_t i = 0; i < club_customers_; ++i) {
      const int64_t due_fen = BilledFen(i, month);
      if (due_fen <= 0) continue;
      CustomerDice habits(SeedFor(data_.spec.seed, kPaymentStream, i));
      const bool is_in_arrears = habits.Permille(40);
      const uint32_t unpaid_months = 2 + habits.Below(3);
      CustomerDice dice(SeedFor(data_.spec.seed, kPaymentStream, uint64_t{kClubCustomersMax} * (month + 1) + i));
      Payment payment{};
      payment.customer = i;
      payment.month = month;
      payment.serial = ++serial;
      payment.due_fen = due_fen;
      const Day paid_on = FirstOfMonth(month + 1) + 4 + static_cast<int32_t>(dice.Below(24));
      const bool is_partial = dice.Permille(20);
      const bool is_refunded = dice.Permille(10);
      const Day refunded_on = paid_on + 3 + static_cast<int32_t>(dice.Below(25));
      if (paid_on <= last_day && !(is_in_arrears && month + unpaid_months >= months_)) {
        payment.paid_on = paid_on;
        payment.paid_fen = is_partial ? due_fen / 2 : due_fen;
        if (is_refunded && refunded_on <= last_day) {
          payment.refunded_on = refunded_on;
          payment.refunded_fen = payment.paid_fen * (1 + dice.Below(5)) / 10;
        }
      }
      payments_.push_back(payment);
    }
  }
}

bool ClubTables::IsActiveOn(const Member& member, Day day) const {
  const bool was_active = member.state == kActive || member.state == kExited;
  return was_active && *member.card + 8 <= day && (!member.exited || day < *member.exited);
}

// An event every second month, to which a fifth comes or at least signs up; one member in twenty writes.
void ClubTables::AddParticipations() {
  uint32_t serial = 0;
  for (uint32_t month = 0; month < months_; ++month) {
    CustomerDice day_dice(SeedFor(data_.spec.seed, kParticipationStream, month));
    const Day on = FirstOfMonth(month) + 5 + static_cast<int32_t>(day_dice.Below(20));
    for (uint32_t i = 0; i < members_.size(); ++i) {
      CustomerDice dice(SeedFor(data_.spec.seed, kParticipationStream, uint64_t{i + 1} * 1000 + month));
      const bool writes = dice.Permille(8);
      const bool signs_up = month % 2 == 1 && dice.Permille(200);
      if (!IsActiveOn(members_[i], on) || on > data_.spec.last_day) continue;
      if (signs_up)
        participations_.push_back({i, on, 14 * 60, true, dice.Permille(850),
                                   static_cast<uint8_t>(month / 2 % std::size(kEventTitles)), ++serial});
      if (writes)
        participations_.push_back({i, on, 9 * 60 + dice.Below(8 * 60), false, dice.Permille(600),
                                   static_cast<uint8_t>(dice.Below(std::size(kPieceTitles))), ++serial});
    }
  }
}

void ClubTables::AddRedemptions() {
  std::vector<int64_t> earned_fen(members_.size()), spent_points(members_.size());
  uint32_t serial = 0;
  for (uint32_t month = 0; month < months_; ++month) {
    for (uint32_t i = 0; i < members_.size(); ++i) {
      const Member& member = members_[i];
      CustomerDice dice(SeedFor(data_.spec.seed, kRedemptionStream, uint64_t{i} * 1000 + month));
      const Day on = FirstOfMonth(month) + static_cast<int32_t>(dice.Below(28));
      const uint32_t minute = 9 * 60 + dice.Below(9 * 60);
      const auto reward = static_cast<uint8_t>(dice.Below(std::size(kRewards)));
      const bool wants = dice.Permille(350);
      const bool is_reversed = dice.Permille(40);
      const Day reversed_on = on + 1 + static_cast<int32_t>(dice.Below(6));
      const int64_t limit = earned_fen[i] / kFenPerSpendablePoint - spent_points[i];
      if (wants && on <= data_.spec.last_day && IsActiveOn(member, on) && kRewards[reward].points <= limit) {
        // A reversal gives the points back, but here they stay spent: the limit holds whatever becomes of it.
        spent_points[i] += kRewards[reward].points;
        redemptions_.push_back(
            {i, on, minute, reward, ++serial,
             is_reversed && reversed_on <= data_.spec.last_day ? std::optional(reversed_on) : std::nullopt});
      }
      // Only whole months as an active member count for later months.
      if (IsActiveOn(member, FirstOfMonth(month)))
        earned_fen[i] += std::max<int64_t>(BilledFen(member.customer, month), 0);
    }
  }
}

// New customers come by recommendation. One referral in eight is claimed again by somebody else, and three members
// recommend themselves.
void ClubTables::AddReferrals() {
  CustomerDice dice(SeedFor(data_.spec.seed, kReferralStream));
  const auto some_member = [&](Day on) -> std::optional<uint32_t> {
    constexpr int kTriesMax = 64;
    for (int i = 0; i < kTriesMax && !members_.empty(); ++i) {
      const uint32_t member = dice.Below(static_cast<uint32_t>(members_.size()));
      if (IsActiveOn(members_[member], on)) return member;
    }
    return std::nullopt;
  };
  for (uint32_t i = 0; i < club_customers_; ++i) {
    const Customer& customer = data_.customers[i];
    if (customer.behaviour != Behaviour::kNew) continue;
    const Day claimed = data_.spec.first_day + customer.turn_day - 1 - static_cast<int32_t>(dice.Below(14));
    const auto referrer = some_member(claimed);
    const bool is_repeated = dice.Below(8) == 0;
    const bool wants_gift = dice.Below(3) == 0;
    if (!referrer || members_[*referrer].customer == i) continue;
    const auto paid = std::find_if(payments_.begin(), payments_.end(), [i](const Payment& payment) {
      return payment.customer == i && payment.paid_on.has_value();
    });
    const auto payment =
        paid == payments_.end() ? std::nullopt : std::optional(static_cast<uint32_t>(paid - payments_.begin()));
    referrals_.push_back({*referrer, i, claimed, payment, wants_gift, false, false});
    const Day again = std::min(claimed + 5, data_.spec.last_day);
    const auto other = is_repeated ? some_member(again) : std::nullopt;
    if (other && *other != *referrer && members_[*other].customer != i)
      referrals_.push_back({*other, i, again, payment, false, false, true});
  }
  constexpr int kSelfReferrals = 3;
  for (int i = 0; i < kSelfReferrals; ++i) {
    const auto member = some_member(data_.spec.last_day);
    if (!member) return;
    referrals_.push_back(
        {*member, members_[*member].customer, data_.spec.last_day - 20 + i, std::nullopt, false, true, false});
  }
}

ClubTables::Truth ClubTables::truth() const {
  Truth truth;
  truth.members = static_cast<uint32_t>(members_.size());
  truth.payments = static_cast<uint32_t>(payments_.size());
  for (const Payment& payment : payments_) {
    truth.unpaid += payment.paid_on ? 0 : 1;
    truth.refunded += payment.refunded_on ? 1 : 0;
  }
  truth.participations = static_cast<uint32_t>(participations_.size());
  truth.redemptions = static_cast<uint32_t>(redemptions_.size());
  truth.referrals = static_cast<uint32_t>(referrals_.size());
  for (const Referral& referral : referrals_) {
    truth.self_referrals += referral.is_self ? 1 : 0;
    truth.repeated_referrals += referral.is_repeated ? 1 : 0;
  }
  return truth;
}

// --- files ----------------------------------------------------------------------------------------------------------

void ClubTables::Append(ClubTable table, std::string& out) const {
  std::string bytes;
  switch (table) {
    case ClubTable::kMembers:
      WriteMembers(bytes);
      break;
    case ClubTable::kContacts:
      WriteContacts(bytes);
      break;
    case ClubTable::kPayments:
      WritePayments(bytes);
      break;
    case ClubTable::kParticipations:
      WriteParticipations(bytes);
      break;
    case ClubTable::kRedemptions:
      WriteRedemptions(bytes);
      break;
    case ClubTable::kGifts:
      WriteGifts(bytes);
      break;
    case ClubTable::kReferrals:
      WriteReferrals(bytes);
      break;
  }
  if (data_.spec.encoding != Encoding::kUtf16Le) {
    out += bytes;
    return;
  }
  out += kUtf16LeMark;
  AppendUtf16Le(bytes, out);
}

void ClubTables::WriteMembers(std::string& out) const {
  PutHeader(data_, kMembersHeader, out);
  Line line(data_, out);
  for (const Member& member : members_) {
    line.Code("M", member.customer + 1, 6).Account(member.customer).Name(member.customer);
    line.Text(kMemberClasses[member.is_owner ? 0 : 1]).Text(kMemberStates[member.state]);
    line.On(member.applied).On(member.approved).On(member.card).On(member.exited);
    line.Text(YesOrNo(member.is_form_complete)).On(member.birthday);
    line.Text(kConsents[member.takes_messages ? member.customer % 2 : 2]);
    line.CreditCode(member.customer).Mobile(member.customer).Text(YesOrNo(member.is_representative)).End();
  }
}

void ClubTables::WriteContacts(std::string& out) const {
  PutHeader(data_, kContactsHeader, out);
  Line line(data_, out);
  for (const Member& member : members_) {
    CustomerDice dice(SeedFor(data_.spec.seed, kContactStream, member.customer));
    const uint32_t people = 1 + dice.Below(2);
    for (uint32_t k = 0; k < people; ++k) {
      const std::string name = std::string(kSurnames[dice.Below(std::size(kSurnames))]) +
                               std::string(kGivenNames[dice.Below(std::size(kGivenNames))]);
      const bool is_lunar = dice.Below(4) == 0;
      line.Account(member.customer).Text(name).Text(kRoles[dice.Below(std::size(kRoles))]);
      line.Code(kMobilePrefix, dice.Below(100'000'000), 8);
      // The first is who filled in the form.
      line.On(k == 0 ? member.birthday : member.birthday + static_cast<int32_t>(dice.Below(3000)));
      line.Text(kCalendars[is_lunar && k > 0 ? 1 : 0]);
      line.Text(kConsents[member.takes_messages ? dice.Below(2) : 2]);
      line.Text(kPreferences[dice.Below(std::size(kPreferences))]).End();
    }
  }
}

void ClubTables::WritePayments(std::string& out) const {
  PutHeader(data_, kPaymentsHeader, out);
  Line line(data_, out);
  for (const Payment& payment : payments_) {
    const CivilDate month = ToCivil(FirstOfMonth(payment.month));
    const auto compact = static_cast<uint64_t>(month.year * 100 + month.month);
    line.Code("HK", compact * 1'000'000 + payment.serial, 12).Account(payment.customer);
    line.Text(ToIso(FirstOfMonth(payment.month)).substr(0, 7)).Amount(payment.due_fen);
    line.On(payment.paid_on);
    if (payment.paid_on) {
      line.Amount(payment.paid_fen);
    } else {
      line.Empty();
    }
    line.On(payment.refunded_on);
    if (payment.refunded_on) {
      line.Amount(payment.refunded_fen);
    } else {
      line.Empty();
    }
    line.End();
  }
}

void ClubTables::WriteParticipations(std::string& out) const {
  PutHeader(data_, kParticipationsHeader, out);
  Line line(data_, out);
  for (const Participation& part : participations_) {
    line.Code("M", members_[part.member].customer + 1, 6).At(part.on, part.minute);
    line.Text(kParticipationKinds[part.is_event ? 0 : 1]);
    line.Text(part.is_event ? kEventTitles[part.title] : kPieceTitles[part.title]);
    line.Text(part.is_event ? kEventResults[part.has_come ? 0 : 1] : kPieceResults[part.has_come ? 0 : 1]);
    line.Code("HD", part.serial, 6).End();
  }
}

void ClubTables::WriteRedemptions(std::string& out) const {
  PutHeader(data_, kRedemptionsHeader, out);
  Line line(data_, out);
  for (const Redemption& redemption : redemptions_) {
    const Reward& reward = kRewards[redemption.reward];
    line.Code("DH", redemption.serial, 8).Code("M", members_[redemption.member].customer + 1, 6);
    line.At(redemption.on, redemption.minute).Text(kRedemptionKinds[reward.kind]).Text(reward.sku).Text(reward.name);
    line.Number(1).Number(reward.points).On(redemption.reversed_on).End();
  }
}

void ClubTables::WriteGifts(std::string& out) const {
  PutHeader(data_, kGiftsHeader, out);
  Line line(data_, out);
  for (const Reward& reward : kRewards) {
    if (reward.sku.empty()) continue;
    line.Text(reward.sku).Text(reward.name).Number(reward.points).Number(reward.on_hand);
    line.Amount(int64_t{reward.cost_yuan} * 100).End();
  }
}

void ClubTables::WriteReferrals(std::string& out) const {
  PutHeader(data_, kReferralsHeader, out);
  Line line(data_, out);
  for (const Referral& referral : referrals_) {
    line.Code("M", members_[referral.member].customer + 1, 6).Account(referral.referee);
    line.Mobile(referral.referee).CreditCode(referral.referee).On(referral.claimed);
    const Payment* payment = referral.payment ? &payments_[*referral.payment] : nullptr;
    const bool is_refunded = payment != nullptr && payment->refunded_on;
    line.On(payment == nullptr ? std::nullopt : payment->paid_on);
    if (payment != nullptr) {
      line.Amount(payment->paid_fen);
    } else {
      line.Empty();
    }
    line.On(is_refunded ? payment->refunded_on : std::nullopt);
    if (is_refunded) {
      line.Amount(payment->refunded_fen);
    } else {
      line.Empty();
    }
    line.Text(kReferralChoices[referral.wants_gift ? 1 : 0]).End();
  }
}

}  // namespace loyalane::generate
