#include "workspace/partners_register.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/sort.h"
#include "ingest/cell_text.h"
#include "loyalty/benefits.h"
#include "loyalty/merchants.h"
#include "loyalty/month_run.h"
#include "math/wide_int.h"
#include "workspace/command_json.h"
#include "workspace/partners_import.h"
#include "workspace/register_notes.h"
#include "workspace/yuan_kind.h"

namespace loyalane::workspace {
namespace {

using loyalty::AllianceMode;
using loyalty::DaySpan;
using loyalty::Ledger;

constexpr int32_t kExpiringDays = 30;
constexpr int32_t kDaysMax = 3660;

struct AllianceTerms {
  AllianceMode mode = AllianceMode::kOwn;
  std::string with;      // the other club, or the supplier
  Money supplier_offer;  // what the supplier asks for a year
  Money card_unit_cost;  // of one member's card
};

struct MerchantEntry {
  std::string id, name, area, contact;
  std::vector<std::string> categories;
  AllianceMode mode = AllianceMode::kOwn;
  Money price;  // for 1000 points
};

struct OfferEntry {
  std::string id, merchant, text;
  Day from;
  std::optional<Day> to;
};

// What no file says of a member.
struct MemberTaste {
  std::string member, area;
  std::vector<std::string> tags;
};

// A month that was settled with a merchant, as it was then.
struct SettledMonth {
  std::string merchant, month, who;
  Day day;
  int64_t points = 0;
  Money amount;
};

struct PartnersDocument {
  AllianceTerms alliance;
  std::vector<MerchantEntry> merchants;  // by id
  std::vector<OfferEntry> offers;        // by id
  std::vector<MemberTaste> members;      // by member
  std::vector<SettledMonth> settled;     // in the order in which they were
  std::vector<RegisterNote> log;
};

const Text kId{1, 200};
const Text kText{0, 400};

OneOf<AllianceMode> ModeKind() {
  OneOf<AllianceMode> kind;
  for (const AllianceMode mode : {AllianceMode::kOwn, AllianceMode::kShared, AllianceMode::kOutsourced})
    kind.Add(ToText(IdOf(mode)), mode);
  return kind;
}

// A whole number of points, also below 0: what was given back in a month.
struct PointsKind {
  [[nodiscard]] static Status Read(const Json& json, const std::string& path, int64_t& out) {
    if (!json.is_number_integer()) return BadValue(path, json, "…, -1, 0, 1, …");
    out = json.get<int64_t>();
    return Done{};
  }
  [[nodiscard]] static Json Write(int64_t points) { return points; }
  [[nodiscard]] static Json Schema(Language, int64_t) { return ToObject({{"type", ToText("integer")}}); }
};
// Money that may be below 0.
struct SignedYuan {
  [[nodiscard]] static Status Read(const Json& json, const std::string& path, Money& out) {
    const bool is_negative = json.is_string() && json.get_ref<const std::string&>().starts_with('-');
    Status read = YuanKind::Read(is_negative ? Json(json.get_ref<const std::string&>().substr(1)) : json, path, out);
    if (read && is_negative) out = -out;
    return read;
  }
  [[nodiscard]] static Json Write(Money money) { return YuanKind::Write(money); }
  [[nodiscard]] static Json Schema(Language language, Money money) { return YuanKind::Schema(language, money); }
};

Fields<AllianceTerms> AllianceFields() {
  return {
      Of<&AllianceTerms::mode>("mode", ModeKind(), {"自办、联办或外包。", "Own, shared or outsourced."}),
      Of<&AllianceTerms::with>("with", kText, {"与谁。", "With whom."}),
      Of<&AllianceTerms::supplier_offer>("supplierOffer", YuanKind{}, {"供应商一年的报价。", "Asked for a year."}),
      Of<&AllianceTerms::card_unit_cost>("cardUnitCost", YuanKind{}, {"每张卡的成本。", "Cost of one card."}),
  };
}

Fields<MerchantEntry> MerchantFields() {
  return {
      Of<&MerchantEntry::id>("id", kId, {"编号。", "Number."}).Required(),
      Of<&MerchantEntry::name>("name", kText, {"名称。", "Name."}),
      Of<&MerchantEntry::area>("area", kText, {"区域。", "Area."}),
      Of<&MerchantEntry::contact>("contact", kText, {"联系方式。", "Contact."}),
      Of<&MerchantEntry::categories>("categories", List<Text>{kId, {0, 50}}, {"类别。", "Categories."}),
      Of<&MerchantEntry::mode>("mode", ModeKind(), {"经由谁加入。", "By whom it is in."}),
      Of<&MerchantEntry::price>("pricePer1000", YuanKind{}, {"每 1000 积分的价格。", "Price of 1000 points."}),
  };
}

Fields<OfferEntry> OfferFields() {
  return {
      Of<&OfferEntry::id>("id", kId, {"编号。", "Number."}).Required(),
      Of<&OfferEntry::merchant>("merchant", kId, {"商家编号。", "The merchant."}).Required(),
      Of<&OfferEntry::text>("text", kText, {"优惠内容。", "What it is."}),
      Of<&OfferEntry::from>("from", IsoDay{}, {"第一天。", "First day."}).Required(),
      Of<&OfferEntry::to>("to", Nullable<IsoDay>{}, {"最后一天；null = 长期。", "Last day; null = no end."}),
  };
}

Fields<MemberTaste> TasteFields() {
  return {
      Of<&MemberTaste::member>("member", kId, {"会员号。", "The member."}).Required(),
      Of<&MemberTaste::area>("area", kText, {"区域。", "Area."}),
      Of<&MemberTaste::tags>("tags", List<Text>{kId, {0, 50}}, {"标签。", "Tags."}),
  };
}

Fields<SettledMonth> SettledFields() {
  return {
      Of<&SettledMonth::merchant>("merchant", kId, {"商家编号。", "The merchant."}).Required(),
      Of<&SettledMonth::month>("month", kId, {"月份。", "Month."}).Required(),
      Of<&SettledMonth::points>("points", PointsKind{}, {"积分。", "Points."}).Required(),
      Of<&SettledMonth::amount>("amount", SignedYuan{}, {"金额。", "Amount."}).Required(),
      Of<&SettledMonth::day>("day", IsoDay{}, {"结算日。", "Day."}).Required(),
      Of<&SettledMonth::who>("who", kText, {"经手人。", "By whom."}).Required(),
  };
}

Fields<PartnersDocument> DocumentFields() {
  const ListSize any{0, kRegisterListMax};
  return {
      Of<&PartnersDocument::alliance>("alliance", Object<AllianceTerms>{AllianceFields()}, {"联盟。", "Alliance."}),
      Of<&PartnersDocument::merchants>("merchants", List<Object<MerchantEntry>>{{MerchantFields()}, any},
                                       {"商家。", "Merchants."}),
      Of<&PartnersDocument::offers>("offers", List<Object<OfferEntry>>{{OfferFields()}, any}, {"优惠。", "Offers."}),
      Of<&PartnersDocument::members>("members", List<Object<MemberTaste>>{{TasteFields()}, any},
                                     {"会员补充。", "Of members."}),
      Of<&PartnersDocument::settled>("settled", List<Object<SettledMonth>>{{SettledFields()}, any},
                                     {"已结算。", "Settled."}),
      Of<&PartnersDocument::log>("log", List<Object<RegisterNote>>{{NoteFields()}, any}, {"记录。", "Log."}),
  };
}

Error NoMerchant(const std::string& id) { return Error(ErrorId::kMerchantUnknown).With("merchant", id); }

template <typename T>
typename std::vector<T>::iterator Find(std::vector<T>& list, std::string T::*key, const std::string& id) {
  return std::find_if(list.begin(), list.end(), [&](const T& one) { return one.*key == id; });
}
// Of a list that is sorted by the key.
template <typename T>
const T* Find(const std::vector<T>& list, std::string T::*key, const std::string& id) {
  const auto found = std::lower_bound(list.begin(), list.end(), id,
                                      [key](const T& one, const std::string& wanted) { return one.*key < wanted; });
  return found == list.end() || (*found).*key != id ? nullptr : &*found;
}
template <typename T>
void SortBy(std::vector<T>& list, std::string T::*key) {
  Sort(list, [key](const T& a, const T& b) { return a.*key < b.*key; });
}
template <typename T>
Status CheckIds(const std::vector<T>& sorted, std::string T::*key) {
  const auto twice =
      std::adjacent_find(sorted.begin(), sorted.end(), [key](const T& a, const T& b) { return a.*key == b.*key; });
  if (twice != sorted.end()) return IdTaken((*twice).*key);
  return Done{};
}

Status Check(const OfferEntry& offer) {
  if (offer.to && *offer.to < offer.from) return BadText("offer.to", ToIso(*offer.to), "≥ from");
  return Done{};
}

// Sorted, and with ids and references that hold.
Status Order(PartnersDocument& document) {
  SortBy(document.merchants, &MerchantEntry::id);
  SortBy(document.offers, &OfferEntry::id);
  SortBy(document.members, &MemberTaste::member);
  for (Status status : {CheckIds(document.merchants, &MerchantEntry::id), CheckIds(document.offers, &OfferEntry::id),
                        CheckIds(document.members, &MemberTaste::member)}) {
    if (!status) return status;
  }
  std::set<std::string_view> known;
  for (const MerchantEntry& merchant : document.merchants) known.insert(merchant.id);
  for (const OfferEntry& offer : document.offers) {
    if (!known.contains(offer.merchant)) return NoMerchant(offer.merchant);
    if (Status checked = Check(offer); !checked) return checked;
  }
  for (const SettledMonth& one : document.settled) {
    if (one.month.size() != 7 || !ParseIsoDay(one.month + "-01")) return BadText("settled.month", one.month, "YYYY-MM");
  }
  return Done{};
}

// A member as the alliance looks at him.
struct Guest {
  const ClubMemberRow* row;
  const loyalty::MemberInput* input;
  std::string area;
  std::vector<std::string> tags;
};

class PartnersRegister final : public ClubRegister {
 public:
  Status Take(const Json& document) override {
    PartnersDocument read;
    if (Status status = ReadRegister(document, DocumentFields(), read); !status) return status;
    if (Status ordered = Order(read); !ordered) return ordered;
    document_ = std::move(read);
    return Done{};
  }

