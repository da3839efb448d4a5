// ClubTables: the files of an invented loyalty club of the fictional company: its members are customers of the company,
// what they owe and earn comes from the very shipments that CourierCompany writes for the same spec.
//
//   ClubTables club(spec);                            // makes the shipments once, without keeping them
//   club.Append(ClubTable::kMembers, out);
//
// Equal specs give equal bytes. Only the largest kClubCustomersMax customers take part. Documented in
// docs/data-generator.md, "The club".
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "generate/company_data.h"
#include "generate/spec.h"

namespace loyalane::generate {

enum class ClubTable : uint8_t {
  kMembers,
  kContacts,
  kPayments,
  kParticipations,
  kRedemptions,
  kGifts,
  kReferrals,
};
// By ClubTable: the datasets' names, and so the files'.
inline constexpr std::array<std::string_view, 7> kClubTableNames = {
    "members", "contacts", "payments", "participations", "redemptions", "gifts", "referrals"};

inline constexpr uint32_t kClubCustomersMax = 600;

class ClubTables {
 public:
  // The spec must be one that ProblemWith accepts.
  explicit ClubTables(const Spec& spec);

  // The whole table in the spec's encoding.
  void Append(ClubTable table, std::string& out) const;

  // What was written, to check an import against.
  struct Truth {
    uint32_t members = 0;
    uint32_t payments = 0;
    uint32_t unpaid = 0;
    uint32_t refunded = 0;
    uint32_t participations = 0;
    uint32_t redemptions = 0;
    uint32_t referrals = 0;
    uint32_t self_referrals = 0;
    uint32_t repeated_referrals = 0;
  };
  [[nodiscard]] Truth truth() const;

 private:
  // In the order of the states: each has the dates of those before it.
  enum State : uint8_t { kApplied, kApproved, kCardIssued, kActive, kSuspended, kExited };
  struct Member {
    uint32_t customer;  // rank
    State state;
    bool is_owner, is_form_complete, takes_messages, is_representative;
    Day applied;
    std::optional<Day> approved, card, exited;
    Day birthday;
  };
  struct Payment {
    uint32_t customer;
    uint32_t month;  // of the spec's period, from 0
    uint32_t serial;
    int64_t due_fen;
    std::optional<Day> paid_on, refunded_on;
    int64_t paid_fen, refunded_fen;
  };
  struct Participation {
    uint32_t member;  // of members_
    Day on;
    uint32_t minute;
    bool is_event, has_come;
    uint8_t title;
    uint32_t serial;
  };
  struct Redemption {
    uint32_t member;
    Day on;
    uint32_t minute;
    uint8_t reward;  // of kRewards
    uint32_t serial;
    std::optional<Day> reversed_on;
  };
  struct Referral {
    uint32_t member;
    uint32_t referee;  // rank
    Day claimed;
    std::optional<uint32_t> payment;  // of payments_: the referee's first
    bool wants_gift, is_self, is_repeated;
  };

  void AddMembers();
  void AddPayments();
  void AddParticipations();
  void AddRedemptions();
  void AddReferrals();
  [[nodiscard]] bool IsActiveOn(const Member& member, Day day) const;
  [[nodiscard]] Day FirstOfMonth(uint32_t month) const { return AddMonths(first_month_, static_cast<int32_t>(month)); }
  [[nodiscard]] int64_t BilledFen(uint32_t customer, uint32_t month) const {
    return month_fen_[size_t{customer} * months_ + month];
  }

  void WriteMembers(std::string& out) const;
  void WriteContacts(std::string& out) const;
  void WritePayments(std::string& out) const;
  void WriteParticipations(std::string& out) const;
  void WriteRedemptions(std::string& out) const;
  void WriteGifts(std::string& out) const;
  void WriteReferrals(std::string& out) const;

  CompanyData data_;
  uint32_t club_customers_;
  uint32_t months_;
  Day first_month_;
  std::vector<int64_t> month_fen_;  // by customer and month: what undamaged lines come to
  std::vector<Member> members_;
  std::vector<Payment> payments_;
  std::vector<Participation> participations_;
  std::vector<Redemption> redemptions_;
  std::vector<Referral> referrals_;
};

}  // namespace loyalane::generate
