#include "club/club_input.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "base/sort.h"
#include "club/member_office.h"
#include "loyalty/hand_posting.h"
#include "model/birthday.h"
#include "model/waybill_key.h"

namespace loyalane::club {
namespace {

using intake::ImportedData;
using loyalty::ClubRows;
using loyalty::Deed;
using loyalty::Entry;
using loyalty::EntryKind;
using loyalty::MemberInput;
using loyalty::MemberRow;
using loyalty::MemberState;
using loyalty::Occasion;
using loyalty::ShipmentRow;

constexpr uint32_t kStranger = UINT32_MAX;

bool Contains(std::string_view text, std::string_view word) { return text.find(word) != std::string_view::npos; }

// Somebody else pays: the receiver, or a third party.
bool IsPaidByOthers(std::string_view pay_method) {
  return pay_method == "2" || pay_method == "3" || Contains(pay_method, "到付") || Contains(pay_method, "收方") ||
         Contains(pay_method, "第三方") || Contains(pay_method, "ollect");
}
// A line of a charges file that is the freight itself.
bool IsFreight(std::string_view kind) {
  return kind == "运费" || kind == "快递运费" || kind == "基础运费" || kind == "freight" || kind == "Freight";
}

class Reading {
 public:
  Reading(const ImportedData& data, const loyalty::Programme& programme, const ClubDataWish& wish,
          loyalty::Ledger& ledger)
      : data_(data), rows_(data.club), programme_(programme), wish_(wish), ledger_(ledger) {}

  ClubData Read() {
    if (!rows_.customers) return std::move(club_);
    ReadMembers();
    ReadMembersOfLedger();
    ReadShipments();
    ReadParticipations();
    ReadRegistered();
    ReadBirthdays();
    ReadReferrals();
    PlaceDeeds();
    FindCoverage();
    ReadGifts();
    ReadRedemptions();
    if (wish_.opening_before != loyalty::kNoDay) ReadOpenings();
    return std::move(club_);
  }

 private:
  [[nodiscard]] std::string_view Text(table::TextId id) const {
    return id == table::kNoText ? std::string_view() : (*rows_.texts)[id];
  }
  [[nodiscard]] uint32_t MemberOf(uint32_t customer) const {
    return customer < member_of_.size() ? member_of_[customer] : kStranger;
  }

  void ReadMembers() {
    member_of_.assign(rows_.customers->size(), kStranger);
    // Who applied at the office keeps his number, whatever number a file gives to his customer later.
    std::unordered_map<uint32_t, const OfficeMember*> applied;
    if (wish_.office != nullptr) {
      for (const loyalty::ErasureLog& log : wish_.office->erasures) erased_.insert(log.member);
      for (const OfficeMember& one : wish_.office->members) {
        const uint32_t customer = one.applied_here() ? CustomerOf(one) : kStranger;
        if (customer != kStranger) applied.emplace(customer, &one);
      }
    }
    std::unordered_set<std::string> ids;
    for (const MemberRow& row : rows_.members) {
      if (row.customer >= member_of_.size()) continue;
      ClubMemberRow told;
      told.customer = std::string((*rows_.customers)[row.customer]);
      const auto own = applied.find(row.customer);
      told.id = own != applied.end()              ? own->second->member
                : row.member_no == table::kNoText ? told.customer
                                                  : std::string(Text(row.member_no));
      // A number of two customers is the first one's (LOYALTY-402): two could not share an account.
      if (!ids.insert(told.id).second) continue;
      told.name = std::string(Text(row.name));
      told.customer_index = row.customer;
      told.row = &row;
      AddMember(std::move(told));
    }
    if (wish_.office == nullptr) return;
    for (const OfficeMember& one : wish_.office->members) {
      if (!one.applied_here() || !ids.insert(one.member).second) continue;
      ClubMemberRow told;
      told.id = one.member;
      told.customer = one.customer;
      told.customer_index = CustomerOf(one);
      if (told.customer_index != kStranger && MemberOf(told.customer_index) != kStranger)
        told.customer_index = kStranger;
      AddMember(std::move(told));
    }
  }