  Json Document() const override { return DocumentJson(document_); }

  Result<Json> Act(const Json& act, const ClubSight& sight) const override {
    const std::string what = TextOf(act, "do");
    PartnersDocument next = document_;
    Result<std::string> of = Error(ErrorId::kCommandUnknown).With("name", "partners." + what);
    if (what == "alliance") of = SetAlliance(act, next);
    if (what == "merchant") of = SetMerchant(act, next);
    if (what == "merchant_remove") of = RemoveMerchant(act, next);
    if (what == "offer") of = SetOffer(act, next);
    if (what == "offer_remove") of = RemoveOffer(act, next);
    if (what == "member") of = SetMember(act, next);
    if (what == "settle") of = Settle(act, sight, next);
    if (what == "import") of = Import(sight, next);
    if (!of) return of.error();
    Result<RegisterNote> note = NoteOf(act, *of);
    if (!note) return note.error();
    next.log.push_back(std::move(note).value());
    if (Status ordered = Order(next); !ordered) return ordered.error();
    return DocumentJson(next);
  }

  Result<Json> View(const Json& question, const ClubSight& sight) const override {
    const std::string view = TextOf(question, "view");
    if (view == "merchants" || view.empty()) return Merchants(question, sight);
    if (view == "offers") return Offers(question, sight);
    if (view == "fit") return Fit(question, sight);
    if (view == "areas") return Areas(question, sight);
    if (view == "settlement") return SettlementOf(question, sight);
    if (view == "cost") return Cost(sight);
    if (view == "import") return InFiles(question, sight);
    return Error(ErrorId::kCommandUnknown).With("name", "partners." + view);
  }

