// The states of a member and what each allows (S2-6): no benefit before active.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace loyalane::loyalty {

enum class MemberState : uint8_t { kApplied, kApproved, kCardIssued, kActive, kSuspended, kExited };
inline constexpr int kMemberStateCount = 6;

inline constexpr std::array<std::string_view, kMemberStateCount> kMemberStateIds = {
    "applied", "approved", "card_issued", "active", "suspended", "exited"};
[[nodiscard]] constexpr std::string_view IdOf(MemberState state) { return kMemberStateIds[static_cast<size_t>(state)]; }
[[nodiscard]] constexpr std::optional<MemberState> ParseMemberState(std::string_view id) {
  for (size_t i = 0; i < kMemberStateIds.size(); ++i) {
    if (kMemberStateIds[i] == id) return static_cast<MemberState>(i);
  }
  return std::nullopt;
}

// applied -> approved -> card_issued -> active <-> suspended; every state but exited -> exited.
[[nodiscard]] constexpr bool IsTransition(MemberState from, MemberState to) {
  switch (to) {
    case MemberState::kApplied:
      return false;
    case MemberState::kApproved:
      return from == MemberState::kApplied;
    case MemberState::kCardIssued:
      return from == MemberState::kApproved;
    case MemberState::kActive:
      return from == MemberState::kCardIssued || from == MemberState::kSuspended;
    case MemberState::kSuspended:
      return from == MemberState::kActive;
    case MemberState::kExited:
      return from != MemberState::kExited;
  }
  return false;
}

struct Entitlements {
  bool holds_card = false;    // earns referral awards
  bool earns = false;         // points
  bool redeems = false;       // points, vouchers, gifts
  bool has_benefits = false;  // discounts, magazine, events, merchants, priority
  friend constexpr bool operator==(Entitlements, Entitlements) = default;
};

// A card is held from its issue on; everything else begins with active. A suspended member keeps what is in the account
// and uses nothing.
[[nodiscard]] constexpr Entitlements EntitlementsOf(MemberState state) {
  const bool is_active = state == MemberState::kActive;
  return {is_active || state == MemberState::kCardIssued, is_active, is_active, is_active};
}

}  // namespace loyalane::loyalty