  uint32_t CustomerOf(const OfficeMember& one) const {
    const table::TextId id = one.customer.empty() ? table::kNoText : rows_.customers->Find(one.customer);
    return id == table::kNoText ? kStranger : id;
  }

  void AddMember(ClubMemberRow told) {
    const MemberOffice* const office = wish_.office;
    MemberInput member;
    member.member = ledger_.Member(told.id);
    if (erased_.contains(told.id)) {
      if (told.customer_index != kStranger) club_.erased_customers.insert(told.customer_index);
      ClubMemberRow left;
      left.id = told.id;
      left.customer_index = kStranger;
      left.is_erased = true;
      member.state = MemberState::kExited;
      member.active_from = loyalty::kNoDay - 1;
      club_.members.push_back(std::move(left));
      club_.input.members.push_back(std::move(member));
      return;
    }
    if (told.customer_index != kStranger) member_of_[told.customer_index] = static_cast<uint32_t>(club_.members.size());
    if (const auto table_row = data_.table.RowOf(told.customer); told.name.empty() && table_row)
      told.name = std::string(data_.table.customer_name[*table_row]);
    if (wish_.segment_of && !told.customer.empty()) member.segment = wish_.segment_of(told.customer);
    if (told.row != nullptr) member.member_class = std::string(Text(told.row->member_class));
    const OfficeMember* const hand = office == nullptr ? nullptr : office->Find(told.id);
    if (hand != nullptr && !hand->member_class.empty()) member.member_class = hand->member_class;
    if (hand != nullptr && !hand->trail.empty()) {
      FollowTrail(TrailOf(told.id, told.row, hand).member, told, member);
    } else if (told.row != nullptr) {
      FollowFile(*told.row, member);
    }
    club_.members.push_back(std::move(told));
    club_.input.members.push_back(std::move(member));
  }

  static void FollowFile(const MemberRow& row, MemberInput& member) {
    member.state = StateIn(row);
    // No benefit before the card is there (S2-6); a file without days is one of members who always were.
    const std::optional<Day> from = row.card_issued ? row.card_issued : row.approved ? row.approved : row.applied;
    member.active_from = from.value_or(kEver);
    const bool was_active = loyalty::EntitlementsOf(member.state).has_benefits ||
                            member.state == MemberState::kSuspended || member.state == MemberState::kExited;
    // Nobody knows what a state without a day is to do to which points: what is there stays until a day is entered.
    if (!was_active || IsUndated(row)) member.active_from = loyalty::kNoDay - 1;
    if (row.exited) member.active_to = *row.exited;
  }

  void FollowTrail(const loyalty::ClubMember& whole, ClubMemberRow& told, MemberInput& member) const {
    member.state = StateOn(whole, wish_.last_day).value_or(MemberState::kApplied);
    member.is_dated = true;
    told.card_held = CardSpans(whole);
    const std::vector<loyalty::DaySpan> active = ActiveSpans(whole);
    if (active.empty()) {
      member.active_from = loyalty::kNoDay - 1;
      return;
    }
    member.active_from = active.front().from;
    member.active_to = active.back().to.value_or(loyalty::kNoDay);
    for (size_t i = 1; i < active.size(); ++i) member.away.push_back({*active[i - 1].to + 1, active[i].from - 1});
  }

  // Members that the ledger has and the files do not: what they hold is owed on, so that the months add up.
  void ReadMembersOfLedger() {
    std::unordered_set<uint32_t> known;
    for (const MemberInput& member : club_.input.members) known.insert(member.member);
    for (const uint32_t number : ledger_.MembersInOrder()) {
      if (ledger_.EntriesOf(number).empty() || known.contains(number)) continue;
      ClubMemberRow told;
      told.id = std::string(ledger_.members()[number]);
      told.customer_index = kStranger;
      MemberInput member;
      member.member = number;
      member.state = MemberState::kExited;
      member.active_from = loyalty::kNoDay - 1;
      club_.members.push_back(std::move(told));
      club_.input.members.push_back(std::move(member));
    }
  }