  Removal WithoutMember(const ErasedPerson& person, const ClubSight&) const override {
    PartnersDocument next = document_;
    PersonEraser eraser(person);
    eraser.Cleanse(next.alliance.with);
    eraser.EndRow();
    for (MerchantEntry& merchant : next.merchants) {
      for (std::string* text : {&merchant.name, &merchant.area, &merchant.contact}) eraser.Cleanse(*text);
      eraser.EndRow();
    }
    for (OfferEntry& offer : next.offers) {
      eraser.Cleanse(offer.text);
      eraser.EndRow();
    }
    std::erase_if(next.members, [&](const MemberTaste& taste) {
      const bool is_his = eraser.Is(taste.member);
      if (is_his) eraser.CountGone(static_cast<int64_t>(taste.tags.size()) + (taste.area.empty() ? 0 : 1));
      eraser.EndRow();
      return is_his;
    });
    for (SettledMonth& settled : next.settled) {
      eraser.Cleanse(settled.who);
      eraser.EndRow();
    }
    CleanseLog(next.log, eraser);
    return {DocumentJson(next), eraser.rows(), eraser.values()};
  }

 private:
  static Json DocumentJson(const PartnersDocument& document) { return RegisterJson(document, DocumentFields()); }

  // --- acts: the entry that it was about ---

  static Result<std::string> SetAlliance(const Json& act, PartnersDocument& next) {
    if (Status read = ReadPart(act, "alliance", AllianceFields(), next.alliance); !read) return read.error();
    return std::string(IdOf(next.alliance.mode));
  }

  // "was": the number that the entry had; a new one has none.
  static Result<std::string> SetMerchant(const Json& act, PartnersDocument& next) {
    const std::string was = TextOf(act, "was");
    MerchantEntry merchant;
    if (Status read = ReadPart(act, "merchant", MerchantFields(), merchant); !read) return read.error();
    const auto old = Find(next.merchants, &MerchantEntry::id, was);
    if (!was.empty() && old == next.merchants.end()) return NoMerchant(was);
    if (merchant.id != was && Find(next.merchants, &MerchantEntry::id, merchant.id) != next.merchants.end())
      return IdTaken(merchant.id);
    if (was.empty()) {
      next.merchants.push_back(merchant);
      return merchant.id;
    }
    const int64_t hanging = HangingOn(next, was);
    if (merchant.id != was && hanging > 0) return EntryInUse(was, static_cast<size_t>(hanging));
    *old = merchant;
    return merchant.id;
  }
  static int64_t HangingOn(const PartnersDocument& document, const std::string& merchant) {
    return std::count_if(document.offers.begin(), document.offers.end(),
                         [&](const OfferEntry& offer) { return offer.merchant == merchant; }) +
           std::count_if(document.settled.begin(), document.settled.end(),
                         [&](const SettledMonth& one) { return one.merchant == merchant; });
  }
  static Result<std::string> RemoveMerchant(const Json& act, PartnersDocument& next) {
    const std::string id = TextOf(act, "id");
    const auto old = Find(next.merchants, &MerchantEntry::id, id);
    if (old == next.merchants.end()) return NoMerchant(id);
    if (const int64_t hanging = HangingOn(next, id); hanging > 0) return EntryInUse(id, static_cast<size_t>(hanging));
    next.merchants.erase(old);
    return id;
  }

