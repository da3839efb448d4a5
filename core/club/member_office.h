// MemberOffice: what the club's people enter by hand about members, and how it goes on from what the files say. The
// files' states are the start; from a member's first entry here on, only the entries here speak. docs/club.md, "The
// members' office".
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "loyalty/benefits.h"
#include "loyalty/club_rows.h"
#include "loyalty/erasure.h"
#include "loyalty/membership.h"

namespace loyalane::club {

// What a form of application asks (S2-33), in the order in which it is shown.
inline constexpr std::array<std::string_view, 12> kFormFields = {
    "contact",  "mobile",          "address", "credit_code", "birthday",    "consent",
    "industry", "monthly_parcels", "lanes",   "products",    "peak_months", "carriers"};

struct FormValue {
  std::string field, value;
};

struct OfficeMember {
  std::string member;
  std::string customer, member_class;      // of members who applied here
  std::vector<loyalty::TrailEntry> trail;  // by hand, by day; begins with the application or goes on from the file
  std::vector<FormValue> form;

  [[nodiscard]] bool applied_here() const { return !trail.empty() && !trail.front().from; }
};

struct OfficeTerm {
  std::string member, who;
  Day from;
  std::optional<Day> to;
};

struct OfficeBenefit {
  std::string id, name;
  loyalty::BenefitKind kind = loyalty::BenefitKind::kDiscounts;
  std::vector<std::string> member_classes;  // empty: every class
  Day from;
  std::optional<Day> to;
  [[nodiscard]] loyalty::Benefit benefit() const { return {id, kind, member_classes, {from, to}}; }
};

struct OfficeStage {
  loyalty::AudienceStage stage = loyalty::AudienceStage::kOnlooker;
  Day day;
  std::string who;
};
// A prospect or customer on the way from onlooker to owner (S2-18).
struct OfficeAudience {
  std::string id;
  std::vector<OfficeStage> stages;  // by day
};

struct MemberOffice {
  bool approval_required = false;            // false: the card run lets applicants through
  std::vector<std::string> required_fields;  // of the card; empty: the members file says whether the form is complete
  std::vector<OfficeMember> members;         // by id
  std::vector<OfficeTerm> terms;
  std::vector<OfficeBenefit> benefits;
  std::vector<OfficeAudience> audience;  // by id
  std::vector<loyalty::ErasureLog> erasures;

  [[nodiscard]] const OfficeMember* Find(std::string_view member) const;
  [[nodiscard]] OfficeMember& At(const std::string& member);  // new or known
  [[nodiscard]] const loyalty::ErasureLog* ErasureOf(std::string_view member) const;
};

// Errors: BASE-101..106; LOYALTY-331..333 a trail that is none, LOYALTY-335 a term that ends before it starts.
[[nodiscard]] Result<MemberOffice> ReadMemberOffice(const nlohmann::ordered_json& document);
[[nodiscard]] nlohmann::ordered_json WriteMemberOffice(const MemberOffice& office);

// The state that a row of a members file says.
[[nodiscard]] loyalty::MemberState StateIn(const loyalty::MemberRow& row);
// A file says that the member is suspended, or has left, and not since when.
[[nodiscard]] bool IsUndated(const loyalty::MemberRow& row);
// Stands for a day before everything that is known.
inline constexpr Day kEver = ToDay({kYearMin, 1, 1});

// What the file says up to the first entry by hand, then those entries.
struct WholeTrail {
  loyalty::ClubMember member;
  size_t of_file = 0;       // so many entries are the file's
  bool is_undated = false;  // the last one is, and its day is not known
};
// `row`, `hand`: null where there is none; not both.
[[nodiscard]] WholeTrail TrailOf(const std::string& member, const loyalty::MemberRow* row, const OfficeMember* hand);

}  // namespace loyalane::club