  // Lines of one waybill are one deed.
  void ReadShipments() {
    std::unordered_map<uint64_t, int64_t> surcharges;  // by waybill
    for (const loyalty::ChargeRow& charge : rows_.charges) {
      if (charge.waybill != ShipmentRow::kNoWaybill && !IsFreight(Text(charge.kind)))
        surcharges[charge.waybill] += charge.amount.minor;
    }
    std::vector<uint32_t> order;
    for (uint32_t i = 0; i < rows_.shipments.size(); ++i) {
      if (MemberOf(rows_.shipments[i].customer) != kStranger) order.push_back(i);
    }
    Sort(order, [this](uint32_t a, uint32_t b) {
      const ShipmentRow& x = rows_.shipments[a];
      const ShipmentRow& y = rows_.shipments[b];
      return x.customer != y.customer ? x.customer < y.customer
             : x.waybill != y.waybill ? x.waybill < y.waybill
                                      : a < b;
    });
    for (size_t i = 0; i < order.size();) {
      const ShipmentRow& first = rows_.shipments[order[i]];
      Deed deed;
      deed.day = first.on;
      bool counts = true;
      for (; i < order.size(); ++i) {
        const ShipmentRow& line = rows_.shipments[order[i]];
        const bool is_same = &line == &first || (line.customer == first.customer && line.waybill == first.waybill &&
                                                 line.waybill != ShipmentRow::kNoWaybill);
        if (!is_same) break;
        deed.day = std::min(deed.day, line.on);
        deed.amount += Money{line.amount_minor};
        if (line.tax_minor != model::kNull) deed.tax += Money{line.tax_minor};
        if (deed.product == table::kNoText && line.product != table::kNoText)
          deed.product = ledger_.Source(Text(line.product));
        if (IsPaidByOthers(Text(line.pay_method))) deed.is_paid_by_member = false;
        counts = counts && line.status() != model::ShipmentStatus::kCancelled;
      }
      if (!counts) continue;
      deed.source = ledger_.Source(SourceOf(first));
      if (const auto found = surcharges.find(first.waybill); found != surcharges.end())
        deed.surcharges = Money{found->second};
      Add(MemberOf(first.customer), deed);
    }
  }

  std::string SourceOf(const ShipmentRow& row) const {
    if (row.waybill == ShipmentRow::kNoWaybill) return ToIso(row.on) + " " + std::to_string(row.row);
    if (row.waybill < model::kWaybillKeySide) return model::DecodeWaybill(row.waybill);
    return std::string((*rows_.waybills)[static_cast<table::TextId>(row.waybill - model::kWaybillKeySide)]);
  }

  void ReadParticipations() {
    for (const loyalty::ParticipationRow& row : rows_.participations) {
      const uint32_t member = MemberOf(row.customer);
      const bool is_event = row.kind == loyalty::ParticipationRow::Kind::kEvent;
      const bool counts =
          row.result == loyalty::ParticipationRow::Result::kYes && row.kind != loyalty::ParticipationRow::Kind::kOther;
      if (member == kStranger || !counts) continue;
      Deed deed;
      deed.kind = is_event ? Occasion::kEvent : Occasion::kSubmission;
      deed.day = row.on;
      const std::string_view title = row.source_no != table::kNoText ? Text(row.source_no) : Text(row.title);
      deed.source = ledger_.Source(std::string(title) + " " + ToIso(row.on));
      for (const table::TextId name : {row.source_no, row.title}) {
        if (name != table::kNoText) of_file_.insert({{member, deed.kind, row.on, Text(name)}, deeds_.size()});
      }
      Add(member, deed);
    }
  }

