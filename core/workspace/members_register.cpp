#include "workspace/members_register.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/sort.h"
#include "loyalty/hand_posting.h"
#include "loyalty/join_keys.h"
#include "view/search.h"
#include "workspace/card_plan.h"
#include "workspace/command_json.h"
#include "workspace/json_fields.h"

namespace loyalane::workspace {
namespace {

using loyalty::AudienceStage;
using loyalty::MemberState;
using loyalty::TrailEntry;

constexpr size_t kWindowRowsMax = 1000;
// What stands in a reason after erasure: a suspension without one would be no trail.
constexpr const char* kErasedReason = "erased";
// In the log of erasures: texts of other entries of the office that named him.
constexpr const char* kMentions = "mentions";
constexpr const char* kFiles = "files";

// A member as files and office know him.
struct Known {
  const ClubMemberRow* row = nullptr;
  const loyalty::MemberInput* input = nullptr;
  const OfficeMember* hand = nullptr;
  [[nodiscard]] const loyalty::MemberRow* file() const { return row == nullptr ? nullptr : row->row; }
  [[nodiscard]] explicit operator bool() const { return row != nullptr || hand != nullptr; }
};

Known Look(const MemberOffice& office, const ClubSight& sight, std::string_view id) {
  Known known;
  known.hand = office.Find(id);
  if (sight.club == nullptr) return known;
  const std::vector<ClubMemberRow>& members = sight.club->members;
  const auto found =
      std::find_if(members.begin(), members.end(), [id](const ClubMemberRow& one) { return one.id == id; });
  if (found == members.end()) return known;
  known.row = &*found;
  known.input = &sight.club->input.members[static_cast<size_t>(found - members.begin())];
  return known;
}

// The state as it is now, without a copy of the trail.
MemberState NowOf(const Known& known) {
  if (known.hand != nullptr && !known.hand->trail.empty()) return known.hand->trail.back().to;
  return known.file() == nullptr ? MemberState::kExited : StateIn(*known.file());
}

Result<Day> DayIn(const Json& json, const char* key) {
  const std::string text = TextOf(json, key);
  const std::optional<Day> day = ParseIsoDay(text);
  if (!day) return BadText(key, text, "YYYY-MM-DD");
  return *day;
}
// Nothing where the key is missing, null or empty.
Result<std::optional<Day>> MaybeDayIn(const Json& json, const char* key) {
  if (TextOf(json, key).empty()) return std::optional<Day>();
  const Result<Day> day = DayIn(json, key);
  if (!day) return day.error();
  return std::optional<Day>(*day);
}
Json MaybeDay(const std::optional<Day>& day) { return day ? Json(ToIso(*day)) : Json(); }
Json EverOrDay(Day day) { return day == kEver ? Json() : Json(ToIso(day)); }

Error Erased(const std::string& member) { return Error(ErrorId::kMemberErased).With("member", member); }
Error Undated(const std::string& member, MemberState state) {
  return Error(ErrorId::kMemberStateUndated).With("member", member).With("state", std::string(IdOf(state)));
}

Json ShareJson(loyalty::Share share) {
  Json json = Json::object();
  json["num"] = share.numerator;
  json["den"] = share.denominator;
  return json;
}

// --- acts ---

class Doing {
 public:
  Doing(MemberOffice& office, const Json& act, const ClubSight& sight) : office_(office), act_(act), sight_(sight) {}

  Status Do() {
    const std::string what = TextOf(act_, "do");
    struct Change {
      std::string_view name;
      MemberState to;
    };
    constexpr Change kChanges[] = {{"approve", MemberState::kApproved},  {"issue_card", MemberState::kCardIssued},
                                   {"activate", MemberState::kActive},   {"resume", MemberState::kActive},
                                   {"suspend", MemberState::kSuspended}, {"exit", MemberState::kExited}};
    for (const Change& change : kChanges) {
      if (what == change.name) return Turn(change.to);
    }
    if (what == "apply") return Apply();
    if (what == "issue_cards") return IssueAll();
    if (what == "form") return FillForm();
    if (what == "card_rule") return SetCardRule();
    if (what == "term_add") return BeginTerm();
    if (what == "term_end") return EndTerm();
    if (what == "benefit_set") return SetBenefit();
    if (what == "benefit_remove") return RemoveBenefit();
    if (what == "stage") return Stage();
    if (what == "erase") return Erase({});
    return Error(ErrorId::kCommandUnknown).With("name", what);
  }

 private:
  // Member, day and who of an act.
  struct Head {
    std::string member, who;
    Day day;
  };
  [[nodiscard]] Result<Head> HeadIn() const {
    const Result<Day> day = DayIn(act_, "day");
    if (!day) return day.error();
    return Head{TextOf(act_, "member"), TextOf(act_, "who"), *day};
  }
  [[nodiscard]] Result<Known> Find(const std::string& member) const {
    const Known known = Look(office_, sight_, member);
    if (office_.ErasureOf(member) != nullptr) return Erased(member);
    if (!known) return Error(ErrorId::kClubMemberUnknown).With("value", member);
    return known;
  }

  // Puts down what the trail has beyond the file's part.
  void Keep(const WholeTrail& whole) {
    OfficeMember& mine = office_.At(whole.member.member);
    mine.trail.assign(whole.member.trail.begin() + static_cast<std::ptrdiff_t>(whole.of_file),
                      whole.member.trail.end());
  }

  // The trail that an entry of that state goes on from.
  static Result<WholeTrail> Ready(const std::string& member, const Known& known, MemberState to) {
    WholeTrail whole = TrailOf(member, known.file(), known.hand);
    if (!whole.is_undated) return whole;
    // The file's state gets its day; nothing else can come before it has one.
    if (whole.member.state() != to) return Undated(member, whole.member.state());
    whole.member.trail.pop_back();
    --whole.of_file;
    return whole;
  }

  Status Turn(MemberState to) {
    const Result<Head> head = HeadIn();
    if (!head) return head.error();
    const Result<Known> known = Find(head->member);
    if (!known) return known.error();
    Result<WholeTrail> whole = Ready(head->member, *known, to);
    if (!whole) return whole.error();
    Status changed = ChangeState(whole->member, to, head->day, head->who, TextOf(act_, "reason"));
    if (changed) Keep(*whole);
    return changed;
  }

