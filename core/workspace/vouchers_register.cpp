#include "workspace/vouchers_register.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "base/sort.h"
#include "workspace/command_json.h"
#include "workspace/json_fields.h"
#include "workspace/yuan_kind.h"

namespace loyalane::workspace {
namespace {

using loyalty::GivenThing;
using loyalty::ReferralAward;
using loyalty::ReferralChoice;
using loyalty::ReferralOutcome;
using loyalty::Voucher;
using loyalty::VoucherState;
using loyalty::VoucherStock;
using loyalty::VoucherSum;

constexpr size_t kWindowRowsMax = 1000;
constexpr uint32_t kNotesMax = 1'000'000;
const Text kId{1, 400};
const Text kText{0, 400};

Fields<HandNote> HandFields() {
  return {
      Of<&HandNote::day>("day", IsoDay{}, {"哪天。", "Day."}).Required(),
      Of<&HandNote::who>("who", kId, {"谁。", "Who."}).Required(),
      Of<&HandNote::reason>("reason", kText, {"为什么。", "Why."}),
  };
}
Fields<VoucherUseNote> UseFields() {
  return {
      Of<&VoucherUseNote::voucher>("voucher", kId, {"券号。", "The voucher."}).Required(),
      Of<&VoucherUseNote::document>("document", kId, {"用于哪张单据。", "The invoice."}).Required(),
      Of<&VoucherUseNote::amount>("amount", YuanKind{}, {"单据金额。", "Its amount."}).Required(),
      Of<&VoucherUseNote::offset>("offset", YuanKind{}, {"抵了多少。", "What it was lowered by."}).Required(),
      Of<&VoucherUseNote::day>("day", IsoDay{}, {"哪天。", "Day."}).Required(),
      Of<&VoucherUseNote::who>("who", kId, {"谁。", "Who."}).Required(),
      Of<&VoucherUseNote::undone>("undone", Nullable<Object<HandNote>>{{HandFields()}}, {"撤销。", "Undone."}),
  };
}
Fields<VoucherCancelNote> CancelFields() {
  return {
      Of<&VoucherCancelNote::voucher>("voucher", kId, {"券号。", "The voucher."}).Required(),
      Of<&VoucherCancelNote::day>("day", IsoDay{}, {"哪天。", "Day."}).Required(),
      Of<&VoucherCancelNote::who>("who", kId, {"谁。", "Who."}).Required(),
      Of<&VoucherCancelNote::reason>("reason", kText, {"为什么。", "Why."}),
      Of<&VoucherCancelNote::undone>("undone", Nullable<Object<HandNote>>{{HandFields()}}, {"撤销。", "Undone."}),
  };
}
Fields<AwardChoiceNote> ChoiceFields() {
  return {
      Of<&AwardChoiceNote::award>("award", kId, {"哪笔奖励。", "The award."}).Required(),
      Of<&AwardChoiceNote::choice>(
          "choice", OneOf<ReferralChoice>{{"voucher", ReferralChoice::kVoucher}, {"gift", ReferralChoice::kGift}},
          {"券或礼品。", "Voucher or gift."})
          .Required(),
      Of<&AwardChoiceNote::gift>("gift", kText, {"礼品编码。", "Which gift."}),
      Of<&AwardChoiceNote::day>("day", IsoDay{}, {"哪天。", "Day."}).Required(),
      Of<&AwardChoiceNote::who>("who", kId, {"谁。", "Who."}).Required(),
      Of<&AwardChoiceNote::reason>("reason", kText, {"为什么。", "Why."}),
  };
}
Fields<VoucherSettledNote> SettledFields() {
  return {
      Of<&VoucherSettledNote::voucher>("voucher", kId, {"券号。", "The voucher."}).Required(),
      Of<&VoucherSettledNote::day>("day", IsoDay{}, {"哪天。", "Day."}).Required(),
      Of<&VoucherSettledNote::who>("who", kId, {"谁。", "Who."}).Required(),
      Of<&VoucherSettledNote::reason>("reason", kText, {"怎样结清的。", "How."}),
  };
}
Fields<GiftDeliveredNote> DeliveredFields() {
  return {
      Of<&GiftDeliveredNote::request>("request", kId, {"领取单。", "The request."}).Required(),
      Of<&GiftDeliveredNote::member>("member", kId, {"会员号。", "The member."}).Required(),
      Of<&GiftDeliveredNote::gift>("gift", kId, {"礼品编码。", "The gift."}).Required(),
      Of<&GiftDeliveredNote::quantity>("quantity", Whole{1, INT32_MAX}, {"几份。", "How many."}).Required(),
      Of<&GiftDeliveredNote::month>("month", kId, {"哪个月的备货单。", "Of which month's list."}).Required(),
      Of<&GiftDeliveredNote::day>("day", IsoDay{}, {"发放日。", "Handed over on."}).Required(),
      Of<&GiftDeliveredNote::who>("who", kId, {"谁。", "By whom."}).Required(),
      Of<&GiftDeliveredNote::undone>("undone", Nullable<Object<HandNote>>{{HandFields()}}, {"撤销。", "Undone."}),
  };
}
Fields<VouchersDocument> DocumentFields() {
  const ListSize size{0, kNotesMax};
  return {
      Of<&VouchersDocument::uses>("uses", List<Object<VoucherUseNote>>{{UseFields()}, size}, {"核销。", "Uses."}),
      Of<&VouchersDocument::cancelled>("cancelled", List<Object<VoucherCancelNote>>{{CancelFields()}, size},
                                       {"作废。", "Cancellations."}),
      Of<&VouchersDocument::choices>("choices", List<Object<AwardChoiceNote>>{{ChoiceFields()}, size},
                                     {"券或礼品的选择。", "Choices."}),
      Of<&VouchersDocument::settled>("settled", List<Object<VoucherSettledNote>>{{SettledFields()}, size},
                                     {"已结清。", "Settled."}),
      Of<&VouchersDocument::delivered>("delivered", List<Object<GiftDeliveredNote>>{{DeliveredFields()}, size},
                                       {"已发放的礼品。", "Gifts handed over."}),
  };
}

Json DocumentJson(const VouchersDocument& document) {
  Json json = Json::object();
  json["version"] = kRegisterVersion;
  const Fields<VouchersDocument> fields = DocumentFields();
  const Json members = WriteMembers(fields.list, &document);
  for (const auto& [key, value] : members.items()) json[key] = value;
  return json;
}

Result<std::string> Needed(const Json& act, const char* key) {
  std::string text = TextOf(act, key);
  if (text.empty() || text.size() > 400) return BadText(key, text, "\"…\"");
  return text;
}
Result<HandNote> NoteIn(const Json& act, bool needs_reason) {
  HandNote note;
  Result<std::string> who = Needed(act, "who");
  if (!who) return who.error();
  note.who = std::move(who).value();
  const std::optional<Day> day = ParseIsoDay(TextOf(act, "day"));
  if (!day) return BadText("day", TextOf(act, "day"), "YYYY-MM-DD");
  note.day = *day;
  note.reason = TextOf(act, "reason");
  if (needs_reason || note.reason.size() > 400) {
    const Result<std::string> reason = Needed(act, "reason");
    if (!reason) return reason.error();
  }
  return note;
}

size_t RowOf(const ClubData& club, std::string_view member) {
  size_t row = 0;
  while (row < club.members.size() && club.members[row].id != member) ++row;
  return row;
}

struct Rows {
  size_t from, to;
};
// "all": for papers; a screen asks for a window.
Rows WindowOf(const Json& question, size_t size) {
  if (TruthOf(question, "all")) return {0, size};
  const auto all = static_cast<int64_t>(size);
  const int64_t from = std::clamp<int64_t>(WholeOf(question, "from", 0), 0, all);
  const int64_t to = std::clamp<int64_t>(WholeOf(question, "to", 100), from,
                                         std::min(all, from + static_cast<int64_t>(kWindowRowsMax)));
  return {static_cast<size_t>(from), static_cast<size_t>(to)};
}

Json SumJson(const VoucherSum& sum) {
  Json json = Json::object();
  json["count"] = sum.count;
  json["value"] = ToDecimal(sum.value);
  return json;
}

}  // namespace

std::string_view IdOf(VoucherState state) {
  constexpr std::string_view kIds[] = {"not_yet", "open", "used", "expired", "cancelled"};
  return kIds[static_cast<size_t>(state)];
}
std::string_view IdOf(loyalty::AwardState state) {
  constexpr std::string_view kIds[] = {"pending", "earned", "reversed", "refused"};
  return kIds[static_cast<size_t>(state)];
}

Json VoucherTotalsJson(const loyalty::VoucherTotals& totals) {
  Json json = Json::object();
  json["issued"] = SumJson(totals.issued);
  json["open"] = SumJson(totals.open);
  json["used"] = SumJson(totals.used);
  json["expired"] = SumJson(totals.expired);
  json["cancelled"] = SumJson(totals.cancelled);
  json["offset"] = ToDecimal(totals.offset);
  json["forfeited"] = ToDecimal(totals.forfeited);
  return json;
}

Json VoucherJson(const Voucher& voucher, Day today) {
  Json json = Json::object();
  json["id"] = voucher.id;
  json["member"] = voucher.member;
  json["value"] = ToDecimal(voucher.value);
  json["issuedOn"] = ToIso(voucher.issued_on);
  json["lastDay"] = DayOrNull(voucher.last_day);
  json["source"] = voucher.source == loyalty::VoucherSource::kAward ? "award" : "points";
  json["sourceId"] = voucher.source_id;
  json["state"] = IdOf(loyalty::StateOn(voucher, today));
  json["usedOn"] = voucher.use ? Json(ToIso(voucher.use->day)) : Json();
  json["document"] = voucher.use ? Json(voucher.use->document) : Json();
  json["offset"] = voucher.use ? Json(ToDecimal(voucher.use->offset)) : Json();
  json["cancelledOn"] = voucher.cancellation ? Json(ToIso(voucher.cancellation->day)) : Json();
  json["reason"] = voucher.cancellation ? Json(voucher.cancellation->reason) : Json();
  return json;
}

Status VouchersRegister::Take(const Json& document) {
  VouchersDocument taken;
  Json members = document;
  members.erase("version");
  Status read = ReadMembers(members, "", DocumentFields().list, &taken);
  if (!read) return read;
  document_ = std::move(taken);
  return Done{};
}

Json VouchersRegister::Document() const { return DocumentJson(document_); }

std::optional<ReferralChoice> VouchersRegister::ChoiceOf(std::string_view award) const {
  std::optional<ReferralChoice> choice;
  for (const AwardChoiceNote& note : document_.choices) {
    if (note.award == award) choice = note.choice;
  }
  return choice;
}
std::string VouchersRegister::GiftOf(std::string_view award) const {
  std::string gift;
  for (const AwardChoiceNote& note : document_.choices) {
    if (note.award == award) gift = note.gift;
  }
  return gift;
}

const GiftDeliveredNote* VouchersRegister::DeliveryOf(std::string_view request) const {
  for (const GiftDeliveredNote& note : document_.delivered) {
    if (note.request == request && !note.undone) return &note;
  }
  return nullptr;
}

std::vector<loyalty::Gift> VouchersRegister::GiftStock(const loyalty::ClubRows& rows, Day as_of) const {
  std::vector<loyalty::Gift> stock;
  for (const loyalty::GiftRow& row : rows.gifts) {
    loyalty::Gift gift{std::string((*rows.texts)[row.sku]), Points{row.price_points},
                       row.on_hand_micro / model::kMicro};
    for (const GiftDeliveredNote& note : document_.delivered) {
      if (!note.undone && note.gift == gift.id && note.day > as_of) gift.stock -= note.quantity;
    }
    gift.stock = std::max<int64_t>(gift.stock, 0);
    stock.push_back(std::move(gift));
  }
  return stock;
}

// A request of the pick list: a redemption that a closed month has posted, or a gift that one has given for an award.
Result<GiftDeliveredNote> VouchersRegister::Deliver(const Json& act, const HandNote& note,
                                                    const ClubSight& sight) const {
  const Result<std::string> request = Needed(act, "request");
  if (!request) return request.error();
  if (sight.club == nullptr) return Error(ErrorId::kNothingLoaded);
  const loyalty::Ledger& ledger = sight.ledger;
  std::vector<loyalty::GiftRequest> requests;
  std::string month;
  const auto add = [&](Day day, std::string_view member, std::string gift, int64_t quantity) {
    loyalty::GiftRequest one{*request,        day,     std::string(member), loyalty::MemberState::kActive,
                             std::move(gift), quantity};
    if (const GiftDeliveredNote* const before = DeliveryOf(*request)) one.delivered_on = before->day;
    requests.push_back(std::move(one));
  };
  for (const GivenThing& thing : loyalty::ThingsGiven(ledger)) {
    const bool is_it = thing.is_gift && thing.voucher.id == *request && thing.withdrawn < thing.voucher.value;
    if (!is_it) continue;
    add(thing.voucher.issued_on, thing.voucher.member, GiftOf(thing.voucher.source_id), 1);
    month = thing.period;
  }
  std::vector<loyalty::Gift> stock = GiftStock(sight.data->club, sight.as_of);
  for (const loyalty::Redemption& redemption : sight.club->input.redemptions) {
    const bool is_gift = std::any_of(stock.begin(), stock.end(),
                                     [&](const loyalty::Gift& gift) { return gift.id == redemption.reward; });
    const bool is_it = is_gift && redemption.document != table::kNoText &&
                       ledger.sources()[redemption.document] == *request && redemption.reversed_on == loyalty::kNoDay;
    if (!is_it) continue;
    const std::span<const loyalty::Entry> entries = ledger.EntriesOf(redemption.member);
    const auto posted = std::find_if(entries.begin(), entries.end(), [&](const loyalty::Entry& entry) {
      return entry.kind == loyalty::EntryKind::kSpend && entry.source == redemption.document &&
             entry.period != loyalty::kOpenPeriod;
    });
    if (posted == entries.end())
      return Error(ErrorId::kMonthNotClosed).With("month", loyalty::PeriodName(redemption.day));
    add(redemption.day, ledger.members()[redemption.member], redemption.reward, redemption.quantity);
    month = ledger.periods()[posted->period].name;
  }
  const auto count = static_cast<int64_t>(requests.size());
  // Two with one number: neither is known from the other.
  if (count != 1) return Error(ErrorId::kGiftRequestUnusable).With("request", *request).With("quantity", "0");
  const loyalty::GiftRequest wanted = requests.front();
  const Status delivered = loyalty::DeliverGift(stock, requests, *request, note.day);
  if (!delivered) return delivered.error();
  if (note.day < wanted.day) return BadText("day", ToIso(note.day), ("≥ " + ToIso(wanted.day)).c_str());
  return GiftDeliveredNote{*request, wanted.member, wanted.gift, month, note.who, static_cast<int32_t>(wanted.quantity),
                           note.day, std::nullopt};
}

Json VouchersRegister::GiftsTold(const Json& question, const ClubSight& sight) const {
  std::map<std::string_view, std::string_view> name_of;
  if (sight.club != nullptr) {
    for (const ClubMemberRow& row : sight.club->members) name_of.emplace(row.id, row.name);
  }
  const std::string month = TextOf(question, "month");
  Json rows = Json::array();
  for (const GiftDeliveredNote& note : document_.delivered) {
    if (!month.empty() && note.month != month) continue;
    Json row = WriteMembers(DeliveredFields().list, &note);
    const auto name = name_of.find(note.member);
    row["name"] = name == name_of.end() ? std::string_view() : name->second;
    rows.push_back(std::move(row));
  }
  Json answer = Json::object();
  answer["total"] = rows.size();
  answer["rows"] = std::move(rows);
  return answer;
}

Result<VoucherStock> VouchersRegister::StockOf(const loyalty::Ledger& ledger) const {
  loyalty::VoucherMarks marks;
  for (const VoucherUseNote& note : document_.uses) {
    if (!note.undone) marks.uses[note.voucher] = {note.day, note.document, note.offset};
  }
  for (const VoucherCancelNote& note : document_.cancelled) {
    if (!note.undone) marks.cancellations[note.voucher] = {note.day, note.reason};
  }
  return loyalty::KeepVouchers(loyalty::ThingsGiven(ledger), marks);
}

Day VouchersRegister::Today(const loyalty::Ledger& ledger, Day as_of) const {
  Day today = as_of == loyalty::kNoDay ? Day{INT32_MIN} : as_of;
  if (!ledger.periods().empty()) today = std::max(today, ledger.periods().back().to);
  for (const VoucherUseNote& note : document_.uses) today = std::max(today, note.day);
  for (const VoucherCancelNote& note : document_.cancelled) today = std::max(today, note.day);
  return today;
}

Result<Json> VouchersRegister::Act(const Json& act, const ClubSight& sight) const {
  const std::string what = TextOf(act, "do");
  constexpr std::array<std::string_view, 7> kActs = {"redeem", "cancel",  "undo",     "choose",
                                                     "settle", "deliver", "undeliver"};
  if (std::find(kActs.begin(), kActs.end(), what) == kActs.end())
    return Error(ErrorId::kCommandUnknown).With("name", "vouchers " + what);
  const Result<HandNote> note =
      NoteIn(act, what == "cancel" || what == "undo" || what == "settle" || what == "undeliver");
  if (!note) return note.error();
  VouchersDocument next = document_;
  if (what == "deliver") {
    Result<GiftDeliveredNote> delivered = Deliver(act, *note, sight);
    if (!delivered) return delivered.error();
    next.delivered.push_back(std::move(delivered).value());
    return DocumentJson(next);
  }
  if (what == "undeliver") {
    const Result<std::string> request = Needed(act, "request");
    if (!request) return request.error();
    const auto found = std::find_if(next.delivered.begin(), next.delivered.end(), [&](const GiftDeliveredNote& one) {
      return one.request == *request && !one.undone;
    });
    if (found == next.delivered.end()) return Error(ErrorId::kVoucherNothingNoted).With("voucher", *request);
    if (note->day < found->day) return BadText("day", ToIso(note->day), ("≥ " + ToIso(found->day)).c_str());
    found->undone = *note;
    return DocumentJson(next);
  }
  if (what == "choose") {
    const Result<std::string> award = Needed(act, "award");
    if (!award) return award.error();
    const std::string choice = TextOf(act, "choice");
    if (choice != "voucher" && choice != "gift") return BadText("choice", choice, "voucher, gift");
    if (sight.club == nullptr) return Error(ErrorId::kNothingLoaded);
    bool is_known = false;
    for (const ReferralOutcome& outcome : sight.club->referrals.outcomes) {
      for (const ReferralAward& one : outcome.awards)
        is_known = is_known || (one.granted.minor > 0 && AwardIdOf(outcome, one) == *award);
    }
    if (!is_known) return Error(ErrorId::kVoucherUnknown).With("voucher", "award:" + *award);
    // What was given stays: a voucher a voucher, a gift a gift.
    for (const GivenThing& thing : loyalty::ThingsGiven(sight.ledger)) {
      const bool is_it = thing.voucher.source == loyalty::VoucherSource::kAward && thing.voucher.source_id == *award;
      if (is_it && thing.is_gift != (choice == "gift"))
        return Error(ErrorId::kVoucherTwice).With("voucher", "award:" + *award);
    }
    const std::string gift = choice == "gift" ? TextOf(act, "gift") : std::string();
    // What was handed over is the gift that it was.
    if (const GiftDeliveredNote* const delivered = DeliveryOf("award:" + *award); delivered && delivered->gift != gift)
      return Error(ErrorId::kGiftDelivered).With("request", delivered->request).With("day", ToIso(delivered->day));
    if (!gift.empty()) {
      const loyalty::ClubRows& rows = sight.data->club;
      const bool has_gift = std::any_of(rows.gifts.begin(), rows.gifts.end(),
                                        [&](const loyalty::GiftRow& row) { return (*rows.texts)[row.sku] == gift; });
      if (!has_gift) return Error(ErrorId::kGiftUnknown).With("gift", gift);
    }
    next.choices.push_back({*award, gift, note->who, note->reason,
                            choice == "gift" ? ReferralChoice::kGift : ReferralChoice::kVoucher, note->day});
    return DocumentJson(next);
  }

  const Result<std::string> voucher = Needed(act, "voucher");
  if (!voucher) return voucher.error();
  Result<VoucherStock> stock = StockOf(sight.ledger);
  if (!stock) return stock.error();
  if (what == "redeem") {
    const Result<std::string> document = Needed(act, "document");
    if (!document) return document.error();
    const Result<Money> amount = MoneyIn(act, "amount", Money{0});
    if (!amount) return amount.error();
    if (amount->minor <= 0) return BadText("amount", TextOf(act, "amount"), "> 0");
    if (sight.club == nullptr) return Error(ErrorId::kNothingLoaded);
    const std::vector<Voucher>& all = stock->book.vouchers();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Voucher& one) { return one.id == *voucher; });
    // Whose invoice it is: the owner's, unless the act names another.
    std::string member = TextOf(act, "member");
    if (member.empty() && found != all.end()) member = found->member;
    const size_t row = RowOf(*sight.club, member);
    const loyalty::MemberState state =
        row < sight.club->members.size() ? sight.club->input.members[row].state : loyalty::MemberState::kExited;
    const Result<Money> offset = stock->book.Redeem(*voucher, {*document, member, note->day, *amount}, state);
    if (!offset) return offset.error();
    next.uses.push_back({*voucher, *document, note->who, note->day, *amount, *offset, std::nullopt});
  } else if (what == "cancel") {
    const Status cancelled = stock->book.Cancel(*voucher, note->day, note->reason);
    if (!cancelled) return cancelled.error();
    next.cancelled.push_back({*voucher, note->who, note->reason, note->day, std::nullopt});
  } else if (what == "undo") {
    const auto is_it = [&](const auto& one) { return one.voucher == *voucher && !one.undone; };
    const auto use = std::find_if(next.uses.begin(), next.uses.end(), is_it);
    const auto cancellation = std::find_if(next.cancelled.begin(), next.cancelled.end(), is_it);
    if (use != next.uses.end()) {
      use->undone = *note;
    } else if (cancellation != next.cancelled.end()) {
      cancellation->undone = *note;
    } else {
      return Error(ErrorId::kVoucherNothingNoted).With("voucher", *voucher);
    }
  } else {
    const auto owed = std::find_if(stock->owed.begin(), stock->owed.end(),
                                   [&](const loyalty::VoucherOwed& one) { return one.voucher == *voucher; });
    const bool is_settled = std::any_of(next.settled.begin(), next.settled.end(),
                                        [&](const VoucherSettledNote& one) { return one.voucher == *voucher; });
    if (owed == stock->owed.end() || is_settled) return Error(ErrorId::kVoucherNothingNoted).With("voucher", *voucher);
    next.settled.push_back({*voucher, note->who, note->reason, note->day});
  }
  return DocumentJson(next);
}