  // Attendance and pieces that were written down by hand. What the participations file has as well is one deed: its row
  // has the same number or title, and day. Where the two would call it by different names in the ledger, the name that
  // the ledger has already stays.
  void ReadRegistered() {
    if (wish_.registered.empty()) return;
    std::map<std::string_view, uint32_t> member_of;
    for (uint32_t i = 0; i < club_.members.size(); ++i) member_of[club_.members[i].id] = i;
    for (const RegisteredDeed& told : wish_.registered) {
      const auto found = member_of.find(told.member);
      if (found == member_of.end()) continue;
      const uint32_t member = found->second;
      std::vector<table::TextId> names;  // that it may have in the ledger
      Deed* in_file = nullptr;
      for (const Day day : {told.day, told.came_in}) {
        for (const std::string& name : {told.id, told.title}) {
          if (name.empty()) continue;
          names.push_back(ledger_.Source(name + " " + ToIso(day)));
          const auto row = of_file_.find({member, told.occasion, day, name});
          if (row != of_file_.end()) in_file = &deeds_[row->second].deed;
        }
      }
      if (in_file != nullptr) names.push_back(in_file->source);
      const table::TextId in_ledger = KnownSource(club_.input.members[member].member, names);
      if (in_file != nullptr) {
        if (in_ledger != table::kNoText) in_file->source = in_ledger;
        continue;
      }
      Deed deed;
      deed.kind = told.occasion;
      deed.day = told.day;
      deed.source = in_ledger != table::kNoText ? in_ledger : names.front();
      deed.is_taken_back = !told.counts;
      if (told.counts) {
        Add(member, deed);
      } else if (in_ledger != table::kNoText) {
        deeds_.push_back({member, deed});
      }
    }
  }

  // The first of the names under which the member has earned; kNoText: none.
  [[nodiscard]] table::TextId KnownSource(uint32_t member, const std::vector<table::TextId>& names) const {
    for (const Entry& entry : ledger_.EntriesOf(member)) {
      if (entry.kind == EntryKind::kEarn && entry.of == table::kNoText &&
          std::find(names.begin(), names.end(), entry.source) != names.end())
        return entry.source;
    }
    return table::kNoText;
  }

  // Solar birthdays of the years that the files cover. Lunar ones need the care calendar.
  void ReadBirthdays() {
    const bool wants = std::any_of(programme_.earn.begin(), programme_.earn.end(),
                                   [](const loyalty::EarnRule& rule) { return rule.occasion == Occasion::kBirthday; });
    if (!wants || club_.first_deed == loyalty::kNoDay) return;
    const int32_t first_year = ToCivil(club_.first_deed).year;
    const int32_t last_year = ToCivil(wish_.last_day).year;
    for (const MemberRow& row : rows_.members) {
      if (row.birthday == model::kNull || MemberOf(row.customer) == kStranger) continue;
      const model::Birthday birthday = model::Birthday::FromPacked(row.birthday);
      if (birthday.is_lunar || birthday.day == 0) continue;
      for (int32_t year = first_year; year <= last_year; ++year) {
        const int32_t day = std::min(birthday.day, DaysInMonth(year, birthday.month));
        Deed deed;
        deed.kind = Occasion::kBirthday;
        deed.day = ToDay({year, birthday.month, day});
        deed.source = ledger_.Source("birthday " + std::to_string(year));
        Add(MemberOf(row.customer), deed);
      }
    }
  }