  Status Apply() {
    const Result<Head> head = HeadIn();
    if (!head) return head.error();
    if (loyalty::IsBlank(head->member)) return BadText("member", head->member, "M000123");
    if (office_.ErasureOf(head->member) != nullptr) return Erased(head->member);
    if (const Known known = Look(office_, sight_, head->member)) {
      const std::string now(IdOf(NowOf(known)));
      return Error(ErrorId::kMemberTransition).With("member", head->member).With("from", now).With("to", "applied");
    }
    const std::string customer = TextOf(act_, "customer");
    Status free = CheckCustomer(customer, head->member);
    if (!free) return free;
    const std::string member_class = TextOf(act_, "memberClass");
    Result<loyalty::ClubMember> applied =
        loyalty::ApplyForMembership(head->member, customer, member_class, head->day, head->who);
    if (!applied) return applied.error();
    OfficeMember mine{head->member, customer, member_class, std::move(applied->trail), {}};
    Status filled = FillIn(mine);
    if (!filled) return filled;
    office_.At(head->member) = std::move(mine);
    return Done{};
  }

  // A customer is one member at most, and one that the files know. Without files every code is taken as it is.
  [[nodiscard]] Status CheckCustomer(const std::string& customer, const std::string& member) const {
    if (customer.empty()) return Done{};
    const auto taken = [&](const std::string& by) {
      return Error(ErrorId::kMemberCustomerTaken).With("customer", customer).With("member", by);
    };
    for (const OfficeMember& one : office_.members) {
      if (one.customer == customer && one.member != member) return taken(one.member);
    }
    if (sight_.club == nullptr) return Done{};
    for (const ClubMemberRow& one : sight_.club->members) {
      if (one.customer == customer && one.id != member) return taken(one.id);
    }
    const auto& customers = sight_.data->club.customers;
    const bool is_known =
        sight_.data->table.RowOf(customer) || (customers && customers->Find(customer) != table::kNoText);
    if (!is_known) return Error(ErrorId::kCustomerUnknown).With("customer", customer);
    return Done{};
  }

  // "values": {field: text}; an empty one is taken out.
  Status FillIn(OfficeMember& mine) const {
    const auto values = act_.find("values");
    if (values == act_.end()) return Done{};
    if (!values->is_object()) return BadValue("values", *values, "{…}");
    for (auto given = values->begin(); given != values->end(); ++given) {
      const std::string& field = given.key();
      const Json& value = given.value();
      const bool is_known = std::find(kFormFields.begin(), kFormFields.end(), field) != kFormFields.end();
      if (!is_known) return UnknownKey(Join("values", field));
      if (!value.is_string()) return BadValue(Join("values", field), value, "\"…\"");
      std::erase_if(mine.form, [&](const FormValue& one) { return one.field == field; });
      std::string text = value.get<std::string>();
      if (!loyalty::IsBlank(text)) mine.form.push_back({field, std::move(text)});
    }
    return Done{};
  }

  Status FillForm() {
    const std::string member = TextOf(act_, "member");
    const Result<Known> known = Find(member);
    if (!known) return known.error();
    OfficeMember mine = known->hand != nullptr ? *known->hand : OfficeMember{.member = member};
    const std::string customer = TextOf(act_, "customer");
    if (act_.contains("customer") && customer != mine.customer) {
      // What a file says of its members stays the file's.
      if (!mine.applied_here()) return BadText("customer", customer, "null");
      Status free = CheckCustomer(customer, member);
      if (!free) return free;
      mine.customer = customer;
    }
    if (act_.contains("memberClass")) mine.member_class = TextOf(act_, "memberClass");
    Status filled = FillIn(mine);
    if (!filled) return filled;
    office_.At(member) = std::move(mine);
    return Done{};
  }

  Status SetCardRule() {
    std::vector<std::string> fields;
    const auto given = act_.find("requiredFields");
    if (given == act_.end() || !given->is_array()) return BadText("requiredFields", "", "[contact, mobile, …]");
    for (const Json& one : *given) {
      const bool is_known = one.is_string() && std::find(kFormFields.begin(), kFormFields.end(),
                                                         one.get_ref<const std::string&>()) != kFormFields.end();
      if (!is_known) return BadValue("requiredFields", one, "contact, mobile, …");
      const std::string& field = one.get_ref<const std::string&>();
      if (std::find(fields.begin(), fields.end(), field) == fields.end()) fields.push_back(field);
    }
    office_.required_fields = std::move(fields);
    office_.approval_required = TruthOf(act_, "approvalRequired");
    return Done{};
  }

  Status IssueAll() {
    const Result<Head> head = HeadIn();
    if (!head) return head.error();
    if (sight_.club == nullptr) return Error(ErrorId::kNothingLoaded);
    const Result<Day> month = MonthIn(act_, "month");
    if (!month) return month.error();
    const Result<CardPlan> plan = PlanCards(*sight_.data, *sight_.club, sight_.programme, office_, *month);
    if (!plan) return plan.error();
    std::vector<loyalty::ClubMember> members;
    std::vector<WholeTrail> trails;
    for (const loyalty::CardCandidate& one : plan->run.issue) {
      const Known known = Look(office_, sight_, one.member);
      trails.push_back(TrailOf(one.member, known.file(), known.hand));
      members.push_back(trails.back().member);
    }
    Status issued = loyalty::IssueCards(plan->run, members, head->day, head->who);
    if (!issued) return issued;
    for (size_t i = 0; i < members.size(); ++i) {
      trails[i].member = std::move(members[i]);
      Keep(trails[i]);
    }
    return Done{};
  }

  Status BeginTerm() {
    const std::string member = TextOf(act_, "member");
    const Result<Known> known = Find(member);
    if (!known) return known.error();
    const std::string who = TextOf(act_, "who");
    if (loyalty::IsBlank(who)) return Error(ErrorId::kAuditFieldMissing).With("member", member).With("field", "who");
    const Result<Day> from = DayIn(act_, "from");
    if (!from) return from.error();
    const Result<std::optional<Day>> to = MaybeDayIn(act_, "to");
    if (!to) return to.error();
    std::vector<loyalty::RepresentativeTerm> terms;
    for (const OfficeTerm& term : office_.terms) terms.push_back({term.member, {term.from, term.to}});
    Status added = AddTerm(terms, TrailOf(member, known->file(), known->hand).member, {*from, *to});
    if (added) office_.terms.push_back({member, who, *from, *to});
    return added;
  }

