#include "club/card_plan.h"

#include <unordered_map>

#include "document/json_fields.h"
#include "loyalty/join_keys.h"
#include "model/birthday.h"
#include "report/csv_writer.h"

namespace loyalane::club {
namespace {

using document::Json;
using loyalty::CardCandidate;
using loyalty::MemberRow;
using loyalty::MemberState;

// What a members file lacks when all that it says is that the form is not complete.
constexpr std::string_view kWholeForm = "form";

std::string BirthdayText(int64_t packed) {
  const auto birthday = model::Birthday::FromPacked(packed);
  const auto two = [](int32_t number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  std::string text = birthday.year == 0 ? "" : std::to_string(birthday.year) + "-";
  text += two(birthday.month);
  if (birthday.day != 0) text += "-" + two(birthday.day);
  return text;
}

}  // namespace

std::string FormValueOf(const intake::ImportedData& data, const MemberRow* row, const OfficeMember* hand,
                        std::string_view field) {
  if (hand != nullptr) {
    for (const FormValue& one : hand->form) {
      if (one.field == field && !loyalty::IsBlank(one.value)) return one.value;
    }
  }
  if (row == nullptr) return {};
  const auto text = [&data](table::TextId id) {
    return id == table::kNoText ? std::string() : std::string((*data.club.texts)[id]);
  };
  if (field == "mobile") return text(row->mobile);
  if (field == "credit_code") return text(row->credit_code);
  if (field == "consent") return text(row->consent);
  if (field == "birthday" && row->birthday != model::kNull) return BirthdayText(row->birthday);
  return {};
}

Result<CardPlan> PlanCards(const intake::ImportedData& data, const ClubData& club, const loyalty::Programme& programme,
                           const MemberOffice& office, Day month) {
  const Window whole = loyalty::MonthOf(month);
  CardPlan plan;
  plan.settings.card_threshold_amount = programme.card.threshold;
  plan.settings.window = {AddMonths(whole.from, 1 - programme.card.window_months), whole.to};
  plan.settings.near_percent = programme.card.near_percent;
  plan.settings.required_fields = office.required_fields;
  plan.settings.approval_required = office.approval_required;
  if (programme.card.threshold <= Money{0}) return plan;
  const bool by_file = office.required_fields.empty();
  if (by_file) plan.settings.required_fields = {std::string(kWholeForm)};

  // Most members hold a card: they are counted here, and only those who wait are looked at closely.
  std::vector<loyalty::ClubMember> members;
  std::vector<loyalty::CardSpend> spend;
  std::vector<loyalty::CardForm> forms;
  int64_t holding = 0;
  int64_t exited = 0;
  for (size_t i = 0; i < club.members.size(); ++i) {
    const ClubMemberRow& told = club.members[i];
    if (told.is_erased) continue;
    const OfficeMember* const hand = office.Find(told.id);
    const bool has_trail = hand != nullptr && !hand->trail.empty();
    // As it is now, also when that was entered after the month's end: nobody gets a second card.
    const MemberState state = has_trail ? hand->trail.back().to : club.input.members[i].state;
    if (state != MemberState::kApplied && state != MemberState::kApproved) {
      (state == MemberState::kExited ? exited : holding) += 1;
      continue;
    }
    members.push_back({told.id, told.customer, {}, {{kEver, {}, std::nullopt, state, {}}}});
    Money sum;
    const loyalty::MemberInput& input = club.input.members[i];
    for (uint64_t at = input.deeds_begin; at < input.deeds_end; ++at) {
      const loyalty::Deed& deed = club.input.deeds[at];
      if (deed.kind == loyalty::Occasion::kShipment && plan.settings.window.Contains(deed.day)) sum += deed.amount;
    }
    if (!told.customer.empty()) spend.push_back({told.customer, whole.to, sum});
    const MemberRow::Answer answer = told.row == nullptr ? MemberRow::Answer::kNotSaid : told.row->form_complete;
    loyalty::CardForm form{told.id, {}};
    const bool is_told_complete =
        by_file ? answer != MemberRow::Answer::kNo && (told.row != nullptr || (hand != nullptr && !hand->form.empty()))
                : answer == MemberRow::Answer::kYes;
    for (const std::string& field : plan.settings.required_fields) {
      const std::string value = is_told_complete ? "1" : FormValueOf(data, told.row, hand, field);
      if (!value.empty()) form.values.emplace_back(field, value);
    }
    forms.push_back(std::move(form));
  }
  Result<loyalty::CardRun> run = loyalty::PlanCardIssue(plan.settings, members, spend, forms, whole.to);
  if (!run) return run.error();
  plan.run = std::move(run).value();
  plan.run.holding_card += holding;
  plan.run.exited += exited;
  return plan;
}

Json CandidateJson(const CardCandidate& candidate, const std::string& name) {
  Json json = Json::object();
  json["member"] = candidate.member;
  json["customer"] = candidate.customer;
  json["name"] = name;
  json["amount"] = ToDecimal(Money{candidate.spend.numerator});
  Json share = Json::object();
  share["num"] = candidate.spend.numerator;
  share["den"] = candidate.spend.denominator;
  json["share"] = std::move(share);
  json["lacking"] = ToDecimal(candidate.lacking);
  json["missing"] = candidate.missing_fields;
  json["needsApproval"] = candidate.needs_approval;
  json["formComplete"] = candidate.missing_fields.empty();
  return json;
}

std::string CardsCsv(const CardPlan& plan, const ClubData& club, bool near, bool spreadsheet) {
  std::unordered_map<std::string_view, std::string_view> name_of;
  for (const ClubMemberRow& told : club.members) name_of.emplace(told.id, told.name);
  std::string out;
  report::CsvWriter writer(spreadsheet ? report::CsvForm::kSpreadsheet : report::CsvForm::kPlain, out);
  writer.Begin();
  for (const std::string_view column : {"member_id", "customer_id", "customer_name", "spend", "threshold", "lacking",
                                        "missing_fields", "needs_approval"})
    writer.Text(column);
  writer.EndRow();
  for (const CardCandidate& one : near ? plan.run.near : plan.run.issue) {
    writer.Text(one.member);
    writer.Text(one.customer);
    writer.Text(name_of[one.member]);
    writer.Number(ToDecimal(Money{one.spend.numerator}));
    writer.Number(ToDecimal(Money{one.spend.denominator}));
    writer.Number(ToDecimal(one.lacking));
    std::string missing;
    for (const std::string& field : one.missing_fields) missing += (missing.empty() ? "" : ";") + field;
    writer.Text(missing);
    writer.Text(one.needs_approval ? "yes" : "no");
    writer.EndRow();
  }
  return out;
}

}  // namespace loyalane::club