  // Awards, and the deeds that they are where a rule gives points for them.
  void ReadReferrals() {
    if (rows_.referrals.empty()) return;
    // A programme that was taken has rules that can be run.
    Result<loyalty::ReferralResult> result =
        loyalty::RunReferral(programme_.referral, ReferralFactsOf(data_, club_), wish_.last_day);
    if (!result) return;
    club_.referrals = std::move(result).value();
    std::unordered_map<std::string_view, uint32_t> rows;
    for (uint32_t i = 0; i < club_.members.size(); ++i) rows.emplace(club_.members[i].id, i);
    const bool earns = std::any_of(programme_.earn.begin(), programme_.earn.end(),
                                   [](const loyalty::EarnRule& rule) { return rule.occasion == Occasion::kReferral; });
    for (const loyalty::ReferralOutcome& outcome : club_.referrals.outcomes) {
      const auto row = rows.find(outcome.claim.referrer);
      if (row == rows.end()) continue;
      for (const loyalty::ReferralAward& award : outcome.awards) {
        if (award.granted.minor == 0) continue;
        const std::string id = AwardIdOf(outcome, award);
        loyalty::AwardGiven given = GivenOf(award);
        given.member = club_.input.members[row->second].member;
        given.source = ledger_.Source(id);
        const std::optional<loyalty::ReferralChoice> chosen =
            wish_.choice_of ? wish_.choice_of(id) : std::optional<loyalty::ReferralChoice>();
        given.is_gift = chosen.value_or(outcome.claim.choice) == loyalty::ReferralChoice::kGift;
        given.valid_days = programme_.referral.valid_days;
        if (earns && award.active_on <= wish_.last_day) {
          Deed deed;
          deed.kind = Occasion::kReferral;
          deed.day = award.active_on;
          deed.source = given.source;
          deed.is_taken_back = award.value.minor == 0;
          if (deed.is_taken_back && !given.withdrawals.empty()) deed.day = given.withdrawals.back().day;
          Add(row->second, deed);
        }
        club_.input.awards.push_back(std::move(given));
      }
    }
  }

  // What is active on its first day, and what is taken back after it.
  static loyalty::AwardGiven GivenOf(const loyalty::ReferralAward& award) {
    loyalty::AwardGiven given;
    given.day = award.active_on;
    for (const loyalty::AwardLine& line : award.lines) {
      if (line.kind == loyalty::AwardLine::Kind::kReleased) continue;
      if (line.day <= award.active_on) {
        given.value += line.amount;
      } else if (!given.withdrawals.empty() && given.withdrawals.back().day == line.day) {
        given.withdrawals.back().value = given.withdrawals.back().value - line.amount;
      } else {
        given.withdrawals.push_back({line.day, Money{-line.amount.minor}});
      }
    }
    return given;
  }

  void Add(uint32_t member, const Deed& deed) {
    deeds_.push_back({member, deed});
    if (deed.kind != Occasion::kBirthday && deed.kind != Occasion::kReferral) {
      club_.first_deed = std::min(club_.first_deed, deed.day);
      club_.last_deed = std::max(club_.last_deed, deed.day);
    }
  }

  void PlaceDeeds() {
    Sort(deeds_, [this](const Placed& a, const Placed& b) {
      if (a.member != b.member) return a.member < b.member;
      if (a.deed.day != b.deed.day) return a.deed.day < b.deed.day;
      if (a.deed.kind != b.deed.kind) return a.deed.kind < b.deed.kind;
      return ledger_.sources()[a.deed.source] < ledger_.sources()[b.deed.source];
    });
    size_t at = 0;
    for (uint32_t member = 0; member < club_.input.members.size(); ++member) {
      club_.input.members[member].deeds_begin = club_.input.deeds.size();
      for (; at < deeds_.size() && deeds_[at].member == member; ++at) club_.input.deeds.push_back(deeds_[at].deed);
      club_.input.members[member].deeds_end = club_.input.deeds.size();
    }
    deeds_ = {};
  }

