// Members of the club: their states with an audit trail (S2-6), the four audiences (S2-18), the funnel (S2-15) and
// representatives with terms (S2-13). Ids only: names and contacts stay outside.
// Normative: docs/formulas/club-membership.md.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "loyalty/day_span.h"
#include "loyalty/member_state.h"
#include "loyalty/shares.h"

namespace loyalane::loyalty {

struct TrailEntry {
  Day day;
  std::string who;
  std::optional<MemberState> from;  // none: the application itself
  MemberState to;
  std::string reason;
};

struct ClubMember {
  std::string member;
  std::string customer;           // may be empty: not a customer yet
  std::string member_class;       // "owner", "non_owner" or the club's own
  std::vector<TrailEntry> trail;  // at least the application, by day

  [[nodiscard]] MemberState state() const { return trail.back().to; }
};

// A member who has applied. Error: LOYALTY-332 `who` is empty.
[[nodiscard]] Result<ClubMember> ApplyForMembership(std::string member, std::string customer, std::string member_class,
                                                    Day day, std::string who);
// Errors, the member unchanged: LOYALTY-331 no such transition; LOYALTY-332 who, or for suspension and exit the reason,
// is missing; LOYALTY-333 earlier than the last change.
[[nodiscard]] Status ChangeState(ClubMember& member, MemberState to, Day day, std::string who, std::string reason);
// A trail that comes from a file, by the same rules, from the application on; LOYALTY-331 when it starts otherwise or
// an entry does not go on from the one before.
[[nodiscard]] Status CheckTrail(const std::string& member, const std::vector<TrailEntry>& trail);

// The state at the end of the day; none before the application.
[[nodiscard]] std::optional<MemberState> StateOn(const ClubMember& member, Day day);
// Days whose end found the member with a valid card, for referral (S2-58).
[[nodiscard]] std::vector<DaySpan> CardSpans(const ClubMember& member);
// Days whose end found the member active: those on which points are earned and redeemed.
[[nodiscard]] std::vector<DaySpan> ActiveSpans(const ClubMember& member);
// How many members are in each state at the end of the day, indexed by MemberState.
[[nodiscard]] std::array<int64_t, kMemberStateCount> CountStates(const std::vector<ClubMember>& members, Day day);

// The four audiences, farthest first: win onlookers, turn new into real customers.
enum class AudienceStage : uint8_t { kOnlooker, kFollower, kNearOwner, kOwner };
inline constexpr int kAudienceStageCount = 4;
[[nodiscard]] std::string_view IdOf(AudienceStage stage);  // "onlooker", "follower", "near_owner", "owner"

struct StageEntry {
  Day day;
  AudienceStage stage;
};
struct Audience {
  std::string id;                  // a person or customer
  std::vector<StageEntry> stages;  // by day; may go back
};
// Errors, unchanged: LOYALTY-334 already there; LOYALTY-333 earlier than the last entry.
[[nodiscard]] Status MoveStage(Audience& audience, AudienceStage stage, Day day);

struct StageFunnel {
  std::array<int64_t, kAudienceStageCount> now{};  // in each stage at the end of as_of
  // From stage i to i + 1: of all who had been at i or nearer by as_of, those who had been at i + 1 or nearer.
  std::array<Share, kAudienceStageCount - 1> conversion{};
};
[[nodiscard]] StageFunnel CountStages(const std::vector<Audience>& audiences, Day as_of);

// S2-15. A customer need not have been a member, nor a member a prospect.
struct FunnelPerson {
  std::optional<Day> prospect_on, member_on, customer_on;
};
struct ClubFunnel {
  int64_t prospects = 0;
  Share became_members;    // of the prospects, those who became members by as_of
  Share became_customers;  // of those members, those who became customers after that, by as_of
};
// Prospects are those whose first day as such lies in the window.
[[nodiscard]] ClubFunnel CountFunnel(const std::vector<FunnelPerson>& persons, Window window, Day as_of);

struct RepresentativeTerm {
  std::string member;
  DaySpan term;
};
// Adds the term. Error: LOYALTY-335 it ends before it starts, overlaps another one of the member, or the member is not
// active on its first day.
[[nodiscard]] Status AddTerm(std::vector<RepresentativeTerm>& terms, const ClubMember& member, DaySpan term);
// Those in office on the day who are still active, by member id.
[[nodiscard]] std::vector<std::string> RepresentativesOn(const std::vector<RepresentativeTerm>& terms,
                                                         const std::vector<ClubMember>& members, Day day);

}  // namespace loyalane::loyalty
