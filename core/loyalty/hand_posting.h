// Postings by hand: points given or taken off for a reason, the end of lots put off, and each of these taken back. They
// are entries of the ledger as all others are, frozen with their month, so that who did it and why cannot be changed
// afterwards; a monthly run neither makes nor removes them. Normative: docs/formulas/points-ledger.md.
//
// Who and why stand in the entry's source: "H0007|who|reason"; one of several entries of a posting is "H0007.02|…", and
// what takes a posting back is "H0008-H0007|…". Numbers are of the member. A posting for many members at once has one
// number of its own kind, "A0001", in all their ledgers, and is taken back for all ("A0002-A0001|…") or for one of
// them.
//
// Errors: BASE-103 a value; LOYALTY-332 without who or why; 106 no such lot; 113 no such posting, or taken back before;
// 114 no lot whose end could be put off; 115 the balance would go below zero; what the ledger's account refuses.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/result.h"
#include "loyalty/ledger.h"
#include "loyalty/member_account.h"

namespace loyalane::loyalty {

// The rule of all of them but a lot's new end, which has that of its lot.
inline constexpr std::string_view kHandRule = "hand";
inline constexpr size_t kHandWhoBytesMax = 200;
inline constexpr size_t kHandReasonBytesMax = 1000;

struct HandNote {
  std::string number;  // "H0007" or "H0007.02"
  std::string undoes;  // likewise, of what is taken back; empty: nothing is
  std::string who, reason;
};
[[nodiscard]] std::string SourceOf(const HandNote& note);
// Nothing for an entry that is not by hand.
[[nodiscard]] std::optional<HandNote> HandNoteOf(const Ledger& ledger, const Entry& entry);

enum class HandKind : uint8_t {
  kGrant,   // `points`, to be spent until `last_day`
  kCharge,  // `points` off what ends soonest
  kExtend,  // the lot, or all that end before, until `last_day`
  kUndo,    // the posting `number`
};

struct HandWish {
  HandKind kind = HandKind::kGrant;
  uint32_t member = 0;
  Day day;
  std::string who, reason;
  int64_t points = 0;
  Day last_day = kNoDay;             // kNoDay: without end
  bool qualifies = false;            // a grant that counts towards tiers
  std::string lot_rule, lot_source;  // kExtend; both empty: all lots
  std::string number;                // kUndo
  Day expiring_until = kNoDay;       // kExtend of all lots: those alone that end on or before that day
};

struct HandPosted {
  std::string number;
  Day posted_on;            // the event day, or the first of the open period
  std::vector<Fact> facts;  // entered
  Points before, after;     // pending + active − owed, at the end of that day
  Points moved;             // kExtend, and its undo: what is left of the lots whose end moves
};

// Enters all of it, or an error and the ledger as it was.
[[nodiscard]] Result<HandPosted> PostByHand(LedgerPolicy policy, const HandWish& wish, Ledger& ledger);

// One posting for many members: kExtend of all lots, or kUndo of such a posting. Who has nothing that could be put off,
// or taken back, is passed over.
struct HandAllWish {
  HandWish each;  // its member says nothing
  std::vector<uint32_t> members;
  bool applies = false;  // false: the ledger stays as it was
};
// A member whose part is left out, such as points that were put off and have been spent since (LOYALTY-115).
struct HandAllRefusal {
  uint32_t member = 0;
  Error why;
};
struct HandAllPosted {
  std::string number;
  Day posted_on;
  uint64_t members = 0;
  std::vector<Fact> facts;      // one a lot; entered where it applies
  Points moved, before, after;  // of those members
  std::vector<HandAllRefusal> refused;
};
// Errors, nothing changed: as PostByHand; LOYALTY-113 nobody has that posting, 114 nobody has such a lot.
[[nodiscard]] Result<HandAllPosted> PostForAll(LedgerPolicy policy, const HandAllWish& wish, Ledger& ledger);

// A posting for many members that is in the ledger.
struct HandAllTold {
  std::string number, undoes;  // undoes: of what it takes back; empty: nothing
  std::string who, reason;
  Day day;
  uint64_t members = 0, lots = 0;
  uint64_t undone = 0;  // members for whom it was taken back
};
[[nodiscard]] std::vector<HandAllTold> PostingsForAll(const Ledger& ledger);  // by number

}  // namespace loyalane::loyalty