  // Files that begin in the first days of a month, or end in its last, have all of it; others are whole from the next
  // month on, or up to the one before. A month without a single row is a file that is not there: what lies before it is
  // not looked at either.
  void FindCoverage() {
    constexpr int32_t kDaysOff = 3;
    loyalty::Coverage& covered_from = club_.input.covered_from;
    loyalty::Coverage& covered_to = club_.input.covered_to;
    covered_from.fill(loyalty::kNoDay);
    const auto cover = [&](const auto& rows, std::initializer_list<Occasion> occasions) {
      if (rows.empty()) return;
      Day first = rows.front().on;
      Day last = first;
      std::set<Day> months;
      Window seen{Day{1}, Day{0}};  // the month of the row before
      for (const auto& row : rows) {
        first = std::min(first, row.on);
        last = std::max(last, row.on);
        if (!seen.Contains(row.on)) months.insert((seen = loyalty::MonthOf(row.on)).from);
      }
      Day month = loyalty::MonthOf(last).from;
      while (months.count(AddMonths(month, -1)) > 0) month = AddMonths(month, -1);
      first = std::max(first, month);
      const Window begins = loyalty::MonthOf(first);
      const Window ends = loyalty::MonthOf(last);
      for (const Occasion one : occasions) {
        covered_from[static_cast<size_t>(one)] = first - begins.from < kDaysOff ? begins.from : begins.to + 1;
        covered_to[static_cast<size_t>(one)] = ends.to - last < kDaysOff ? ends.to : ends.from - 1;
      }
    };
    cover(rows_.shipments, {Occasion::kStatement, Occasion::kShipment, Occasion::kFirstShipment});
    cover(rows_.participations, {Occasion::kEvent, Occasion::kSubmission});
  }

  void ReadGifts() {
    for (const loyalty::GiftRow& row : rows_.gifts) {
      const std::string id(Text(row.sku));
      const bool is_known = std::any_of(programme_.rewards.begin(), programme_.rewards.end(),
                                        [&id](const loyalty::Reward& reward) { return reward.id == id; });
      if (is_known || row.price_points < 1 || row.price_points > kEntryPointsMax) continue;
      loyalty::Reward reward;
      reward.id = id;
      reward.name = {std::string(Text(row.name)), {}};
      reward.kind = loyalty::Reward::Kind::kGift;
      reward.points = row.price_points;
      reward.value = reward.unit_cost = row.unit_cost.value_or(Money{0});
      club_.gifts.push_back(std::move(reward));
    }
  }

  void ReadRedemptions() {
    for (const loyalty::RedemptionRow& row : rows_.redemptions) {
      const uint32_t member = MemberOf(row.customer);
      if (member == kStranger) {
        if (!club_.erased_customers.contains(row.customer)) ++club_.redemptions_of_strangers;
        continue;
      }
      loyalty::Redemption redemption;
      redemption.member = club_.input.members[member].member;
      redemption.day = row.on;
      redemption.reversed_on = row.reversed_on.value_or(loyalty::kNoDay);
      redemption.reward = RewardOf(row);
      redemption.quantity = std::max<int64_t>(1, row.quantity_micro / model::kMicro);
      redemption.points = row.points;
      redemption.document = ledger_.Source(Text(row.document_no));
      club_.input.redemptions.push_back(std::move(redemption));
      club_.redemptions.push_back(&row);
    }
  }

  // By number, else by name; a reward that is only a kind is one of that kind.
  std::string RewardOf(const loyalty::RedemptionRow& row) const {
    const std::string_view sku = Text(row.sku);
    const std::string_view name = Text(row.reward);
    for (const std::vector<loyalty::Reward>* list : {&programme_.rewards, &club_.gifts}) {
      for (const loyalty::Reward& reward : *list) {
        const bool is_it = (!sku.empty() && reward.id == sku) ||
                           (!name.empty() && (reward.id == name || reward.name.zh == name || reward.name.en == name));
        if (is_it) return reward.id;
      }
    }
    return std::string(sku.empty() ? name : sku);
  }

  // The lines of points files as what is left of each expiry: what was taken came off what expired soonest.
  void ReadOpenings() {
    std::map<uint32_t, std::vector<const loyalty::PointsRow*>> by_member;
    for (const loyalty::PointsRow& row : rows_.points) {
      const uint32_t member = MemberOf(row.customer);
      if (member != kStranger && row.on < wish_.opening_before) by_member[member].push_back(&row);
    }
    for (auto& [member, lines] : by_member) {
      const uint32_t number = club_.input.members[member].member;
      const auto entries = ledger_.EntriesOf(number);
      // What was entered by hand before the first close is no opening.
      const bool has_others = std::any_of(entries.begin(), entries.end(),
                                          [this](const Entry& entry) { return !loyalty::HandNoteOf(ledger_, entry); });
      if (!has_others) OpenOne(member, number, lines);
    }
  }