  static Result<std::string> SetOffer(const Json& act, PartnersDocument& next) {
    const std::string was = TextOf(act, "was");
    OfferEntry offer;
    if (Status read = ReadPart(act, "offer", OfferFields(), offer); !read) return read.error();
    if (Status checked = Check(offer); !checked) return checked.error();
    const auto old = Find(next.offers, &OfferEntry::id, was);
    if (!was.empty() && old == next.offers.end()) return EntryUnknown(was);
    if (offer.id != was && Find(next.offers, &OfferEntry::id, offer.id) != next.offers.end()) return IdTaken(offer.id);
    if (was.empty()) {
      next.offers.push_back(offer);
    } else {
      *old = offer;
    }
    return offer.id;
  }
  static Result<std::string> RemoveOffer(const Json& act, PartnersDocument& next) {
    const std::string id = TextOf(act, "id");
    const auto old = Find(next.offers, &OfferEntry::id, id);
    if (old == next.offers.end()) return EntryUnknown(id);
    next.offers.erase(old);
    return id;
  }

  static Result<std::string> SetMember(const Json& act, PartnersDocument& next) {
    MemberTaste taste;
    if (Status read = ReadPart(act, "member", TasteFields(), taste); !read) return read.error();
    std::erase_if(next.members, [&](const MemberTaste& one) { return one.member == taste.member; });
    if (!taste.area.empty() || !taste.tags.empty()) next.members.push_back(taste);
    return taste.member;
  }

  Result<std::string> Settle(const Json& act, const ClubSight& sight, PartnersDocument& next) const {
    const Result<Day> month = MonthIn(act, "month");
    if (!month) return month.error();
    Result<RegisterNote> note = NoteOf(act, {});
    if (!note) return note.error();
    const std::string merchant = TextOf(act, "merchant");
    if (Find(next.merchants, &MerchantEntry::id, merchant) == next.merchants.end()) return NoMerchant(merchant);
    const std::string name = loyalty::PeriodName(*month);
    const std::string of = merchant + " " + name;
    if (FindSettled(merchant, name) != nullptr) return IdTaken(of);
    const loyalty::Settlement settlement = SettlePartnerPoints(MerchantsOnly(), PartnerPostings(sight));
    for (const loyalty::SettlementLine& line : settlement.lines) {
      if (line.merchant != merchant || line.month != MonthIndex(ToCivil(*month))) continue;
      next.settled.push_back({merchant, name, note->who, note->day, line.points.units, line.amount});
      return of;
    }
    return EntryUnknown(of);
  }

  // --- the files' merchants ---

  struct FileRow {
    loyalty::RowPlace place;
    std::string merchant, offer;
    Error why;
  };
  struct FileTaken {
    struct Count {
      int64_t added = 0, changed = 0, same = 0;
    };
    Count merchants, offers;
    std::vector<FileRow> refused;
  };
  enum class Entered : uint8_t { kAdded, kChanged, kSame };
  static void Note(Entered entered, FileTaken::Count& count) {
    (entered == Entered::kAdded ? count.added : entered == Entered::kChanged ? count.changed : count.same) += 1;
  }

  // What the row says, over what the register has; what the row leaves out stays.
  template <typename Entry>
  static Result<Entered> Enter(const char* key, const Json& said, const Entry* old, const Fields<Entry>& fields,
                               Result<std::string> (*set)(const Json&, PartnersDocument&), PartnersDocument& next) {
    Json whole = old == nullptr ? Json::object() : WriteMembers(fields.list, old);
    const Json before = whole;
    whole.update(said);
    if (old != nullptr && whole == before) return Entered::kSame;
    Json act = Json::object();
    act[key] = std::move(whole);
    if (old != nullptr) act["was"] = old->id;
    const Result<std::string> done = set(act, next);
    if (!done) return done.error();
    return old == nullptr ? Entered::kAdded : Entered::kChanged;
  }
  template <typename Entry>
  static const Entry* EntryOf(std::vector<Entry>& list, const std::string& id) {
    const auto found = Find(list, &Entry::id, id);
    return found == list.end() ? nullptr : &*found;
  }

  // A row is taken whole or not at all.
  static FileTaken TakeFiles(const ImportedData& data, PartnersDocument& next) {
    FileTaken taken;
    std::map<std::string, std::string> names;  // of merchants, as the files said them first
    std::set<std::string> offers;
    for (const MerchantInFile& row : MerchantsInFiles(data)) {
      const std::string id = TextOf(row.merchant, "id");
      const std::string name = TextOf(row.merchant, "name");
      const std::string offer = TextOf(row.offer, "id");
      const auto refuse = [&](Error why) { taken.refused.push_back({row.place, id, offer, std::move(why)}); };
      if (ingest::IsTotalsWord(id)) {
        refuse(Error(ErrorId::kTotalsRow).With("value", id));
        continue;
      }
      const auto [known, is_new] = names.try_emplace(id, name);
      if (known->second != name) {
        refuse(IdTaken(id));
        continue;
      }
      const MerchantEntry* const old = EntryOf(next.merchants, id);
      const std::optional<MerchantEntry> before = old == nullptr ? std::nullopt : std::optional(*old);
      const Result<Entered> merchant = Enter("merchant", row.merchant, old, MerchantFields(), SetMerchant, next);
      if (!merchant) {
        if (is_new) names.erase(id);
        refuse(merchant.error());
        continue;
      }
      if (!row.offer.is_null()) {
        const Result<Entered> entered = EnterOffer(row.offer, offers, next);
        if (!entered) {
          const auto mine = Find(next.merchants, &MerchantEntry::id, id);
          if (before) {
            *mine = *before;
          } else {
            next.merchants.erase(mine);
          }
          if (is_new) names.erase(id);
          refuse(entered.error());
          continue;
        }
        Note(*entered, taken.offers);
      }
      if (is_new || *merchant != Entered::kSame) Note(*merchant, taken.merchants);
    }
    return taken;
  }
  static Result<Entered> EnterOffer(const Json& said, std::set<std::string>& seen, PartnersDocument& next) {
    const std::string id = TextOf(said, "id");
    if (id.empty()) return BadText("offer_no", "", "优惠编号 (offer number)");
    if (!said.contains("from")) return BadText("from_date", "", "起始日期 (first day), YYYY-MM-DD");
    const OfferEntry* const old = EntryOf(next.offers, id);
    // One number for two offers, in the files or with another merchant's.
    if (seen.contains(id) || (old != nullptr && old->merchant != TextOf(said, "merchant"))) return IdTaken(id);
    Result<Entered> entered = Enter("offer", said, old, OfferFields(), SetOffer, next);
    if (entered) seen.insert(id);
    return entered;
  }