Removal VouchersRegister::WithoutMember(const ErasedPerson& person, const ClubSight& sight) const {
  VouchersDocument next = document_;
  PersonEraser eraser(person);
  std::set<std::string> vouchers;  // his
  std::set<std::string> awards;    // his, and in the ledger
  for (const GivenThing& thing : loyalty::ThingsGiven(sight.ledger)) {
    if (thing.voucher.member != person.member) continue;
    vouchers.insert(thing.voucher.id);
    if (thing.voucher.source == loyalty::VoucherSource::kAward) awards.insert(thing.voucher.source_id);
  }
  std::set<std::string> claimed;  // awards of his that no closed month has given
  if (sight.club != nullptr) {
    for (const ReferralOutcome& outcome : sight.club->referrals.outcomes) {
      if (outcome.claim.referrer != person.member) continue;
      for (const ReferralAward& award : outcome.awards) claimed.insert(AwardIdOf(outcome, award));
    }
  }
  const auto cleanse_note = [&eraser](std::optional<HandNote>& note) {
    if (!note) return;
    eraser.Cleanse(note->who);
    eraser.Cleanse(note->reason);
  };
  // What was undone counts nowhere; what stands is a use or cancellation of the ledger's voucher: day and money stay.
  std::erase_if(next.uses, [&](VoucherUseNote& use) {
    const bool is_his = vouchers.contains(use.voucher);
    const bool goes = is_his && use.undone;
    if (goes) eraser.CountGone(2);
    if (is_his && !goes) eraser.Take(use.document, kErasedMark);
    if (!is_his) eraser.Cleanse(use.document);
    eraser.Cleanse(use.who);
    cleanse_note(use.undone);
    eraser.EndRow();
    return goes;
  });
  std::erase_if(next.cancelled, [&](VoucherCancelNote& cancelled) {
    const bool is_his = vouchers.contains(cancelled.voucher);
    const bool goes = is_his && cancelled.undone;
    if (goes) eraser.CountGone(2);
    if (is_his && !goes) eraser.Take(cancelled.reason);
    if (!is_his) eraser.Cleanse(cancelled.reason);
    eraser.Cleanse(cancelled.who);
    cleanse_note(cancelled.undone);
    eraser.EndRow();
    return goes;
  });
  std::erase_if(next.choices, [&](AwardChoiceNote& choice) {
    const bool is_given = awards.contains(choice.award);
    const bool goes = !is_given && claimed.contains(choice.award);
    if (goes) eraser.CountGone(choice.reason.empty() ? 1 : 2);
    if (is_given) eraser.Take(choice.reason);
    if (!is_given && !goes) eraser.Cleanse(choice.reason);
    eraser.Cleanse(choice.who);
    eraser.EndRow();
    return goes;
  });
  for (VoucherSettledNote& settled : next.settled) {
    if (vouchers.contains(settled.voucher)) {
      eraser.Take(settled.reason);
    } else {
      eraser.Cleanse(settled.reason);
    }
    eraser.Cleanse(settled.who);
    eraser.EndRow();
  }
  // That a gift was handed over stays, so that nobody hands it over again: the ledger has request and member.
  std::erase_if(next.delivered, [&](GiftDeliveredNote& note) {
    const bool goes = note.member == person.member && note.undone;
    if (goes) eraser.CountGone(2);
    eraser.Cleanse(note.who);
    cleanse_note(note.undone);
    eraser.EndRow();
    return goes;
  });
  return {DocumentJson(next), eraser.rows(), eraser.values()};
}

