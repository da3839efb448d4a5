#include "loyalty/club_events.h"

#include <algorithm>
#include <deque>
#include <functional>
#include <map>
#include <set>
#include <string_view>
#include <tuple>

#include "base/sort.h"

namespace loyalane::loyalty {
namespace {

struct Step {
  Day day;
  bool is_sign_up;  // false: a cancellation, which comes first on its day
  const SignUp* sign_up;
};

std::vector<Step> StepsOf(const std::vector<SignUp>& sign_ups, Day as_of) {
  std::vector<Step> steps;
  for (const SignUp& sign_up : sign_ups) {
    if (sign_up.day > as_of) continue;
    steps.push_back({sign_up.day, true, &sign_up});
    if (sign_up.cancelled_on && *sign_up.cancelled_on <= as_of) {
      // Nobody cancels before signing up; a cancellation on the same day comes right after it.
      steps.push_back({std::max(*sign_up.cancelled_on, sign_up.day), false, &sign_up});
    }
  }
  const auto key = [](const Step& step) {
    // On the day of sign-up itself the cancellation cannot come first.
    const bool comes_late = step.is_sign_up || step.day == step.sign_up->day;
    return std::make_tuple(step.day, comes_late, std::cref(step.sign_up->id), std::cref(step.sign_up->person),
                           !step.is_sign_up);
  };
  Sort(steps, [&](const Step& a, const Step& b) { return key(a) < key(b); });
  return steps;
}

class Door {
 public:
  explicit Door(const ClubEvent& event) : event_(event) {}

  void SignIn(const SignUp& sign_up) {
    if (std::optional<Error> why = WhyNot(sign_up)) {
      list_.refusals.push_back({sign_up.id, std::move(*why)});
      return;
    }
    persons_.insert(sign_up.person);
    waiting_.push_back(&sign_up);
    Promote(sign_up.day, &sign_up);
  }

  void Cancel(const SignUp& sign_up, Day day) {
    const auto waiting = std::find(waiting_.begin(), waiting_.end(), &sign_up);
    const auto seated = std::find(seated_.begin(), seated_.end(), &sign_up);
    if (waiting == waiting_.end() && seated == seated_.end()) return;  // it was refused
    persons_.erase(sign_up.person);
    ++list_.cancelled;
    if (waiting != waiting_.end()) {
      waiting_.erase(waiting);
      return;
    }
    list_.seated.erase(list_.seated.begin() + (seated - seated_.begin()));
    seated_.erase(seated);
    if (day <= event_.day) Promote(day, nullptr);
  }

  EventList Finish() {
    for (const SignUp* sign_up : waiting_) list_.waitlist.push_back(sign_up->id);
    list_.attendance.denominator = static_cast<int64_t>(seated_.size());
    list_.attendance.numerator =
        std::count_if(seated_.begin(), seated_.end(), [](const SignUp* sign_up) { return sign_up->attended; });
    return std::move(list_);
  }
  [[nodiscard]] const std::vector<const SignUp*>& seated() const { return seated_; }

 private:
  [[nodiscard]] std::optional<Error> WhyNot(const SignUp& sign_up) const {
    if (sign_up.day < event_.opens_on || sign_up.day > event_.day) {
      return Error(ErrorId::kEventClosed).With("person", sign_up.person).With("day", ToIso(sign_up.day));
    }
    if (event_.members_only_to && sign_up.day <= *event_.members_only_to && !sign_up.is_active_member) {
      return Error(ErrorId::kEventMembersFirst)
          .With("person", sign_up.person)
          .With("day", ToIso(sign_up.day))
          .With("until", ToIso(*event_.members_only_to));
    }
    if (persons_.contains(sign_up.person)) {
      return Error(ErrorId::kEventSignedTwice).With("person", sign_up.person);
    }
    return std::nullopt;
  }

  void Promote(Day day, const SignUp* just_signed_up) {
    while (!waiting_.empty() && static_cast<int64_t>(seated_.size()) < event_.quota) {
      const SignUp* next = waiting_.front();
      waiting_.pop_front();
      seated_.push_back(next);
      list_.seated.push_back({next->id, next->person, day, next != just_signed_up});
    }
  }