  Status EndTerm() {
    const std::string member = TextOf(act_, "member");
    const Result<Day> from = DayIn(act_, "from");
    if (!from) return from.error();
    const Result<Day> to = DayIn(act_, "to");
    if (!to) return to.error();
    for (OfficeTerm& term : office_.terms) {
      if (term.member != member || term.from != *from || *to < *from || (term.to && *term.to < *to)) continue;
      term.to = *to;
      return Done{};
    }
    return Error(ErrorId::kTermUnusable).With("member", member).With("from", ToIso(*from)).With("to", ToIso(*to));
  }

  Status SetBenefit() {
    OfficeBenefit benefit;
    benefit.id = TextOf(act_, "id");
    if (loyalty::IsBlank(benefit.id)) return BadText("id", benefit.id, "priority_pickup");
    benefit.name = TextOf(act_, "name");
    const std::string kind = TextOf(act_, "kind");
    const auto found = std::find(loyalty::kBenefitKindIds.begin(), loyalty::kBenefitKindIds.end(), kind);
    if (found == loyalty::kBenefitKindIds.end())
      return BadText("kind", kind, "points, discounts, magazine, events, merchants");
    benefit.kind = static_cast<loyalty::BenefitKind>(found - loyalty::kBenefitKindIds.begin());
    if (const auto classes = act_.find("memberClasses"); classes != act_.end() && classes->is_array()) {
      for (const Json& one : *classes) {
        if (!one.is_string()) return BadValue("memberClasses", one, "\"…\"");
        benefit.member_classes.push_back(one.get<std::string>());
      }
    }
    const Result<Day> from = DayIn(act_, "from");
    if (!from) return from.error();
    const Result<std::optional<Day>> to = MaybeDayIn(act_, "to");
    if (!to) return to.error();
    if (*to && **to < *from) return BadText("to", ToIso(**to), "≥ from");
    benefit.from = *from;
    benefit.to = *to;
    const auto same = std::find_if(office_.benefits.begin(), office_.benefits.end(),
                                   [&](const OfficeBenefit& one) { return one.id == benefit.id; });
    if (same != office_.benefits.end()) {
      *same = std::move(benefit);
    } else {
      office_.benefits.push_back(std::move(benefit));
    }
    return Done{};
  }

  Status RemoveBenefit() {
    const std::string id = TextOf(act_, "id");
    if (std::erase_if(office_.benefits, [&](const OfficeBenefit& one) { return one.id == id; }) == 0)
      return BadText("id", id, "benefits[].id");
    return Done{};
  }

  Status Stage() {
    const std::string id = TextOf(act_, "id");
    if (loyalty::IsBlank(id)) return BadText("id", id, "C000123");
    const std::string who = TextOf(act_, "who");
    if (loyalty::IsBlank(who)) return Error(ErrorId::kAuditFieldMissing).With("member", id).With("field", "who");
    const Result<Day> day = DayIn(act_, "day");
    if (!day) return day.error();
    const std::string stage_id = TextOf(act_, "stage");
    std::optional<AudienceStage> stage;
    for (int i = 0; i < loyalty::kAudienceStageCount; ++i) {
      if (IdOf(static_cast<AudienceStage>(i)) == stage_id) stage = static_cast<AudienceStage>(i);
    }
    if (!stage) return BadText("stage", stage_id, "onlooker, follower, near_owner, owner");
    auto found = std::lower_bound(office_.audience.begin(), office_.audience.end(), id,
                                  [](const OfficeAudience& one, const std::string& key) { return one.id < key; });
    const bool is_new = found == office_.audience.end() || found->id != id;
    loyalty::Audience audience{id, {}};
    if (!is_new) {
      for (const OfficeStage& one : found->stages) audience.stages.push_back({one.day, one.stage});
    }
    Status moved = MoveStage(audience, *stage, *day);
    if (!moved) return moved;
    if (is_new) found = office_.audience.insert(found, OfficeAudience{id, {}});
    found->stages.push_back({*stage, *day, who});
    return Done{};
  }

 public:
  // With what other registers lose.
  Status Erase(std::span<const ErasedElsewhere> elsewhere) {
    const Result<Head> head = HeadIn();
    if (!head) return head.error();
    if (office_.ErasureOf(head->member) != nullptr) return Erased(head->member);
    const Result<Known> known = Find(head->member);
    if (!known) return Error(ErrorId::kErasureUnknown).With("member", head->member);
    const MemberState state = NowOf(*known);
    if (state != MemberState::kExited) {
      return Error(ErrorId::kErasureBeforeExit).With("member", head->member).With("state", std::string(IdOf(state)));
    }
    std::vector<loyalty::PersonRegister> registers = RowsOf(office_, sight_, *known, head->member);
    Result<loyalty::ErasureLog> log = loyalty::ErasePerson(registers, head->member, head->day, head->who);
    if (!log) return log.error();
    const ErasedPerson person = Behind(*known, sight_, head->member);
    PersonEraser eraser(person);
    Remove(person, eraser, office_);
    const auto add = [&log](const std::string& name, int64_t rows, int64_t values) {
      if (values == 0) return;
      log->registers.push_back(name);
      log->values_of.push_back(values);
      log->rows += rows;
      log->values += values;
    };
    add(kMentions, eraser.rows(), eraser.values());
    for (const ErasedElsewhere& one : elsewhere) add(one.name, one.rows, one.values);
    office_.erasures.push_back(std::move(log).value());
    return Done{};
  }

  // What people write when they mean him.
  static ErasedPerson Behind(const Known& known, const ClubSight& sight, const std::string& member) {
    ErasedPerson person{member, {}, {}};
    const auto add = [](std::vector<std::string>& list, const std::string& text) {
      if (!loyalty::IsBlank(text) && std::find(list.begin(), list.end(), text) == list.end()) list.push_back(text);
    };
    if (known.row != nullptr) {
      add(person.codes, known.row->customer);
      add(person.names, known.row->name);
    }
    if (known.hand != nullptr) add(person.codes, known.hand->customer);
    if (sight.data != nullptr) {
      for (const std::string& code : person.codes) {
        const auto row = sight.data->table.RowOf(code);
        if (!row) continue;
        add(person.names, std::string(sight.data->table.customer_name[*row]));
        add(person.names, std::string(sight.data->table.Fact(*row, profile::CustomerFact::kContact)));
      }
    }
    for (const std::string_view field : {"contact", "mobile", "address", "credit_code"}) {
      if (known.hand != nullptr) {
        for (const FormValue& one : known.hand->form) {
          if (one.field == field) add(person.names, one.value);
        }
      }
      if (sight.data != nullptr) add(person.names, FormValueOf(*sight.data, known.file(), nullptr, field));
    }
    return person;
  }

