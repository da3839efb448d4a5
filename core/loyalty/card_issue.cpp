#include "loyalty/card_issue.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>

#include "base/sort.h"
#include "loyalty/join_keys.h"

namespace loyalane::loyalty {
namespace {

Status CheckSettings(const CardSettings& settings) {
  const auto unusable = [](std::string key, std::string value) {
    return Error(ErrorId::kCardSettingUnusable).With("key", std::move(key)).With("value", std::move(value));
  };
  if (settings.card_threshold_amount.minor <= 0) {
    return unusable("card_threshold_amount", ToDecimal(settings.card_threshold_amount));
  }
  if (settings.near_percent < 1 || settings.near_percent > 100) {
    return unusable("near_percent", std::to_string(settings.near_percent));
  }
  if (settings.window.to < settings.window.from) return unusable("window", ToIso(settings.window.to));
  return Done{};
}

// A masked value cannot be written to or called, so the field is not filled in.
bool IsFilledIn(const CardForm* form, const std::string& field) {
  if (form == nullptr) return false;
  return std::any_of(form->values.begin(), form->values.end(), [&](const auto& value) {
    return value.first == field && !IsBlank(value.second) && !IsMasked(value.second);
  });
}

bool HasCard(MemberState state) {
  return state == MemberState::kCardIssued || state == MemberState::kActive || state == MemberState::kSuspended;
}

}  // namespace

Result<CardRun> PlanCardIssue(const CardSettings& settings, const std::vector<ClubMember>& members,
                              const std::vector<CardSpend>& spend, const std::vector<CardForm>& forms, Day as_of) {
  if (Status checked = CheckSettings(settings); !checked) return checked.error();
  std::map<std::string_view, Money> spent;
  for (const CardSpend& line : spend) {
    if (settings.window.Contains(line.day) && line.day <= as_of) spent[line.customer] += line.amount;
  }
  // Several forms of a member complete each other.
  std::map<std::string_view, std::vector<const CardForm*>> forms_of;
  for (const CardForm& form : forms) forms_of[form.member].push_back(&form);

  CardRun run;
  for (const ClubMember& member : members) {
    const std::optional<MemberState> state = StateOn(member, as_of);
    if (!state) continue;
    if (HasCard(*state)) {
      ++run.holding_card;
      continue;
    }
    if (*state == MemberState::kExited) {
      ++run.exited;
      continue;
    }
    ++run.eligible.denominator;
    const auto found = member.customer.empty() ? spent.end() : spent.find(member.customer);
    const Money amount = found == spent.end() ? Money{} : found->second;
    CardCandidate candidate{.member = member.member,
                            .customer = member.customer,
                            .spend = {amount.minor, settings.card_threshold_amount.minor},
                            .lacking = std::max(Money{}, settings.card_threshold_amount - amount),
                            .missing_fields = {},
                            .needs_approval = settings.approval_required && *state == MemberState::kApplied};
    const std::vector<const CardForm*>& own_forms = forms_of[member.member];
    for (const std::string& field : settings.required_fields) {
      const bool is_filled_in = std::any_of(own_forms.begin(), own_forms.end(),
                                            [&](const CardForm* form) { return IsFilledIn(form, field); });
      if (!is_filled_in) candidate.missing_fields.push_back(field);
    }
    const bool is_due = candidate.lacking.minor == 0 && candidate.missing_fields.empty() && !candidate.needs_approval;
    if (is_due) {
      run.issue.push_back(std::move(candidate));
    } else if (candidate.spend.IsAtLeast(settings.near_percent)) {
      run.near.push_back(std::move(candidate));
    } else {
      ++run.below_near;
    }
  }
  run.eligible.numerator = static_cast<int64_t>(run.issue.size());
  Sort(run.issue, [](const CardCandidate& a, const CardCandidate& b) { return a.member < b.member; });
  Sort(run.near, [](const CardCandidate& a, const CardCandidate& b) {
    return std::tie(b.spend.numerator, a.member) < std::tie(a.spend.numerator, b.member);
  });
  return run;
}

Status IssueCards(const CardRun& run, std::vector<ClubMember>& members, Day day, const std::string& who) {
  constexpr std::string_view kReason = "card_threshold_amount";
  std::map<std::string_view, ClubMember*> by_id;
  for (ClubMember& member : members) by_id.emplace(member.member, &member);
  // All or nothing: copies are changed first.
  std::vector<ClubMember> changed;
  for (const CardCandidate& candidate : run.issue) {
    const auto found = by_id.find(candidate.member);
    if (found == by_id.end()) {
      return Error(ErrorId::kMemberTransition)
          .With("member", candidate.member)
          .With("from", "-")
          .With("to", std::string(IdOf(MemberState::kCardIssued)));
    }
    ClubMember member = *found->second;
    if (member.state() == MemberState::kApplied) {
      Status approved = ChangeState(member, MemberState::kApproved, day, who, std::string(kReason));
      if (!approved) return approved;
    }
    Status issued = ChangeState(member, MemberState::kCardIssued, day, who, std::string(kReason));
    if (!issued) return issued;
    changed.push_back(std::move(member));
  }
  for (ClubMember& member : changed) {
    ClubMember& target = *by_id.find(member.member)->second;
    target = std::move(member);
  }
  return Done{};
}

}  // namespace loyalane::loyalty