  static Result<std::string> Import(const ClubSight& sight, PartnersDocument& next) {
    if (sight.data == nullptr || sight.data->club.merchants.empty()) return Error(ErrorId::kNothingLoaded);
    const FileTaken taken = TakeFiles(*sight.data, next);
    return std::to_string(taken.merchants.added + taken.merchants.changed) + " + " +
           std::to_string(taken.offers.added + taken.offers.changed);
  }

  // What an import would enter, and the rows that it would not, with the reason.
  Result<Json> InFiles(const Json& question, const ClubSight& sight) const {
    if (sight.data == nullptr) return Error(ErrorId::kNothingLoaded);
    PartnersDocument next = document_;
    const FileTaken taken = TakeFiles(*sight.data, next);
    Json rows = Json::array();
    for (const FileRow& refused : taken.refused) {
      Json row = ErrorTexts(refused.why, sight.language);
      row["file"] = sight.data->sources[refused.place.file].name;
      row["row"] = refused.place.row;
      row["merchant"] = refused.merchant;
      row["offer"] = refused.offer;
      rows.push_back(std::move(row));
    }
    constexpr RegisterColumn kColumns[] = {{"file", "file"},        {"row", "row"},  {"merchant", "merchant_no"},
                                           {"offer", "offer_no"},   {"id", "error"}, {"text", "reason"},
                                           {"remedy", "what_to_do"}};
    Json answer = TableAnswer(std::move(rows), kColumns, question);
    const auto counts = [](const FileTaken::Count& count) {
      return Json{{"added", count.added}, {"changed", count.changed}, {"same", count.same}};
    };
    answer["inFiles"] = sight.data->club.merchants.size();
    answer["merchants"] = counts(taken.merchants);
    answer["offers"] = counts(taken.offers);
    return answer;
  }

  // --- what the acts and views look at ---

  [[nodiscard]] const SettledMonth* FindSettled(const std::string& merchant, const std::string& month) const {
    for (const SettledMonth& one : document_.settled) {
      if (one.merchant == merchant && one.month == month) return &one;
    }
    return nullptr;
  }

  [[nodiscard]] std::vector<loyalty::Merchant> MerchantsOnly() const {
    std::vector<loyalty::Merchant> merchants;
    merchants.reserve(document_.merchants.size());
    for (const MerchantEntry& one : document_.merchants)
      merchants.push_back({one.id, one.area, one.categories, one.mode, one.price});
    return merchants;
  }
  [[nodiscard]] std::vector<loyalty::MerchantOffer> OffersOnly() const {
    std::vector<loyalty::MerchantOffer> offers;
    offers.reserve(document_.offers.size());
    for (const OfferEntry& one : document_.offers) offers.push_back({one.id, one.merchant, DaySpan{one.from, one.to}});
    return offers;
  }

  // By number, else by name, as rewards name merchants.
  [[nodiscard]] std::string MerchantOf(const std::string& named) const {
    if (Find(document_.merchants, &MerchantEntry::id, named) != nullptr) return named;
    for (const MerchantEntry& merchant : document_.merchants) {
      if (!named.empty() && merchant.name == named) return merchant.id;
    }
    return named;
  }

  // Points of rewards that are a partner's, on the days on which they are posted; what came back is negative.
  [[nodiscard]] std::vector<loyalty::PartnerPoints> PartnerPostings(const ClubSight& sight) const {
    std::map<std::string, std::string> merchant_of;  // by rule of the ledger
    for (const loyalty::Reward& reward : sight.programme.rewards) {
      if (reward.kind == loyalty::Reward::Kind::kPartner)
        merchant_of[LedgerRuleOf(reward)] = MerchantOf(reward.merchant.empty() ? reward.id : reward.merchant);
    }
    std::vector<loyalty::PartnerPoints> postings;
    if (merchant_of.empty()) return postings;
    const Ledger& ledger = sight.ledger;
    std::vector<const std::string*> of_rule(ledger.rules().size(), nullptr);
    for (uint32_t rule = 0; rule < of_rule.size(); ++rule) {
      const auto found = merchant_of.find(std::string(ledger.rules()[rule]));
      if (found != merchant_of.end()) of_rule[rule] = &found->second;
    }
    loyalty::MemberAccount account(sight.programme.ledger);
    for (uint32_t member = 0; member < ledger.members().size(); ++member) {
      const std::span<const loyalty::Entry> entries = ledger.EntriesOf(member);
      const auto is_partners = [&](const loyalty::Entry& entry) {
        return of_rule[entry.rule] != nullptr &&
               (entry.kind == loyalty::EntryKind::kSpend || entry.kind == loyalty::EntryKind::kRestore);
      };
      if (std::none_of(entries.begin(), entries.end(), is_partners)) continue;
      account.Start(entries, ledger.period_starts());
      account.RunTo(loyalty::kNoDay - 1);
      std::set<uint32_t> refused;
      for (const loyalty::Refusal& refusal : account.refusals()) refused.insert(refusal.entry);
      for (uint32_t i = 0; i < entries.size(); ++i) {
        if (!is_partners(entries[i]) || refused.contains(i)) continue;
        const int64_t points = entries[i].kind == loyalty::EntryKind::kSpend ? entries[i].points : -entries[i].points;
        postings.push_back({*of_rule[entries[i].rule], account.PostingDay(entries[i]), Points{points}});
      }
    }
    return postings;
  }