  // Takes what is his out of the office; counts what was taken out of entries of others.
  static void Remove(const ErasedPerson& person, PersonEraser& others, MemberOffice& office) {
    for (OfficeMember& one : office.members) {
      const bool is_his = one.member == person.member;
      if (is_his) {
        one.customer.clear();
        one.form.clear();
      }
      for (TrailEntry& entry : one.trail) {
        if (is_his && !entry.reason.empty()) entry.reason = kErasedReason;
        others.Cleanse(entry.who);
        others.Cleanse(entry.reason);
      }
      others.EndRow();
    }
    std::erase_if(office.terms, [&](const OfficeTerm& term) { return term.member == person.member; });
    for (OfficeTerm& term : office.terms) {
      others.Cleanse(term.who);
      others.EndRow();
    }
    for (OfficeBenefit& benefit : office.benefits) {
      others.Cleanse(benefit.name);
      others.EndRow();
    }
    const PersonEraser his(person);
    std::erase_if(office.audience, [&](const OfficeAudience& one) { return his.Is(one.id) || his.IsNamed(one.id); });
    for (OfficeAudience& one : office.audience) {
      for (OfficeStage& stage : one.stages) others.Cleanse(stage.who);
      others.EndRow();
    }
  }

  // Values of a person in a register.
  static int64_t ValuesIn(const loyalty::PersonRegister& one) {
    int64_t values = 0;
    for (const loyalty::RegisterRow& row : one.rows) {
      for (const auto& [field, value] : row.values) {
        const bool is_kept =
            std::find(one.impersonal_fields.begin(), one.impersonal_fields.end(), field) != one.impersonal_fields.end();
        values += value.empty() || is_kept ? 0 : 1;
      }
    }
    return values;
  }

  // Everything that is known of a person, register by register, for counting and for erasing.
  static std::vector<loyalty::PersonRegister> RowsOf(const MemberOffice& office, const ClubSight& sight,
                                                     const Known& known, const std::string& member) {
    std::vector<loyalty::PersonRegister> registers = {
        {"members", {"memberClass"}, {}}, {"forms", {}, {}}, {"audience", {}, {}}, {kFiles, {}, {}}, {"terms", {}, {}}};
    if (known.hand != nullptr) {
      loyalty::RegisterRow row{member, {{"customer", known.hand->customer}, {"memberClass", known.hand->member_class}}};
      for (const TrailEntry& entry : known.hand->trail)
        row.values.emplace_back("reason", entry.reason == kErasedReason ? "" : entry.reason);
      registers[0].rows.push_back(std::move(row));
      loyalty::RegisterRow form{member, {}};
      for (const FormValue& one : known.hand->form) form.values.emplace_back(one.field, one.value);
      registers[1].rows.push_back(std::move(form));
    }
    const ErasedPerson person = Behind(known, sight, member);
    const PersonEraser his(person);
    for (const OfficeAudience& one : office.audience) {
      if (his.Is(one.id) || his.IsNamed(one.id)) registers[2].rows.push_back({member, {{"id", one.id}}});
    }
    for (const OfficeTerm& term : office.terms) {
      if (term.member == member) registers[4].rows.push_back({member, {{"from", ToIso(term.from)}}});
    }
    if (known.row != nullptr) {
      loyalty::RegisterRow row{member, {{"customer", known.row->customer}, {"name", known.row->name}}};
      for (const std::string_view field : kFormFields) {
        std::string value = FormValueOf(*sight.data, known.file(), nullptr, field);
        if (!value.empty()) row.values.emplace_back(field, std::move(value));
      }
      registers[3].rows.push_back(std::move(row));
    }
    return registers;
  }

 private:
  MemberOffice& office_;
  const Json& act_;
  const ClubSight& sight_;
};

// --- views ---

class Showing {
 public:
  Showing(const MemberOffice& office, const Json& question, const ClubSight& sight)
      : office_(office), question_(question), sight_(sight) {}

  Result<Json> Show() {
    const std::string what = TextOf(question_, "what");
    if (what == "list") return List();
    if (what == "member") return Member();
    if (what == "cards") return Cards();
    if (what == "benefits") return Benefits();
    if (what == "representatives") return Representatives();
    if (what == "funnel") return Funnel();
    if (what == "erasure") return Erasure();
    if (what == "customers") return Customers();
    return BadText("what", what, "list, member, cards, benefits, representatives, funnel, erasure, customers");
  }

 private:
  [[nodiscard]] Result<Day> AsOf() const {
    if (!TextOf(question_, "day").empty()) return DayIn(question_, "day");
    if (sight_.as_of == loyalty::kNoDay) return Error(ErrorId::kNothingLoaded);
    return sight_.as_of;
  }

  // A member of the list: of the files, or of the office where nothing is loaded.
  struct Line {
    std::string_view id;
    const ClubMemberRow* row = nullptr;
    const OfficeMember* hand = nullptr;
    MemberState state = MemberState::kExited;
    bool is_erased = false;
  };
  [[nodiscard]] std::vector<Line> Lines() const {
    std::vector<Line> lines;
    if (sight_.club == nullptr) {
      for (const OfficeMember& one : office_.members) lines.push_back({one.member, nullptr, &one});
    } else {
      for (const ClubMemberRow& one : sight_.club->members) lines.push_back({one.id, &one, office_.Find(one.id)});
    }
    std::erase_if(lines, [](const Line& line) { return line.row == nullptr && line.hand->trail.empty(); });
    for (Line& line : lines) {
      line.state = NowOf({line.row, nullptr, line.hand});
      line.is_erased = line.row != nullptr ? line.row->is_erased : office_.ErasureOf(line.id) != nullptr;
    }
    return lines;
  }

  [[nodiscard]] Json Problem(const std::string& id, const loyalty::MemberRow* file, const OfficeMember* hand) const {
    const bool has_hand = hand != nullptr && !hand->trail.empty();
    if (file == nullptr) return nullptr;
    if (!has_hand) return IsUndated(*file) ? ErrorTexts(Undated(id, StateIn(*file)), sight_.language) : Json();
    if (!file->exited || hand->trail.back().to == MemberState::kExited) return nullptr;
    return ErrorTexts(Error(ErrorId::kMemberFileExited)
                          .With("member", id)
                          .With("day", ToIso(*file->exited))
                          .With("state", std::string(IdOf(hand->trail.back().to))),
                      sight_.language);
  }

