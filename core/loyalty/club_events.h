// Events with a quota, a waitlist and a window in which members come first (S2-9, S2-11, S2-56), and the magazine's
// issues and submissions (S2-12, S2-26). Both give sources of points: who took part, whose piece was accepted (S2-7).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "loyalty/shares.h"

namespace loyalane::loyalty {

struct ClubEvent {
  std::string id;
  Day day;
  int64_t quota = 0;
  Day opens_on;                                       // first day of sign-up; the event's day is the last
  std::optional<Day> members_only_to = std::nullopt;  // last day on which only active members may sign up
};

struct SignUp {
  std::string id;  // orders those of one day
  std::string person;
  Day day;
  bool is_active_member = false;  // on that day
  std::optional<Day> cancelled_on = std::nullopt;
  bool attended = false;
};

struct Seat {
  std::string sign_up, person;
  Day seated_on;  // the day of sign-up, or of the promotion
  bool from_waitlist = false;
};
struct SignUpRefusal {
  std::string sign_up;
  Error why;  // LOYALTY-350 members first, -351 closed, -352 signed up twice
};
struct EventList {
  std::vector<Seat> seated;             // in the order in which they got it
  std::vector<std::string> waitlist;    // sign-ups in order
  std::vector<SignUpRefusal> refusals;  // by day, then id
  int64_t cancelled = 0;
  // sign-ups known by as_of = seated + waitlist + refusals + cancelled; seated never exceeds the quota
  Share attendance;  // of the seated, those who attended
};

// Played day by day up to as_of: cancellations of a day come before its sign-ups, and the first who waits takes the
// seat. After the event's day nobody is promoted. A person who cancelled may sign up again.
[[nodiscard]] EventList ListEvent(const ClubEvent& event, const std::vector<SignUp>& sign_ups, Day as_of);

// S2-56: a small event every one or two months.
inline constexpr int32_t kEventGapDaysMax = 62;
// LOYALTY-353 for each stretch of more than 62 days between events up to as_of, and from the last one to as_of. Days of
// events after as_of do not count; without any event there is no stretch.
[[nodiscard]] std::vector<Error> FindEventGaps(std::vector<Day> event_days, Day as_of);

// What earns points by a rule, named by what happened.
struct EarnedSource {
  enum class Kind : uint8_t { kEvent, kSubmission };
  Kind kind;
  std::string id;  // "event:<event>:<member>" or "submission:<submission>"
  std::string member;
  Day day;
};

// The active members who were seated and attended, by person.
[[nodiscard]] std::vector<EarnedSource> AttendanceSources(const ClubEvent& event, const std::vector<SignUp>& sign_ups,
                                                          Day as_of);

struct Submission {
  std::string id;
  std::string member;
  Day day;
  std::optional<Day> accepted_on = std::nullopt;
  std::string issue;  // the issue it is planned for; may be empty
};
struct SubmissionList {
  std::vector<EarnedSource> accepted;  // by day of acceptance, then id
  std::vector<std::string> waiting;    // ids, by day, then id
  std::vector<Error> issues;           // LOYALTY-358: the id is used twice, or accepted before it came in
};
[[nodiscard]] SubmissionList AcceptedSubmissions(const std::vector<Submission>& submissions, Day as_of);

struct MagazineIssue {
  std::string id;
  Day mails_on;
};
struct IssuePlan {
  std::string issue;
  Day mails_on;
  std::vector<std::string> pieces;  // accepted submissions for it, by id
};
// Issues from as_of on, by day, each with its pieces (S2-26).
[[nodiscard]] std::vector<IssuePlan> PlanIssues(const std::vector<MagazineIssue>& issues,
                                                const std::vector<Submission>& submissions, Day as_of);

}  // namespace loyalane::loyalty