  // Active members with area and tags: by hand, else outlet; member class, customer type and industry are tags too.
  [[nodiscard]] std::vector<Guest> Guests(const ClubSight& sight) const {
    std::vector<Guest> guests;
    if (sight.club == nullptr || sight.data == nullptr) return guests;
    std::map<std::string_view, const MemberTaste*> tastes;
    for (const MemberTaste& taste : document_.members) tastes[taste.member] = &taste;
    for (size_t i = 0; i < sight.club->members.size(); ++i) {
      const loyalty::MemberInput& input = sight.club->input.members[i];
      if (input.state != loyalty::MemberState::kActive) continue;
      Guest guest{&sight.club->members[i], &input, {}, {}};
      const auto taste = tastes.find(guest.row->id);
      if (taste != tastes.end()) {
        guest.area = taste->second->area;
        guest.tags = taste->second->tags;
      }
      const auto fact = [&](profile::CustomerFact which) {
        const auto row = sight.data->table.RowOf(guest.row->customer);
        return row ? std::string(sight.data->table.Fact(*row, which)) : std::string();
      };
      if (guest.area.empty()) guest.area = fact(profile::CustomerFact::kOutlet);
      for (std::string label : {input.member_class, input.segment, fact(profile::CustomerFact::kIndustry)}) {
        if (!label.empty()) guest.tags.push_back(std::move(label));
      }
      guests.push_back(std::move(guest));
    }
    return guests;
  }

  // --- views ---

  Json MerchantJson(const MerchantEntry& merchant) const {
    Json row = WriteMembers(MerchantFields().list, &merchant);
    return row;
  }

  Result<Json> Merchants(const Json& question, const ClubSight& sight) const {
    const Result<Day> day = DayIn(question, "day", sight.as_of == loyalty::kNoDay ? Day{0} : sight.as_of);
    if (!day) return day.error();
    std::map<std::string_view, int64_t> valid;
    for (const OfferEntry& offer : document_.offers) {
      if (DaySpan{offer.from, offer.to}.Contains(*day)) ++valid[offer.merchant];
    }
    Json rows = Json::array();
    for (const MerchantEntry& merchant : document_.merchants) {
      Json row = MerchantJson(merchant);
      row["offers"] = valid.contains(merchant.id) ? valid.find(merchant.id)->second : 0;
      rows.push_back(std::move(row));
    }
    constexpr RegisterColumn kColumns[] = {{"id", "merchant_id"},
                                           {"name", "merchant_name"},
                                           {"area", "area"},
                                           {"categories", "categories"},
                                           {"mode", "mode"},
                                           {"contact", "contact"},
                                           {"pricePer1000", "price_per_1000_points"},
                                           {"offers", "offers"}};
    return TableAnswer(std::move(rows), kColumns, question);
  }