  Result<Json> List() {
    const std::string state_id = TextOf(question_, "state");
    const std::optional<MemberState> wanted = loyalty::ParseMemberState(state_id);
    const bool wants_problems = state_id == "problem";
    if (!state_id.empty() && !wanted && !wants_problems) return BadText("state", state_id, "applied, …");
    const std::string search = TextOf(question_, "search");
    std::array<int64_t, loyalty::kMemberStateCount> counts{};
    int64_t problems = 0;
    std::vector<Line> lines = Lines();
    const int64_t all = static_cast<int64_t>(lines.size());
    const auto has_problem = [](const Line& line) {
      const bool has_hand = line.hand != nullptr && !line.hand->trail.empty();
      if (line.row == nullptr || line.row->row == nullptr) return false;
      return has_hand ? line.row->row->exited && line.state != MemberState::kExited : IsUndated(*line.row->row);
    };
    for (const Line& line : lines) {
      ++counts[static_cast<size_t>(line.state)];
      problems += has_problem(line) ? 1 : 0;
    }
    std::erase_if(lines, [&](const Line& line) {
      if ((wanted && line.state != *wanted) || (wants_problems && !has_problem(line))) return true;
      if (search.empty() || line.id.find(search) != std::string_view::npos) return false;
      return line.row == nullptr ||
             (line.row->name.find(search) == std::string::npos && line.row->customer.find(search) == std::string::npos);
    });
    Sort(lines, [](const Line& a, const Line& b) { return a.id < b.id; });
    const auto total = static_cast<int64_t>(lines.size());
    const int64_t from = std::clamp<int64_t>(WholeOf(question_, "from", 0), 0, total);
    const int64_t to = std::clamp<int64_t>(WholeOf(question_, "to", 100), from,
                                           std::min(total, from + static_cast<int64_t>(kWindowRowsMax)));
    Json rows = Json::array();
    for (int64_t i = from; i < to; ++i) rows.push_back(LineJson(lines[static_cast<size_t>(i)]));
    Json by_state = Json::object();
    by_state["all"] = all;
    for (size_t i = 0; i < counts.size(); ++i) by_state[std::string(loyalty::kMemberStateIds[i])] = counts[i];
    by_state["problem"] = problems;
    Json answer = Json::object();
    answer["total"] = total;
    answer["counts"] = std::move(by_state);
    answer["rows"] = std::move(rows);
    return answer;
  }

  // Whom an application may belong to: customers that match "search" by name, code or pinyin initials, in the order of
  // the result; with the member that each of them is already.
  Result<Json> Customers() {
    if (sight_.data == nullptr || sight_.club == nullptr) return Error(ErrorId::kNothingLoaded);
    const profile::ProfileTable& table = sight_.data->table;
    std::vector<uint8_t> found;
    view::Search(TextOf(question_, "search")).Find(table, found);
    std::map<std::string_view, std::string_view> members;
    for (const ClubMemberRow& one : sight_.club->members) members.emplace(one.customer, one.id);
    for (const OfficeMember& one : office_.members) members.emplace(one.customer, one.member);
    const auto shown =
        static_cast<size_t>(std::clamp<int64_t>(WholeOf(question_, "to", 10), 0, static_cast<int64_t>(kWindowRowsMax)));
    Json rows = Json::array();
    int64_t total = 0;
    for (size_t i = 0; i < table.rows(); ++i) {
      if (found[i] == 0) continue;
      ++total;
      if (rows.size() == shown) continue;
      const std::string id(table.customer_id[i]);
      const auto member = members.find(id);
      Json row = Json::object();
      row["id"] = id;
      row["name"] = table.customer_name[i];
      row["member"] = member == members.end() ? std::string_view() : member->second;
      rows.push_back(std::move(row));
    }
    Json answer = Json::object();
    answer["total"] = total;
    answer["rows"] = std::move(rows);
    return answer;
  }

  [[nodiscard]] Json LineJson(const Line& line) const {
    const std::string id(line.id);
    const WholeTrail whole = TrailOf(id, line.row == nullptr ? nullptr : line.row->row, line.hand);
    Json row = Json::object();
    row["id"] = id;
    row["customer"] = line.is_erased ? "" : line.row != nullptr ? line.row->customer : line.hand->customer;
    row["name"] = line.row == nullptr ? "" : line.row->name;
    row["state"] = IdOf(line.state);
    const bool has_day = !whole.is_undated && !line.is_erased;
    row["since"] = has_day ? EverOrDay(whole.member.trail.back().day) : Json();
    row["byHand"] = whole.member.trail.size() > whole.of_file;
    row["erased"] = line.is_erased;
    row["problem"] = line.is_erased ? Json() : Problem(id, line.row == nullptr ? nullptr : line.row->row, line.hand);
    return row;
  }