  void OpenOne(uint32_t member, uint32_t number, std::vector<const loyalty::PointsRow*>& lines) {
    Sort(lines, [](const loyalty::PointsRow* a, const loyalty::PointsRow* b) { return a->on < b->on; });
    const Day day = wish_.opening_before - 1;
    std::map<Day, int64_t> left;  // by last day
    int64_t taken = 0;
    int64_t sum = 0;
    for (const loyalty::PointsRow* line : lines) {
      sum += line->delta;
      if (line->delta > 0) {
        left[line->expires_on.value_or(loyalty::kNoDay)] += line->delta;
      } else {
        taken -= line->delta;
      }
    }
    for (auto& [last, points] : left) {
      const int64_t now = std::min(taken, points);
      points -= now;
      taken -= now;
      if (points <= 0 || points > kEntryPointsMax || (last != loyalty::kNoDay && last < day)) continue;
      Entry entry;
      entry.kind = EntryKind::kOpening;
      entry.rule = ledger_.Rule("opening");
      entry.source = ledger_.Source("opening " + (last == loyalty::kNoDay ? std::string("–") : ToIso(last)));
      entry.day = day;
      entry.points = static_cast<int32_t>(points);
      if (last != loyalty::kNoDay)
        entry.lives = loyalty::Lifespan::Days(std::clamp(last + 1 - day, 1, loyalty::Lifespan::kDaysMax));
      club_.input.facts.push_back({number, entry});
    }
    const loyalty::PointsRow* const last = lines.back();
    if (last->balance && *last->balance != sum)
      club_.opening_differences.push_back({club_.members[member].id, *last->balance, sum});
  }

