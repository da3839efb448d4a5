// The register "launch": what a company writes down before it founds a club, and what follows from it (S2-21 to S2-23,
// S2-29, S2-31, S2-34 to S2-40). One document: scores of the three criteria, cost proof, return of the programme by
// segment, pipeline of launches and offers, roadmap, talks with outlets and agents, decisions. Every document that is
// taken or made has been reckoned once, so what it holds can always be shown. docs/club-launch.md
// View: all of it reckoned; {"table": "months"} gives {"csv": "..."}, the proof month by month.
//
// Acts ({"do": ...}); days "2026-05-31", money decimal text, percents are numbers:
//   score {criterion, score 0..5 | null, note, by, on} · override {reason, by, on} | {off: true}
//   terms {horizonMonths?, launchOn?, months?, rate?, commitmentMonths?, reserve?, monthlyBudget?}
//   return {months?, pointsIssued?, ...} | {off: true} · takeReturn: its figures as lines of the cost proof
//   add {list, item} · change {list, at, item} · remove {list, at}: of costs, margins, segments, pipeline, conditions
//   (with stage)
//   begin, finish {stage, on, by} · talk {topic, settled, note}
//   approve {on, by} · withdraw {on, by, reason}
// Errors of acts beside those of economics/ and of fields (BASE-102, BASE-103): ECON-126 a condition of a stage that
// has begun, ECON-135 the launch cannot be approved (all obstacles), ECON-136 approved already, ECON-137 not approved.
#pragma once

#include <memory>

#include "club/club_register.h"

namespace loyalane::club {

[[nodiscard]] std::unique_ptr<ClubRegister> MakeLaunchRegister();

}  // namespace loyalane::club