  Result<Json> Member() {
    const std::string id = TextOf(question_, "id");
    const Known known = Look(office_, sight_, id);
    if (!known) return Error(ErrorId::kClubMemberUnknown).With("value", id);
    const loyalty::ErasureLog* const erasure = office_.ErasureOf(id);
    const WholeTrail whole = TrailOf(id, known.file(), known.hand);
    const MemberState state = NowOf(known);
    Json answer = Json::object();
    answer["id"] = id;
    answer["name"] = known.row == nullptr ? "" : known.row->name;
    answer["customer"] = erasure != nullptr ? "" : known.row != nullptr ? known.row->customer : known.hand->customer;
    const std::string member_class = known.input != nullptr  ? known.input->member_class
                                     : known.hand != nullptr ? known.hand->member_class
                                                             : "";
    answer["memberClass"] = member_class;
    answer["appliedHere"] = known.hand != nullptr && known.hand->applied_here();
    answer["state"] = IdOf(state);
    answer["fileState"] = known.file() == nullptr ? Json() : Json(IdOf(StateIn(*known.file())));
    Json trail = Json::array();
    const bool tells_file = known.file() != nullptr || whole.member.trail.size() > whole.of_file;
    for (size_t i = 0; tells_file && i < whole.member.trail.size(); ++i) {
      const TrailEntry& entry = whole.member.trail[i];
      const bool is_undated = whole.is_undated && i + 1 == whole.member.trail.size();
      const bool by_hand = i >= whole.of_file;
      // What a file does not say is not told.
      if (!by_hand && !SaysIt(known.file(), entry.to) && i + 1 < whole.of_file) continue;
      Json line = Json::object();
      line["day"] = is_undated || (!by_hand && !SaysIt(known.file(), entry.to)) ? Json() : EverOrDay(entry.day);
      line["from"] = entry.from ? Json(IdOf(*entry.from)) : Json();
      line["to"] = IdOf(entry.to);
      line["who"] = by_hand ? entry.who : "";
      line["reason"] = by_hand ? entry.reason : "";
      line["byHand"] = by_hand;
      trail.push_back(std::move(line));
    }
    answer["trail"] = std::move(trail);
    answer["can"] = erasure != nullptr ? Json::array() : Can(whole, state);
    answer["problem"] = erasure != nullptr ? Json() : Problem(id, known.file(), known.hand);
    answer["form"] = erasure != nullptr ? Json() : Form(known);
    answer["benefits"] = Entitlements(state, member_class);
    Json terms = Json::array();
    for (const OfficeTerm& term : office_.terms) {
      if (term.member == id) terms.push_back(TermJson(term));
    }
    answer["terms"] = std::move(terms);
    Json erased = Json();
    if (erasure != nullptr) {
      erased = Json::object();
      erased["day"] = ToIso(erasure->day);
      erased["who"] = erasure->who;
      erased["removed"] = RemovedJson(*erasure);
    }
    answer["erased"] = std::move(erased);
    return answer;
  }

  static bool SaysIt(const loyalty::MemberRow* row, MemberState state) {
    if (row == nullptr) return false;
    switch (state) {
      case MemberState::kApplied:
        return row->applied.has_value();
      case MemberState::kApproved:
        return row->approved.has_value();
      case MemberState::kCardIssued:
        return row->card_issued.has_value();
      case MemberState::kExited:
        return row->exited.has_value();
      case MemberState::kActive:
      case MemberState::kSuspended:
        break;
    }
    return false;
  }

  // What can be done next, by the names of the acts.
  static Json Can(const WholeTrail& whole, MemberState state) {
    Json can = Json::array();
    if (whole.is_undated) {
      can.push_back(state == MemberState::kSuspended ? "suspend" : "exit");
      if (state == MemberState::kExited) can.push_back("erase");
      return can;
    }
    constexpr std::string_view kActs[] = {"", "approve", "issue_card", "activate", "suspend", "exit"};
    for (int i = 0; i < loyalty::kMemberStateCount; ++i) {
      const auto to = static_cast<MemberState>(i);
      if (!loyalty::IsTransition(state, to)) continue;
      const bool resumes = state == MemberState::kSuspended && to == MemberState::kActive;
      can.push_back(resumes ? std::string_view("resume") : kActs[i]);
    }
    if (state == MemberState::kExited) can.push_back("erase");
    return can;
  }

  [[nodiscard]] Json Form(const Known& known) const {
    Json fields = Json::array();
    int64_t filled = 0;
    for (const std::string_view field : kFormFields) {
      const loyalty::MemberRow* const file = known.file();
      std::string value;
      bool of_file = false;
      if (sight_.data != nullptr) {
        value = FormValueOf(*sight_.data, file, known.hand, field);
        of_file = !value.empty() && FormValueOf(*sight_.data, nullptr, known.hand, field).empty();
      } else if (known.hand != nullptr) {
        for (const FormValue& one : known.hand->form) value = one.field == field ? one.value : value;
      }
      filled += value.empty() ? 0 : 1;
      Json line = Json::object();
      line["field"] = field;
      line["value"] = std::move(value);
      line["ofFile"] = of_file;
      const auto& required = office_.required_fields;
      line["required"] = std::find(required.begin(), required.end(), field) != required.end();
      fields.push_back(std::move(line));
    }
    Json form = Json::object();
    form["fields"] = std::move(fields);
    form["filled"] = ShareJson({filled, static_cast<int64_t>(kFormFields.size())});
    return form;
  }

  [[nodiscard]] Json Entitlements(MemberState state, const std::string& member_class) const {
    Json list = Json::array();
    const Result<Day> day = AsOf();
    if (!day) return list;
    std::vector<loyalty::Benefit> benefits;
    for (const OfficeBenefit& one : office_.benefits) benefits.push_back(one.benefit());
    for (const loyalty::Benefit* const one : loyalty::BenefitsOf(benefits, state, member_class, *day))
      list.push_back(BenefitJson(office_.benefits[static_cast<size_t>(one - benefits.data())]));
    return list;
  }

  static Json BenefitJson(const OfficeBenefit& one) {
    Json json = Json::object();
    json["id"] = one.id;
    json["name"] = one.name;
    json["kind"] = loyalty::IdOf(one.kind);
    json["memberClasses"] = one.member_classes;
    json["from"] = ToIso(one.from);
    json["to"] = MaybeDay(one.to);
    return json;
  }

  Result<Json> Cards() {
    if (sight_.club == nullptr) return Error(ErrorId::kNothingLoaded);
    Day month = loyalty::MonthOf(sight_.as_of).from;
    if (!TextOf(question_, "month").empty()) {
      const Result<Day> given = MonthIn(question_, "month");
      if (!given) return given.error();
      month = *given;
    }
    const Result<CardPlan> plan = PlanCards(*sight_.data, *sight_.club, sight_.programme, office_, month);
    if (!plan) return plan.error();
    std::map<std::string_view, std::string_view> name_of;
    for (const ClubMemberRow& told : sight_.club->members) name_of.emplace(told.id, told.name);
    const auto list = [&](const std::vector<loyalty::CardCandidate>& candidates) {
      Json json = Json::array();
      for (const loyalty::CardCandidate& one : candidates)
        json.push_back(CandidateJson(one, std::string(name_of[one.member])));
      return json;
    };
    Json answer = Json::object();
    answer["month"] = loyalty::PeriodName(month);
    answer["from"] = ToIso(plan->settings.window.from);
    answer["to"] = ToIso(plan->settings.window.to);
    answer["threshold"] = ToDecimal(sight_.programme.card.threshold);
    answer["nearPercent"] = sight_.programme.card.near_percent;
    answer["requiredFields"] = office_.required_fields;
    answer["approvalRequired"] = office_.approval_required;
    answer["fields"] = kFormFields;
    answer["issue"] = list(plan->run.issue);
    answer["near"] = list(plan->run.near);
    answer["eligible"] = ShareJson(plan->run.eligible);
    answer["holdingCard"] = plan->run.holding_card;
    answer["exited"] = plan->run.exited;
    answer["belowNear"] = plan->run.below_near;
    return answer;
  }