  // The offer sheet of a day; "all": also those that are over or have not begun.
  Result<Json> Offers(const Json& question, const ClubSight& sight) const {
    const Result<Day> day = DayIn(question, "day", sight.as_of);
    if (!day) return day.error();
    const auto within =
        static_cast<int32_t>(std::clamp<int64_t>(WholeOf(question, "within", kExpiringDays), 1, kDaysMax));
    const std::vector<loyalty::Merchant> merchants = MerchantsOnly();
    const std::vector<loyalty::MerchantOffer> offers = OffersOnly();
    const std::string area = TextOf(question, "area");
    std::vector<const loyalty::MerchantOffer*> shown;
    if (TruthOf(question, "expiring")) {
      for (const loyalty::MerchantOffer* const offer : OffersExpiringWithin(offers, *day, within)) {
        if (area.empty() || Find(document_.merchants, &MerchantEntry::id, offer->merchant)->area == area)
          shown.push_back(offer);
      }
    } else if (TruthOf(question, "all")) {
      for (const loyalty::MerchantOffer& offer : offers) shown.push_back(&offer);
    } else {
      shown = OffersOn(offers, merchants, *day, area);
    }
    Json rows = Json::array();
    int64_t expiring = 0;
    for (const loyalty::MerchantOffer* const offer : shown) {
      const MerchantEntry& merchant = *Find(document_.merchants, &MerchantEntry::id, offer->merchant);
      const OfferEntry& entry = *Find(document_.offers, &OfferEntry::id, offer->id);
      const bool is_valid = offer->valid.Contains(*day);
      const bool ends_soon = is_valid && entry.to && *entry.to - *day < within;
      expiring += ends_soon ? 1 : 0;
      Json row = Json::object();
      row["id"] = entry.id;
      row["merchant"] = merchant.id;
      row["merchantName"] = merchant.name;
      row["area"] = merchant.area;
      row["categories"] = Json(merchant.categories);
      row["contact"] = merchant.contact;
      row["text"] = entry.text;
      row["from"] = ToIso(entry.from);
      row["to"] = entry.to ? Json(ToIso(*entry.to)) : Json();
      row["daysLeft"] = is_valid && entry.to ? Json(*entry.to - *day + 1) : Json();
      row["state"] = !is_valid ? (entry.from > *day ? "future" : "over") : ends_soon ? "expiring" : "valid";
      rows.push_back(std::move(row));
    }
    constexpr RegisterColumn kColumns[] = {{"merchant", "merchant_id"},
                                           {"merchantName", "merchant_name"},
                                           {"area", "area"},
                                           {"categories", "categories"},
                                           {"contact", "contact"},
                                           {"id", "offer_id"},
                                           {"text", "offer"},
                                           {"from", "valid_from"},
                                           {"to", "valid_to"},
                                           {"daysLeft", "days_left"},
                                           {"state", "state"}};
    Json answer = TableAnswer(std::move(rows), kColumns, question);
    answer["day"] = ToIso(*day);
    answer["within"] = within;
    answer["expiring"] = expiring;
    answer["known"] = document_.offers.size();
    return answer;
  }

  // "member": merchants for him; "segment": for its members; otherwise for all members. "tags": for these.
  Result<Json> Fit(const Json& question, const ClubSight& sight) const {
    const std::vector<loyalty::Merchant> merchants = MerchantsOnly();
    const std::string member = TextOf(question, "member");
    const std::string segment = TextOf(question, "segment");
    std::map<std::vector<std::string>, int64_t> groups;  // members by their tags
    std::string area;
    int64_t members = 0;
    if (const auto tags = question.find("tags"); tags != question.end() && tags->is_array()) {
      std::vector<std::string> wanted;
      for (const Json& tag : *tags) wanted.push_back(tag.is_string() ? tag.get<std::string>() : std::string());
      groups[std::move(wanted)] = members = 1;
    } else {
      for (Guest& guest : Guests(sight)) {
        const bool is_asked = member.empty() ? segment.empty() || guest.input->segment == segment
                                             : guest.row->id == member || guest.row->customer == member;
        if (!is_asked) continue;
        ++members;
        area = guest.area;
        ++groups[std::move(guest.tags)];
      }
      if (!member.empty() && members == 0) return Error(ErrorId::kClubMemberUnknown).With("value", member);
    }
    struct Match {
      int64_t members = 0;
      loyalty::Share best;
    };
    std::map<std::string, Match> matches;
    for (const auto& [tags, count] : groups) {
      for (const loyalty::MerchantFit& fit : FitMerchants(merchants, tags)) {
        Match& match = matches[fit.merchant];
        match.members += count;
        if (fit.matched.numerator > match.best.numerator) match.best = fit.matched;
      }
    }
    std::vector<std::pair<std::string, Match>> order(matches.begin(), matches.end());
    Sort(order, [](const auto& a, const auto& b) {
      return std::make_tuple(-a.second.members, -a.second.best.numerator, a.second.best.denominator, a.first) <
             std::make_tuple(-b.second.members, -b.second.best.numerator, b.second.best.denominator, b.first);
    });
    Json rows = Json::array();
    for (const auto& [id, match] : order) {
      const MerchantEntry& merchant = *Find(document_.merchants, &MerchantEntry::id, id);
      Json row = Json::object();
      row["merchant"] = id;
      row["merchantName"] = merchant.name;
      row["area"] = merchant.area;
      row["categories"] = Json(merchant.categories);
      row["matched"] = ShareOf(match.best.numerator, match.best.denominator);
      row["members"] = ShareOf(match.members, members);
      rows.push_back(std::move(row));
    }
    constexpr RegisterColumn kColumns[] = {
        {"merchant", "merchant_id"},  {"merchantName", "merchant_name"}, {"area", "area"},
        {"categories", "categories"}, {"matched", "matched_categories"}, {"members", "members"}};
    Json answer = TableAnswer(std::move(rows), kColumns, question);
    answer["members"] = members;
    if (!member.empty()) {
      answer["area"] = area;
      answer["tags"] = Json(groups.begin()->first);
    }
    return answer;
  }

