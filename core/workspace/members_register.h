// The register `members`: what the club's office does with members, and what its screens show of it.
//   acts   apply {member, customer, memberClass, day, who, values}, approve | issue_card | activate | suspend | resume
//   |
//          exit {member, day, who, reason}, issue_cards {month, day, who}, form {member, values {field: text},
//          customer, memberClass}, card_rule {requiredFields, approvalRequired}, term_add {member, from, to, who},
//          term_end {member, from, to}, benefit_set {id, name, kind, memberClasses, from, to}, benefit_remove {id},
//          stage {id, stage, day, who}, erase {member, day, who}
//   views  {what: list | member | cards | benefits | representatives | funnel | erasure | customers}
// docs/club.md, "The members' office"
#pragma once

#include <memory>
#include <span>
#include <string>

#include "workspace/club_register.h"
#include "workspace/member_office.h"

namespace loyalane::workspace {

// What another register lost by an erasure.
struct ErasedElsewhere {
  std::string name;
  int64_t rows = 0, values = 0;
};

class MembersRegister final : public ClubRegister {
 public:
  [[nodiscard]] const MemberOffice& office() const { return office_; }

  [[nodiscard]] Status Take(const nlohmann::ordered_json& document) override;
  [[nodiscard]] nlohmann::ordered_json Document() const override;
  // Errors: LOYALTY-331..333 of a change, LOYALTY-334 a stage, LOYALTY-335 a term, LOYALTY-336 the card rule,
  // LOYALTY-337 the customer is a member, LOYALTY-338 a state without a day, LOYALTY-360..362 erasure, LOYALTY-401
  // unknown member; BASE-103 a value; WORKSPACE-101 nothing loaded, where files are needed.
  [[nodiscard]] Result<nlohmann::ordered_json> Act(const nlohmann::ordered_json& act,
                                                   const ClubSight& sight) const override;
  [[nodiscard]] Result<nlohmann::ordered_json> View(const nlohmann::ordered_json& question,
                                                    const ClubSight& sight) const override;
  // Without the log of an erasure, which only Erase writes.
  [[nodiscard]] Removal WithoutMember(const ErasedPerson& person, const ClubSight& sight) const override;

  // What a member is known by, here and in the files. Errors: LOYALTY-360, -362.
  [[nodiscard]] Result<ErasedPerson> PersonOf(const std::string& member, const ClubSight& sight) const;
  // The act `erase`, whose log tells what other registers lost by it too. Errors: LOYALTY-332, -360..362.
  [[nodiscard]] Result<nlohmann::ordered_json> Erase(const nlohmann::ordered_json& act, const ClubSight& sight,
                                                     std::span<const ErasedElsewhere> elsewhere) const;

 private:
  MemberOffice office_;
};

[[nodiscard]] std::unique_ptr<ClubRegister> MakeMembersRegister();

}  // namespace loyalane::workspace