  Result<Json> Benefits() {
    const Result<Day> day = AsOf();
    if (!day) return day.error();
    std::vector<loyalty::Benefit> benefits;
    for (const OfficeBenefit& one : office_.benefits) benefits.push_back(one.benefit());
    const loyalty::BenefitCoverage coverage = loyalty::CoverageOf(benefits, *day);
    // Members have labels of few kinds: each benefit is looked up once a class.
    std::map<std::string, int64_t> active_of;
    for (const Line& line : Lines()) {
      if (line.state != MemberState::kActive) continue;
      const size_t at = line.row == nullptr ? 0 : static_cast<size_t>(line.row - sight_.club->members.data());
      ++active_of[line.row == nullptr ? line.hand->member_class : sight_.club->input.members[at].member_class];
    }
    std::vector<int64_t> members(benefits.size());
    for (const auto& [member_class, count] : active_of) {
      for (const loyalty::Benefit* const one : loyalty::BenefitsOf(benefits, MemberState::kActive, member_class, *day))
        members[static_cast<size_t>(one - benefits.data())] += count;
    }
    Json kinds = Json::object();
    for (size_t i = 0; i < coverage.benefits.size(); ++i)
      kinds[std::string(loyalty::kBenefitKindIds[i])] = coverage.benefits[i];
    Json list = Json::array();
    for (size_t i = 0; i < benefits.size(); ++i) {
      Json line = BenefitJson(office_.benefits[i]);
      line["valid"] = benefits[i].valid.Contains(*day);
      line["members"] = members[i];
      list.push_back(std::move(line));
    }
    Json classes = Json::array();
    for (const auto& [member_class, count] : active_of) {
      if (!member_class.empty()) classes.push_back(member_class);
    }
    Json answer = Json::object();
    answer["day"] = ToIso(*day);
    answer["coverage"] = ShareJson(coverage.kinds);
    answer["kinds"] = std::move(kinds);
    answer["classes"] = std::move(classes);
    answer["benefits"] = std::move(list);
    return answer;
  }

  [[nodiscard]] Json TermJson(const OfficeTerm& term) const {
    const Known known = Look(office_, sight_, term.member);
    Json json = Json::object();
    json["member"] = term.member;
    json["name"] = known.row == nullptr ? "" : known.row->name;
    json["from"] = ToIso(term.from);
    json["to"] = MaybeDay(term.to);
    json["who"] = term.who;
    return json;
  }

  Result<Json> Representatives() {
    const Result<Day> day = AsOf();
    if (!day) return day.error();
    std::vector<loyalty::RepresentativeTerm> terms;
    std::vector<loyalty::ClubMember> members;
    for (const OfficeTerm& term : office_.terms) {
      terms.push_back({term.member, {term.from, term.to}});
      const Known known = Look(office_, sight_, term.member);
      members.push_back(TrailOf(term.member, known.file(), known.hand).member);
    }
    const std::vector<std::string> in_office = RepresentativesOn(terms, members, *day);
    Json list = Json::array();
    for (size_t i = 0; i < terms.size(); ++i) {
      Json line = TermJson(office_.terms[i]);
      const bool is_now =
          terms[i].term.Contains(*day) && std::binary_search(in_office.begin(), in_office.end(), terms[i].member);
      line["inOffice"] = is_now;
      line["state"] = IdOf(members[i].state());
      list.push_back(std::move(line));
    }
    Json answer = Json::object();
    answer["day"] = ToIso(*day);
    answer["inOffice"] = in_office.size();
    answer["terms"] = std::move(list);
    return answer;
  }

  Result<Json> Funnel() {
    const Result<Day> day = AsOf();
    if (!day) return day.error();
    const Result<std::optional<Day>> from = MaybeDayIn(question_, "from");
    if (!from) return from.error();
    const Result<std::optional<Day>> to = MaybeDayIn(question_, "to");
    if (!to) return to.error();
    std::map<std::string_view, Known> by_customer;
    for (const Line& line : Lines()) {
      const std::string_view customer = line.is_erased        ? std::string_view()
                                        : line.row != nullptr ? line.row->customer
                                                              : line.hand->customer;
      if (!customer.empty()) by_customer.emplace(customer, Known{line.row, nullptr, line.hand});
    }
    std::vector<loyalty::Audience> audiences;
    std::vector<loyalty::FunnelPerson> persons;
    Json people = Json::array();
    for (const OfficeAudience& one : office_.audience) {
      loyalty::Audience audience{one.id, {}};
      for (const OfficeStage& stage : one.stages) audience.stages.push_back({stage.day, stage.stage});
      loyalty::FunnelPerson person;
      if (!one.stages.empty()) person.prospect_on = one.stages.front().day;
      Known known = Look(office_, sight_, one.id);
      if (const auto found = by_customer.find(one.id); !known && found != by_customer.end()) known = found->second;
      std::string customer = one.id;
      if (known) {
        const Day applied = TrailOf(one.id, known.file(), known.hand).member.trail.front().day;
        if (applied != kEver) person.member_on = applied;
        customer = known.row != nullptr ? known.row->customer : known.hand->customer;
      }
      if (sight_.data != nullptr) {
        const auto row = sight_.data->table.RowOf(customer);
        if (row && sight_.data->table.first_ship[*row] != profile::kNoDay)
          person.customer_on = sight_.data->table.first_ship[*row];
      }
      Json line = Json::object();
      line["id"] = one.id;
      line["stage"] = one.stages.empty() ? Json() : Json(IdOf(one.stages.back().stage));
      line["since"] = one.stages.empty() ? Json() : Json(ToIso(one.stages.back().day));
      line["memberOn"] = MaybeDay(person.member_on);
      line["customerOn"] = MaybeDay(person.customer_on);
      people.push_back(std::move(line));
      audiences.push_back(std::move(audience));
      persons.push_back(person);
    }
    const loyalty::StageFunnel stages = loyalty::CountStages(audiences, *day);
    const loyalty::ClubFunnel funnel = loyalty::CountFunnel(persons, {from->value_or(kEver), to->value_or(*day)}, *day);
    Json now = Json::array();
    for (int i = 0; i < loyalty::kAudienceStageCount; ++i) {
      Json line = Json::object();
      line["stage"] = IdOf(static_cast<AudienceStage>(i));
      line["now"] = stages.now[static_cast<size_t>(i)];
      line["onward"] =
          i + 1 < loyalty::kAudienceStageCount ? ShareJson(stages.conversion[static_cast<size_t>(i)]) : Json();
      now.push_back(std::move(line));
    }
    Json answer = Json::object();
    answer["day"] = ToIso(*day);
    answer["stages"] = std::move(now);
    answer["prospects"] = funnel.prospects;
    answer["becameMembers"] = ShareJson(funnel.became_members);
    answer["becameCustomers"] = ShareJson(funnel.became_customers);
    answer["people"] = std::move(people);
    return answer;
  }