  Result<Json> Areas(const Json& question, const ClubSight& sight) const {
    std::vector<std::string> areas;
    std::map<std::string, int64_t> classes;
    int64_t without = 0;
    const std::vector<Guest> guests = Guests(sight);
    for (const Guest& guest : guests) {
      areas.push_back(guest.area);
      ++classes[guest.input->member_class];
      without += guest.area.empty() ? 1 : 0;
    }
    Json rows = Json::array();
    for (const loyalty::AreaMix& mix : MixByArea(MerchantsOnly(), areas)) {
      Json row = Json::object();
      row["area"] = mix.area;
      row["members"] = mix.members_per_merchant.numerator;
      row["merchants"] = mix.members_per_merchant.denominator;
      rows.push_back(std::move(row));
    }
    constexpr RegisterColumn kColumns[] = {{"area", "area"}, {"members", "members"}, {"merchants", "merchants"}};
    Json answer = TableAnswer(std::move(rows), kColumns, question);
    answer["members"] = guests.size();
    answer["merchants"] = document_.merchants.size();
    answer["withoutArea"] = without;
    Json mix = Json::array();
    for (const auto& [name, count] : classes) {
      Json one = Json::object();
      one["memberClass"] = name;
      one["members"] = ShareOf(count, static_cast<int64_t>(guests.size()));
      mix.push_back(std::move(one));
    }
    answer["classes"] = std::move(mix);
    return answer;
  }

  // "from" and "to": months, both included; left out: all. What was settled stands as it was settled.
  Result<Json> SettlementOf(const Json& question, const ClubSight& sight) const {
    int32_t from = INT32_MIN;
    int32_t to = INT32_MAX;
    if (!TextOf(question, "from").empty()) {
      const Result<Day> month = MonthIn(question, "from");
      if (!month) return month.error();
      from = MonthIndex(ToCivil(*month));
    }
    if (!TextOf(question, "to").empty()) {
      const Result<Day> month = MonthIn(question, "to");
      if (!month) return month.error();
      to = MonthIndex(ToCivil(*month));
    }
    std::vector<loyalty::PartnerPoints> postings = PartnerPostings(sight);
    std::erase_if(postings, [&](const loyalty::PartnerPoints& one) {
      const int32_t month = MonthIndex(ToCivil(one.day));
      return month < from || month > to;
    });
    const loyalty::Settlement settlement = SettlePartnerPoints(MerchantsOnly(), postings);
    const std::string merchant = TextOf(question, "merchant");
    Json rows = Json::array();
    Money open;
    Money done;
    Points points;
    for (const loyalty::SettlementLine& line : settlement.lines) {
      if (!merchant.empty() && line.merchant != merchant) continue;
      const MerchantEntry& entry = *Find(document_.merchants, &MerchantEntry::id, line.merchant);
      const std::string month = loyalty::PeriodName(ToDay({line.month / 12, line.month % 12 + 1, 1}));
      const SettledMonth* const settled = FindSettled(line.merchant, month);
      const Money amount = settled == nullptr ? line.amount : settled->amount;
      (settled == nullptr ? open : done) += amount;
      points += line.points;
      Json row = Json::object();
      row["merchant"] = line.merchant;
      row["merchantName"] = entry.name;
      row["month"] = month;
      row["points"] = line.points.units;
      row["pricePer1000"] = ToDecimal(entry.price);
      row["amount"] = ToDecimal(amount);
      row["settledOn"] = settled == nullptr ? Json() : Json(ToIso(settled->day));
      row["settledBy"] = settled == nullptr ? Json() : Json(settled->who);
      row["settledPoints"] = settled == nullptr ? Json() : Json(settled->points);
      rows.push_back(std::move(row));
    }
    constexpr RegisterColumn kColumns[] = {{"merchant", "merchant_id"},
                                           {"merchantName", "merchant_name"},
                                           {"month", "month"},
                                           {"points", "points"},
                                           {"pricePer1000", "price_per_1000_points"},
                                           {"amount", "amount"},
                                           {"settledOn", "settled_on"},
                                           {"settledBy", "settled_by"},
                                           {"settledPoints", "settled_points"}};
    Json answer = TableAnswer(std::move(rows), kColumns, question);
    answer["points"] = points.units;
    answer["open"] = ToDecimal(open);
    answer["settled"] = ToDecimal(done);
    answer["amount"] = ToDecimal(open + done);
    answer["unsettledPoints"] = settlement.unsettled.units;
    Json problems = Json::array();
    for (const Error& issue : settlement.issues) problems.push_back(ErrorTexts(issue, sight.language));
    answer["problems"] = std::move(problems);
    // Offers that points can be used for, so that a screen can say how a redemption gets here.
    Json rewards = Json::array();
    for (const loyalty::Reward& reward : sight.programme.rewards) {
      if (reward.kind != loyalty::Reward::Kind::kPartner) continue;
      Json one = Json::object();
      one["id"] = reward.id;
      one["merchant"] = MerchantOf(reward.merchant.empty() ? reward.id : reward.merchant);
      one["points"] = reward.points;
      rewards.push_back(std::move(one));
    }
    answer["rewards"] = std::move(rewards);
    return answer;
  }

  // S2-4: what the alliance costs a year: the supplier's offer, and a card for each active member.
  Result<Json> Cost(const ClubSight& sight) const {
    const auto cards = static_cast<int64_t>(Guests(sight).size());
    const Money for_cards{document_.alliance.card_unit_cost.minor * cards};
    Json answer = WriteMembers(AllianceFields().list, &document_.alliance);
    answer["cards"] = cards;
    answer["cardCost"] = ToDecimal(for_cards);
    answer["total"] = ToDecimal(for_cards + document_.alliance.supplier_offer);
    return answer;
  }

  PartnersDocument document_;
};

}  // namespace

std::unique_ptr<ClubRegister> MakePartnersRegister() { return std::make_unique<PartnersRegister>(); }

}  // namespace loyalane::workspace
