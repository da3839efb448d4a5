#include "loyalty/membership.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/sort.h"
#include "loyalty/join_keys.h"

namespace loyalane::loyalty {
namespace {

bool NeedsReason(MemberState to) { return to == MemberState::kSuspended || to == MemberState::kExited; }

// What is wrong with an entry after `last` (none: it is the first).
Status CheckEntry(const std::string& member, const TrailEntry* last, const TrailEntry& entry) {
  const bool is_first = last == nullptr;
  const bool goes_on = is_first ? !entry.from && entry.to == MemberState::kApplied
                                : entry.from == last->to && IsTransition(last->to, entry.to);
  if (!goes_on) {
    const std::optional<MemberState> from = is_first ? entry.from : last->to;
    return Error(ErrorId::kMemberTransition)
        .With("member", member)
        .With("from", from ? std::string(IdOf(*from)) : "-")
        .With("to", std::string(IdOf(entry.to)));
  }
  const bool has_who = !IsBlank(entry.who);
  if (!has_who || (NeedsReason(entry.to) && IsBlank(entry.reason))) {
    return Error(ErrorId::kAuditFieldMissing).With("member", member).With("field", has_who ? "reason" : "who");
  }
  if (!is_first && entry.day < last->day) {
    return Error(ErrorId::kAuditDayBackwards)
        .With("member", member)
        .With("day", ToIso(entry.day))
        .With("last", ToIso(last->day));
  }
  return Done{};
}

// Days whose end found the member entitled.
std::vector<DaySpan> SpansOf(const ClubMember& member, bool Entitlements::*right) {
  std::vector<DaySpan> spans;
  bool holds = false;
  for (const TrailEntry& entry : member.trail) {
    const bool holds_now = EntitlementsOf(entry.to).*right;
    if (holds_now && !holds) {
      // Suspended and restored within a day: that day's end found the member entitled, and the span goes on.
      if (!spans.empty() && spans.back().to == entry.day - 1) {
        spans.back().to.reset();
      } else {
        spans.push_back({entry.day});
      }
    } else if (!holds_now && holds) {
      spans.back().to = entry.day - 1;
      if (*spans.back().to < spans.back().from) spans.pop_back();
    }
    holds = holds_now;
  }
  return spans;
}

}  // namespace

Result<ClubMember> ApplyForMembership(std::string member, std::string customer, std::string member_class, Day day,
                                      std::string who) {
  TrailEntry entry{day, std::move(who), std::nullopt, MemberState::kApplied, {}};
  if (Status checked = CheckEntry(member, nullptr, entry); !checked) return checked.error();
  return ClubMember{std::move(member), std::move(customer), std::move(member_class), {std::move(entry)}};
}

Status ChangeState(ClubMember& member, MemberState to, Day day, std::string who, std::string reason) {
  TrailEntry entry{day, std::move(who), member.state(), to, std::move(reason)};
  if (Status checked = CheckEntry(member.member, &member.trail.back(), entry); !checked) return checked;
  member.trail.push_back(std::move(entry));
  return Done{};
}

Status CheckTrail(const std::string& member, const std::vector<TrailEntry>& trail) {
  if (trail.empty()) {
    return Error(ErrorId::kMemberTransition).With("member", member).With("from", "-").With("to", "-");
  }
  const TrailEntry* last = nullptr;
  for (const TrailEntry& entry : trail) {
    if (Status checked = CheckEntry(member, last, entry); !checked) return checked;
    last = &entry;
  }
  return Done{};
}

std::optional<MemberState> StateOn(const ClubMember& member, Day day) {
  std::optional<MemberState> state;
  for (const TrailEntry& entry : member.trail) {
    if (entry.day <= day) state = entry.to;
  }
  return state;
}

std::vector<DaySpan> CardSpans(const ClubMember& member) { return SpansOf(member, &Entitlements::holds_card); }

std::vector<DaySpan> ActiveSpans(const ClubMember& member) { return SpansOf(member, &Entitlements::earns); }

std::array<int64_t, kMemberStateCount> CountStates(const std::vector<ClubMember>& members, Day day) {
  std::array<int64_t, kMemberStateCount> counts{};
  for (const ClubMember& member : members) {
    if (const std::optional<MemberState> state = StateOn(member, day)) ++counts[static_cast<size_t>(*state)];
  }
  return counts;
}

std::string_view IdOf(AudienceStage stage) {
  constexpr std::string_view kIds[] = {"onlooker", "follower", "near_owner", "owner"};
  return kIds[static_cast<size_t>(stage)];
}

Status MoveStage(Audience& audience, AudienceStage stage, Day day) {
  if (!audience.stages.empty()) {
    const StageEntry& last = audience.stages.back();
    if (last.stage == stage) {
      return Error(ErrorId::kStageUnchanged).With("member", audience.id).With("stage", std::string(IdOf(stage)));
    }
    if (day < last.day) {
      return Error(ErrorId::kAuditDayBackwards)
          .With("member", audience.id)
          .With("day", ToIso(day))
          .With("last", ToIso(last.day));
    }
  }
  audience.stages.push_back({day, stage});
  return Done{};
}

StageFunnel CountStages(const std::vector<Audience>& audiences, Day as_of) {
  StageFunnel funnel;
  std::array<int64_t, kAudienceStageCount> reached{};
  for (const Audience& audience : audiences) {
    std::optional<AudienceStage> now;
    AudienceStage nearest = AudienceStage::kOnlooker;
    for (const StageEntry& entry : audience.stages) {
      if (entry.day > as_of) continue;
      now = entry.stage;
      nearest = std::max(nearest, entry.stage);
    }
    if (!now) continue;
    ++funnel.now[static_cast<size_t>(*now)];
    for (size_t i = 0; i <= static_cast<size_t>(nearest); ++i) ++reached[i];
  }
  for (size_t i = 0; i + 1 < reached.size(); ++i) funnel.conversion[i] = {reached[i + 1], reached[i]};
  return funnel;
}

ClubFunnel CountFunnel(const std::vector<FunnelPerson>& persons, Window window, Day as_of) {
  ClubFunnel funnel;
  for (const FunnelPerson& person : persons) {
    if (!person.prospect_on || !window.Contains(*person.prospect_on) || *person.prospect_on > as_of) continue;
    ++funnel.prospects;
    const bool is_member = person.member_on && *person.member_on >= *person.prospect_on && *person.member_on <= as_of;
    if (!is_member) continue;
    ++funnel.became_members.numerator;
    if (person.customer_on && *person.customer_on >= *person.member_on && *person.customer_on <= as_of) {
      ++funnel.became_customers.numerator;
    }
  }
  funnel.became_members.denominator = funnel.prospects;
  funnel.became_customers.denominator = funnel.became_members.numerator;
  return funnel;
}

Status AddTerm(std::vector<RepresentativeTerm>& terms, const ClubMember& member, DaySpan term) {
  const bool is_backwards = term.to && *term.to < term.from;
  const bool overlaps = std::any_of(terms.begin(), terms.end(), [&](const RepresentativeTerm& other) {
    return other.member == member.member && other.term.Overlaps(term);
  });
  if (is_backwards || overlaps || StateOn(member, term.from) != MemberState::kActive) {
    return Error(ErrorId::kTermUnusable)
        .With("member", member.member)
        .With("from", ToIso(term.from))
        .With("to", term.to ? ToIso(*term.to) : "-");
  }
  terms.push_back({member.member, term});
  return Done{};
}

std::vector<std::string> RepresentativesOn(const std::vector<RepresentativeTerm>& terms,
                                           const std::vector<ClubMember>& members, Day day) {
  std::map<std::string_view, const ClubMember*> by_id;
  for (const ClubMember& member : members) by_id.emplace(member.member, &member);
  std::vector<std::string> representatives;
  for (const RepresentativeTerm& term : terms) {
    const auto member = by_id.find(term.member);
    if (!term.term.Contains(day) || member == by_id.end()) continue;
    if (StateOn(*member->second, day) == MemberState::kActive) representatives.push_back(term.member);
  }
  Sort(representatives);
  return representatives;
}

}  // namespace loyalane::loyalty