  // Postings by hand, whose reason and name stand in the ledger and cannot be taken out of it.
  [[nodiscard]] int64_t HandPostingsOf(const std::string& id) const {
    int64_t count = 0;
    const loyalty::Ledger& ledger = sight_.ledger;
    for (const uint32_t member : ledger.MembersInOrder()) {
      if (ledger.members()[member] != id) continue;
      std::set<std::string> numbers;
      for (const loyalty::Entry& entry : ledger.EntriesOf(member)) {
        if (const auto note = loyalty::HandNoteOf(ledger, entry))
          numbers.insert(note->number.substr(0, note->number.find('.')));
      }
      count += static_cast<int64_t>(numbers.size());
    }
    return count;
  }

  // From where how many values went; empty where the log has not counted them apart.
  static Json RemovedJson(const loyalty::ErasureLog& log) {
    Json removed = Json::array();
    for (size_t i = 0; i < log.values_of.size() && i < log.registers.size(); ++i) {
      Json line = Json::object();
      line["register"] = log.registers[i];
      line["values"] = log.values_of[i];
      removed.push_back(std::move(line));
    }
    return removed;
  }

  // What an erasure would take, and what no program can take; without an id, what was erased.
  Result<Json> Erasure() {
    Json answer = Json::object();
    Json log = Json::array();
    for (const loyalty::ErasureLog& one : office_.erasures) {
      Json line = Json::object();
      line["day"] = ToIso(one.day);
      line["who"] = one.who;
      line["member"] = one.member;
      line["registers"] = one.registers;
      line["removed"] = RemovedJson(one);
      line["rows"] = one.rows;
      line["values"] = one.values;
      log.push_back(std::move(line));
    }
    answer["log"] = std::move(log);
    const std::string id = TextOf(question_, "id");
    if (id.empty()) return answer;
    const Known known = Look(office_, sight_, id);
    if (!known) return Error(ErrorId::kErasureUnknown).With("member", id);
    const bool is_erased = office_.ErasureOf(id) != nullptr;
    Json takes = Json::array();
    const auto take = [&takes](std::string_view name, int64_t values) {
      if (values == 0) return;
      Json line = Json::object();
      line["register"] = name;
      line["values"] = values;
      takes.push_back(std::move(line));
    };
    if (!is_erased) {
      for (const loyalty::PersonRegister& one : Doing::RowsOf(office_, sight_, known, id))
        take(one.name, Doing::ValuesIn(one));
      MemberOffice copy = office_;
      const ErasedPerson person = Doing::Behind(known, sight_, id);
      PersonEraser eraser(person);
      Doing::Remove(person, eraser, copy);
      take(kMentions, eraser.values());
    }
    answer["id"] = id;
    answer["erased"] = is_erased;
    answer["mayErase"] = !is_erased && NowOf(known) == MemberState::kExited;
    answer["takes"] = std::move(takes);
    answer["handPostings"] = HandPostingsOf(id);
    // The ledger keeps ids: where the id is the customer's code, the code stays in it.
    answer["idIsCustomer"] = known.row != nullptr && !is_erased && known.row->customer == id;
    Json files = Json::array();
    if (sight_.data != nullptr) {
      for (const SourceReport& source : sight_.data->sources) files.push_back(source.name);
    }
    answer["files"] = std::move(files);
    return answer;
  }

  const MemberOffice& office_;
  const Json& question_;
  const ClubSight& sight_;
};

}  // namespace

Status MembersRegister::Take(const Json& document) {
  Result<MemberOffice> office = ReadMemberOffice(document);
  if (!office) return office.error();
  office_ = std::move(office).value();
  return Done{};
}

Json MembersRegister::Document() const { return WriteMemberOffice(office_); }

Result<Json> MembersRegister::Act(const Json& act, const ClubSight& sight) const {
  MemberOffice next = office_;
  const Status done = Doing(next, act, sight).Do();
  if (!done) return done.error();
  return WriteMemberOffice(next);
}

Result<Json> MembersRegister::View(const Json& question, const ClubSight& sight) const {
  return Showing(office_, question, sight).Show();
}

Result<ErasedPerson> MembersRegister::PersonOf(const std::string& member, const ClubSight& sight) const {
  if (office_.ErasureOf(member) != nullptr) return Erased(member);
  const Known known = Look(office_, sight, member);
  if (!known) return Error(ErrorId::kErasureUnknown).With("member", member);
  return Doing::Behind(known, sight, member);
}

Result<Json> MembersRegister::Erase(const Json& act, const ClubSight& sight,
                                    std::span<const ErasedElsewhere> elsewhere) const {
  MemberOffice next = office_;
  const Status done = Doing(next, act, sight).Erase(elsewhere);
  if (!done) return done.error();
  return WriteMemberOffice(next);
}

Removal MembersRegister::WithoutMember(const ErasedPerson& person, const ClubSight& sight) const {
  MemberOffice next = office_;
  PersonEraser eraser(person);
  Doing::Remove(person, eraser, next);
  int64_t rows = eraser.rows();
  int64_t values = eraser.values();
  const Known known = Look(office_, sight, person.member);
  for (const loyalty::PersonRegister& one : Doing::RowsOf(office_, sight, known, person.member)) {
    const int64_t here = one.name == kFiles ? 0 : Doing::ValuesIn(one);
    values += here;
    rows += here > 0 ? static_cast<int64_t>(one.rows.size()) : 0;
  }
  return {WriteMemberOffice(next), rows, values};
}

std::unique_ptr<ClubRegister> MakeMembersRegister() { return std::make_unique<MembersRegister>(); }

}  // namespace loyalane::workspace
