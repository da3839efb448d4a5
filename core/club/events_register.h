// EventsRegister: the club's events with sign-ups and attendance, its magazine, the pieces that members send in, and
// post that came back (S2-9, S2-11, S2-12, S2-26, S2-39, S2-56). Acts, views and their shapes: docs/club-registers.md.
// Errors: BASE-102, 103; LOYALTY-350..352 a sign-up that cannot be, 354 a number is taken, 355 no such entry, 357
// sign-ups or attendance hang on it, 359 no seat, 401 no such member; WORKSPACE-101 nothing loaded to tell members
// by, 103 an act or a view that is not known.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/date.h"
#include "loyalty/programme.h"

namespace loyalane::club {

class ClubRegister;

[[nodiscard]] std::unique_ptr<ClubRegister> MakeEventsRegister();

// What the register says of a member's attendance or piece. Named in the ledger as a row of the participations file
// would be: its number, or else its title, and its day.
struct RegisteredDeed {
  loyalty::Occasion occasion = loyalty::Occasion::kEvent;  // or kSubmission
  bool counts = false;  // false: he was not there after all, or the piece was not accepted after all
  std::string member;
  std::string id, title;
  Day day;
  Day came_in;  // of a piece
};
// `events`: null, or one of MakeEventsRegister.
[[nodiscard]] std::vector<RegisteredDeed> DeedsOf(const ClubRegister* events);

}  // namespace loyalane::club