  const ClubEvent& event_;
  EventList list_;
  std::set<std::string_view> persons_;
  std::deque<const SignUp*> waiting_;
  std::vector<const SignUp*> seated_;  // in the order of list_.seated
};

Door Play(const ClubEvent& event, const std::vector<SignUp>& sign_ups, Day as_of) {
  Door door(event);
  for (const Step& step : StepsOf(sign_ups, as_of)) {
    if (step.is_sign_up) {
      door.SignIn(*step.sign_up);
    } else {
      door.Cancel(*step.sign_up, step.day);
    }
  }
  return door;
}

}  // namespace

EventList ListEvent(const ClubEvent& event, const std::vector<SignUp>& sign_ups, Day as_of) {
  return Play(event, sign_ups, as_of).Finish();
}

std::vector<Error> FindEventGaps(std::vector<Day> event_days, Day as_of) {
  std::erase_if(event_days, [as_of](Day day) { return day > as_of; });
  std::vector<Error> gaps;
  if (event_days.empty()) return gaps;
  Sort(event_days);
  event_days.push_back(as_of);
  for (size_t i = 1; i < event_days.size(); ++i) {
    const int32_t days = event_days[i] - event_days[i - 1];
    if (days <= kEventGapDaysMax) continue;
    gaps.push_back(Error(ErrorId::kEventGap)
                       .With("days", std::to_string(days))
                       .With("from", ToIso(event_days[i - 1]))
                       .With("to", ToIso(event_days[i])));
  }
  return gaps;
}

std::vector<EarnedSource> AttendanceSources(const ClubEvent& event, const std::vector<SignUp>& sign_ups, Day as_of) {
  std::vector<EarnedSource> sources;
  if (event.day > as_of) return sources;
  const Door door = Play(event, sign_ups, as_of);
  for (const SignUp* sign_up : door.seated()) {
    if (!sign_up->attended || !sign_up->is_active_member) continue;
    sources.push_back(
        {EarnedSource::Kind::kEvent, "event:" + event.id + ":" + sign_up->person, sign_up->person, event.day});
  }
  Sort(sources, [](const EarnedSource& a, const EarnedSource& b) { return a.member < b.member; });
  return sources;
}

SubmissionList AcceptedSubmissions(const std::vector<Submission>& submissions, Day as_of) {
  std::map<std::string_view, int64_t> same_id;
  std::vector<const Submission*> order;
  for (const Submission& submission : submissions) {
    if (submission.day > as_of) continue;
    ++same_id[submission.id];
    order.push_back(&submission);
  }
  Sort(order,
       [](const Submission* a, const Submission* b) { return std::tie(a->day, a->id) < std::tie(b->day, b->id); });
  SubmissionList list;
  for (const Submission* submission : order) {
    const bool is_backwards = submission->accepted_on && *submission->accepted_on < submission->day;
    if (is_backwards || same_id[submission->id] > 1) {
      list.issues.push_back(Error(ErrorId::kSubmissionUnusable).With("submission", submission->id));
    } else if (submission->accepted_on && *submission->accepted_on <= as_of) {
      list.accepted.push_back({EarnedSource::Kind::kSubmission, "submission:" + submission->id, submission->member,
                               *submission->accepted_on});
    } else {
      list.waiting.push_back(submission->id);
    }
  }
  Sort(list.accepted,
       [](const EarnedSource& a, const EarnedSource& b) { return std::tie(a.day, a.id) < std::tie(b.day, b.id); });
  return list;
}

std::vector<IssuePlan> PlanIssues(const std::vector<MagazineIssue>& issues, const std::vector<Submission>& submissions,
                                  Day as_of) {
  std::set<std::string> accepted;
  for (const EarnedSource& source : AcceptedSubmissions(submissions, as_of).accepted) accepted.insert(source.id);
  std::vector<IssuePlan> plans;
  for (const MagazineIssue& issue : issues) {
    if (issue.mails_on < as_of) continue;
    IssuePlan plan{issue.id, issue.mails_on, {}};
    for (const Submission& submission : submissions) {
      if (submission.issue == issue.id && accepted.contains("submission:" + submission.id)) {
        plan.pieces.push_back(submission.id);
      }
    }
    Sort(plan.pieces);
    plans.push_back(std::move(plan));
  }
  Sort(plans, [](const IssuePlan& a, const IssuePlan& b) {
    return std::tie(a.mails_on, a.issue) < std::tie(b.mails_on, b.issue);
  });
  return plans;
}

}  // namespace loyalane::loyalty
