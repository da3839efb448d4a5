// Entry: one fact of the points ledger. Identity within a member: (kind, rule, source). Normative:
// docs/formulas/points-ledger.md.
#pragma once

#include <cstdint>

#include "base/date.h"
#include "table/text_pool.h"

namespace loyalane::loyalty {

// In the order in which entries of one day are posted: what gives points before what takes them.
// kGiven and kWithdrawn move no points: a voucher or a gift that a member was given, and what of it was taken back.
// Their `points` are its value in fen.
enum class EntryKind : uint8_t {
  kOpening,
  kEarn,
  kGrant,
  kRestore,
  kExpiry,
  kRefund,
  kCharge,
  kSpend,
  kGiven,
  kWithdrawn
};
inline constexpr size_t kEntryKindCount = static_cast<size_t>(EntryKind::kWithdrawn) + 1;
[[nodiscard]] constexpr bool OpensLot(EntryKind kind) { return kind <= EntryKind::kGrant; }
[[nodiscard]] constexpr bool Debits(EntryKind kind) { return kind >= EntryKind::kRefund && kind <= EntryKind::kSpend; }
[[nodiscard]] constexpr bool MovesNoPoints(EntryKind kind) { return kind >= EntryKind::kGiven; }
// Whether an entry says how long what it gives can be used.
[[nodiscard]] constexpr bool HasLifespan(EntryKind kind) {
  return OpensLot(kind) || kind == EntryKind::kExpiry || kind == EntryKind::kGiven;
}

// How long a lot lives, in 16 bits: days after the event day, months without activity, or for ever.
class Lifespan {
 public:
  static constexpr int32_t kDaysMax = 0x7FFF;    // 89 years
  static constexpr int32_t kMonthsMax = 0x7FFE;  // of inactivity
  [[nodiscard]] static constexpr Lifespan Never() { return Lifespan(0xFFFF); }
  // 1..kDaysMax: the lot can no longer be spent `days` after its event day.
  [[nodiscard]] static constexpr Lifespan Days(int32_t days) { return Lifespan(static_cast<uint16_t>(days)); }
  // 1..kMonthsMax
  [[nodiscard]] static constexpr Lifespan InactiveMonths(int32_t months) {
    return Lifespan(static_cast<uint16_t>(0x8000 | months));
  }
  [[nodiscard]] static constexpr Lifespan FromPacked(uint16_t packed) { return Lifespan(packed); }
  constexpr Lifespan() = default;
  [[nodiscard]] constexpr uint16_t packed() const { return packed_; }
  [[nodiscard]] constexpr bool is_never() const { return packed_ == 0xFFFF; }
  [[nodiscard]] constexpr bool is_inactivity() const { return packed_ >= 0x8000 && packed_ != 0xFFFF; }
  [[nodiscard]] constexpr int32_t days() const { return packed_; }             // where neither of the above
  [[nodiscard]] constexpr int32_t months() const { return packed_ & 0x7FFF; }  // where is_inactivity()
  friend constexpr bool operator==(Lifespan, Lifespan) = default;

 private:
  explicit constexpr Lifespan(uint16_t packed) : packed_(packed) {}
  uint16_t packed_ = 0xFFFF;
};

// A lot's first day without validity when it has none.
inline constexpr Day kNoDay{INT32_MAX};
// A period's number shares 16 bits with the kind: 4 094 closed periods, which are 341 years of months.
inline constexpr int kPeriodBits = 12;
inline constexpr int kKindBits = 16 - kPeriodBits;
// The number of the period that is not closed yet.
inline constexpr uint16_t kOpenPeriod = (1U << kPeriodBits) - 1;

struct Entry {
  table::TextId source = table::kNoText;  // what it comes from: a statement, a waybill, a document
  table::TextId of = table::kNoText;      // kRestore, kRefund, kExpiry, kWithdrawn: the source that they are about
  int32_t points = 0;                     // 0 or more; fen of kGiven and kWithdrawn
  int32_t qualifying = 0;                 // towards tiers; negative where a refund takes them back
  Day day;                                // the event day
  uint16_t rule = 0;                      // Ledger::rules
  uint16_t active_after = 0;              // days from the event day until a lot can be spent
  Lifespan lives;                         // of a lot or a voucher; of kExpiry: the new one
  uint16_t period : kPeriodBits = kOpenPeriod;
  EntryKind kind : kKindBits = EntryKind::kEarn;
};
static_assert(sizeof(Entry) == 28, "a ledger of 50 million entries is 1.4 GB");
static_assert(kEntryKindCount <= 1U << kKindBits, "a kind that does not fit");

[[nodiscard]] constexpr Day ActiveOn(const Entry& lot) { return lot.day + lot.active_after; }

}  // namespace loyalane::loyalty