  struct Placed {
    uint32_t member;
    Deed deed;
  };
  const ImportedData& data_;
  const ClubRows& rows_;
  const loyalty::Programme& programme_;
  const ClubDataWish& wish_;
  loyalty::Ledger& ledger_;
  ClubData club_;
  std::vector<uint32_t> member_of_;  // by customer
  std::unordered_set<std::string_view> erased_;
  std::vector<Placed> deeds_;
  // Deeds of the participations file, by number and by title.
  std::map<std::tuple<uint32_t, Occasion, Day, std::string_view>, size_t> of_file_;
};

}  // namespace

ClubData ReadClub(const ImportedData& data, const loyalty::Programme& programme, const ClubDataWish& wish,
                  loyalty::Ledger& ledger) {
  ClubData club = Reading(data, programme, wish, ledger).Read();
  MarkArrears(data, programme, wish.last_day, club.members, club.input.members);
  return club;
}

std::vector<size_t> MembersById(const ClubData& club) {
  std::vector<size_t> order(club.members.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  Sort(order, [&](size_t a, size_t b) { return club.members[a].id < club.members[b].id; });
  return order;
}

void MarkArrears(const ImportedData& data, const loyalty::Programme& programme, Day on,
                 const std::vector<ClubMemberRow>& rows, std::vector<loyalty::MemberInput>& members) {
  if (programme.arrears.overdue_days <= 0) return;
  std::unordered_map<uint32_t, size_t> member_of;
  for (size_t i = 0; i < rows.size(); ++i) member_of[rows[i].customer_index] = i;
  for (const loyalty::PaymentRow& payment : data.club.payments) {
    const auto member = member_of.find(payment.customer);
    if (member == member_of.end() || !payment.month) continue;
    const Day due = loyalty::MonthOf(*payment.month).to + programme.arrears.overdue_days;
    const bool is_paid = payment.paid_on && *payment.paid_on <= on && payment.paid.value_or(payment.due) >= payment.due;
    if (due < on && !is_paid && payment.due > Money{0}) members[member->second].is_in_arrears = true;
  }
}

std::string AwardIdOf(const loyalty::ReferralOutcome& outcome, const loyalty::ReferralAward& award) {
  return outcome.claim.referee + ":" + ToIso(award.paid_on);
}

loyalty::ReferralFacts ReferralFactsOf(const ImportedData& data, const ClubData& club) {
  const ClubRows& rows = data.club;
  loyalty::ReferralFacts facts;
  const auto text = [&rows](table::TextId id) {
    return id == table::kNoText ? std::string() : std::string((*rows.texts)[id]);
  };
  std::unordered_map<uint32_t, size_t> member_of;
  for (size_t i = 0; i < club.members.size(); ++i) {
    const ClubMemberRow& member = club.members[i];
    member_of[member.customer_index] = i;
    const loyalty::MemberInput& input = club.input.members[i];
    loyalty::ReferralMember earner{member.id, member.customer, member.card_held};
    if (!input.is_dated && input.active_from < loyalty::kNoDay - 1)
      earner.card_held.push_back({input.active_from, input.active_to});
    facts.members.push_back(std::move(earner));
    if (member.row == nullptr) continue;
    loyalty::ReferralParty party;
    party.customer = member.customer;
    party.phone = text(member.row->mobile);
    party.credit_code = text(member.row->credit_code);
    party.account = member.customer;
    facts.parties.push_back(std::move(party));
  }
  std::unordered_map<uint32_t, Day> first_claim;  // by referee
  for (const loyalty::ReferralRow& row : rows.referrals) {
    if (row.referrer >= rows.customers->size() || club.erased_customers.contains(row.referrer)) continue;
    const auto referrer = member_of.find(row.referrer);
    const std::string referee =
        row.referee == table::kNoText ? text(row.referee_text) : std::string((*rows.customers)[row.referee]);
    loyalty::ReferralClaim claim;
    claim.referrer =
        referrer == member_of.end() ? std::string((*rows.customers)[row.referrer]) : club.members[referrer->second].id;
    claim.referee = referee;
    const std::optional<Day> claimed = row.claimed_on ? row.claimed_on : row.paid_on;
    if (!claimed) continue;
    if (row.referee != table::kNoText) {
      const auto [first, is_new] = first_claim.emplace(row.referee, *claimed);
      if (!is_new) first->second = std::min(first->second, *claimed);
    }
    claim.claimed_on = *claimed;
    const std::string choice = text(row.choice);
    if (choice.find("礼") != std::string::npos || choice.find("ift") != std::string::npos)
      claim.choice = loyalty::ReferralChoice::kGift;
    facts.claims.push_back(std::move(claim));
    loyalty::ReferralParty party;
    party.customer = referee;
    party.phone = text(row.referee_mobile);
    party.credit_code = text(row.referee_credit_code);
    party.registered_on = claimed;
    if (const auto table_row = data.table.RowOf(referee);
        table_row && data.table.first_ship[*table_row] != profile::kNoDay)
      party.first_shipment_on = data.table.first_ship[*table_row];
    facts.parties.push_back(std::move(party));
    // Claims of several members name the same payment: one deal.
    const std::string document = "referral " + referee + (row.paid_on ? " " + ToIso(*row.paid_on) : std::string());
    if (row.paid_on && row.paid) facts.payments.push_back({referee, *row.paid_on, *row.paid, document});
    if (row.refunded_on) {
      const Money refunded = row.refunded ? *row.refunded : row.paid.value_or(Money{0});
      facts.refunds.push_back({referee, *row.refunded_on, refunded, document, document});
    }
  }
  // Who had paid before the first claim is no new customer; later payments are deals only where the referrals file says
  // so.
  for (const loyalty::PaymentRow& payment : rows.payments) {
    const auto first = first_claim.find(payment.customer);
    if (first == first_claim.end() || !payment.paid_on || *payment.paid_on >= first->second) continue;
    const Money paid = payment.paid.value_or(payment.due);
    facts.payments.push_back({std::string((*rows.customers)[payment.customer]), *payment.paid_on, paid,
                              "payment " + text(payment.document_no)});
  }
  return facts;
}

}  // namespace loyalane::club