Result<Json> VouchersRegister::View(const Json& question, const ClubSight& sight) const {
  const std::string part = TextOf(question, "part");
  const std::string as_of = TextOf(question, "asOf");
  const std::optional<Day> asked = ParseIsoDay(as_of);
  if (!as_of.empty() && !asked) return BadText("asOf", as_of, "YYYY-MM-DD");
  const Day today = asked ? *asked : Today(sight.ledger, sight.as_of);
  std::map<std::string_view, const ClubMemberRow*> names;
  if (sight.club != nullptr) {
    for (const ClubMemberRow& row : sight.club->members) names.emplace(row.id, &row);
  }
  const auto name_of = [&names](std::string_view member) {
    const auto found = names.find(member);
    return found == names.end() ? std::string() : found->second->name;
  };
  const std::string search = TextOf(question, "search");
  const std::string state = TextOf(question, "state");
  if (part == "gifts") return GiftsTold(question, sight);
  const std::vector<GivenThing> things = loyalty::ThingsGiven(sight.ledger);

  if (part == "referrals") {
    std::map<std::string, const GivenThing*, std::less<>> given;
    for (const GivenThing& thing : things) {
      if (thing.voucher.source == loyalty::VoucherSource::kAward) given[thing.voucher.source_id] = &thing;
    }
    Json lines = Json::array();
    size_t total = 0;
    std::map<std::string, int64_t> counts;
    const loyalty::ReferralResult none;
    const loyalty::ReferralResult& result = sight.club == nullptr ? none : sight.club->referrals;
    const Rows rows = WindowOf(question, result.outcomes.size());
    for (const ReferralOutcome& outcome : result.outcomes) {
      const loyalty::ReferralClaim& claim = outcome.claim;
      ++counts[std::string(IdOf(outcome.state))];
      const std::string name = name_of(claim.referrer);
      const bool fits = (state.empty() || IdOf(outcome.state) == state) &&
                        (search.empty() || claim.referrer.find(search) != std::string::npos ||
                         claim.referee.find(search) != std::string::npos || name.find(search) != std::string::npos);
      if (!fits) continue;
      const size_t at = total++;
      if (at < rows.from || at >= rows.to) continue;
      Json line = Json::object();
      line["referrer"] = claim.referrer;
      line["name"] = name;
      line["referee"] = claim.referee;
      line["claimedOn"] = ToIso(claim.claimed_on);
      line["choice"] = IdOf(claim.choice);
      line["state"] = IdOf(outcome.state);
      line["refusal"] = outcome.refusal ? ErrorTexts(*outcome.refusal, sight.language) : Json();
      Json awards = Json::array();
      for (const ReferralAward& award : outcome.awards) {
        const std::string id = AwardIdOf(outcome, award);
        const auto thing = given.find(id);
        Json one = Json::object();
        one["award"] = id;
        one["paidOn"] = ToIso(award.paid_on);
        one["activeOn"] = ToIso(award.active_on);
        one["paid"] = ToDecimal(award.paid);
        one["refunded"] = ToDecimal(award.refunded);
        one["granted"] = ToDecimal(award.granted);
        one["value"] = ToDecimal(award.value);
        one["state"] = IdOf(award.state);
        one["why"] = award.why ? ErrorTexts(*award.why, sight.language) : Json();
        one["choice"] = IdOf(ChoiceOf(id).value_or(claim.choice));
        one["gift"] = GiftOf(id);
        one["givenIn"] = thing == given.end() ? Json() : Json(thing->second->period);
        one["givenAs"] = thing == given.end() ? Json() : Json(thing->second->is_gift ? "gift" : "voucher");
        awards.push_back(std::move(one));
      }
      line["awards"] = std::move(awards);
      lines.push_back(std::move(line));
    }
    Json answer = Json::object();
    answer["total"] = total;
    answer["rows"] = std::move(lines);
    Json by_state = Json::object();
    for (const auto& [id, count] : counts) by_state[id] = count;
    answer["states"] = std::move(by_state);
    answer["granted"] = ToDecimal(result.totals.granted);
    answer["pending"] = ToDecimal(result.totals.pending);
    answer["earned"] = ToDecimal(result.totals.active);
    answer["reversed"] = ToDecimal(result.totals.reversed);
    Json issues = Json::array();
    for (const Error& issue : result.row_issues) issues.push_back(ErrorTexts(issue, sight.language));
    answer["rowIssues"] = std::move(issues);
    return answer;
  }

  const Result<VoucherStock> stock = StockOf(sight.ledger);
  if (!stock) return stock.error();
  Json answer = Json::object();
  answer["asOf"] = ToIso(today);
  answer["totals"] = VoucherTotalsJson(loyalty::TotalsOn(stock->book.vouchers(), today));
  std::set<std::string_view> settled;
  for (const VoucherSettledNote& note : document_.settled) settled.insert(note.voucher);
  Money owed_sum;
  Json owed = Json::array();
  for (const loyalty::VoucherOwed& one : stock->owed) {
    if (settled.contains(one.voucher)) continue;
    owed_sum += one.owed;
    Json line = Json::object();
    line["voucher"] = one.voucher;
    line["member"] = one.member;
    line["name"] = name_of(one.member);
    line["amount"] = ToDecimal(one.owed);
    line["day"] = ToIso(one.day);
    owed.push_back(std::move(line));
  }
  answer["owedAmount"] = ToDecimal(owed_sum);
  answer["owed"] = std::move(owed);
  answer["strangers"] = stock->strangers;
  if (part == "totals") return answer;
  if (part != "vouchers") return BadText("part", part, "vouchers, referrals, totals, gifts");

  const std::string member = TextOf(question, "member");
  std::vector<const Voucher*> fitting;
  for (const Voucher& voucher : stock->book.vouchers()) {
    const bool fits = (member.empty() || voucher.member == member) &&
                      (state.empty() || IdOf(loyalty::StateOn(voucher, today)) == state) &&
                      (search.empty() || voucher.id.find(search) != std::string::npos ||
                       name_of(voucher.member).find(search) != std::string::npos);
    if (fits) fitting.push_back(&voucher);
  }
  // The newest first.
  Sort(fitting, [](const Voucher* a, const Voucher* b) {
    return a->issued_on != b->issued_on ? b->issued_on < a->issued_on : a->id < b->id;
  });
  std::map<std::string_view, const GivenThing*> thing_of;
  for (const GivenThing& thing : things) thing_of[thing.voucher.id] = &thing;
  const Rows rows = WindowOf(question, fitting.size());
  Json lines = Json::array();
  for (size_t i = rows.from; i < rows.to; ++i) {
    Json line = VoucherJson(*fitting[i], today);
    const GivenThing& thing = *thing_of[fitting[i]->id];
    line["name"] = name_of(fitting[i]->member);
    line["period"] = thing.period;
    line["given"] = ToDecimal(thing.voucher.value);
    line["withdrawn"] = ToDecimal(thing.withdrawn);
    lines.push_back(std::move(line));
  }
  answer["total"] = fitting.size();
  answer["rows"] = std::move(lines);
  return answer;
}

std::unique_ptr<ClubRegister> MakeVouchersRegister() { return std::make_unique<VouchersRegister>(); }

}  // namespace loyalane::workspace
