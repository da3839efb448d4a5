// Register "vouchers": what people do with vouchers and awards (docs/club.md, "Vouchers"). Which vouchers there are
// follows from the ledger (loyalty/voucher_ledger.h); written down is only what no file and no rule says.
//
// Acts, each with "who" and "day":
//   redeem {voucher, document, amount, day, who}      against an invoice; no change is given
//   cancel {voucher, day, who, reason}                an open voucher
//   undo {voucher, day, who, reason}                  the use or cancellation; it stays written down as undone
//   choose {award, choice, gift, day, who, reason}    voucher or gift for an award that no closed month has given yet;
//                                                     which gift, at any time
//   settle {voucher, day, who, reason}                what a used voucher gave above its award is settled outside
//   deliver {request, day, who}                       the gift of a request on the pick list of a closed month was
//                                                     handed over; requests are documents, or "award:<award>"
//   undeliver {request, day, who, reason}             it was not after all; it stays written down as undone
// Views: {"part": "vouchers", state, member, search, from, to, asOf}, {"part": "referrals", state, search, from, to},
// {"part": "totals", asOf}, {"part": "gifts", month}: what was handed over
// Errors: LOYALTY-116 the month is not closed, -320 to -328, -340 to -343 of a gift, -344 nothing to undo or to settle,
// WORKSPACE-101 where files are needed.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "loyalty/club_rows.h"
#include "loyalty/gifts.h"
#include "loyalty/referral.h"
#include "loyalty/voucher_ledger.h"
#include "workspace/club_register.h"

namespace loyalane::workspace {

// What was done by hand, and whether that was undone.
struct HandNote {
  std::string who, reason;
  Day day;
};

struct VoucherUseNote {
  std::string voucher, document, who;
  Day day;
  Money amount, offset;  // of the invoice; what it was lowered by
  std::optional<HandNote> undone;
};
struct VoucherCancelNote {
  std::string voucher, who, reason;
  Day day;
  std::optional<HandNote> undone;
};
struct AwardChoiceNote {
  std::string award, gift, who, reason;
  loyalty::ReferralChoice choice = loyalty::ReferralChoice::kVoucher;
  Day day;
};
struct VoucherSettledNote {
  std::string voucher, who, reason;
  Day day;
};
// A gift that was handed over. Member, gift and month are those of the request then.
struct GiftDeliveredNote {
  std::string request, member, gift, month, who;
  int32_t quantity = 1;
  Day day;
  std::optional<HandNote> undone;
};
struct VouchersDocument {
  std::vector<VoucherUseNote> uses;
  std::vector<VoucherCancelNote> cancelled;
  std::vector<AwardChoiceNote> choices;  // the last one of an award counts
  std::vector<VoucherSettledNote> settled;
  std::vector<GiftDeliveredNote> delivered;  // in the order in which they were
};

class VouchersRegister final : public ClubRegister {
 public:
  [[nodiscard]] Status Take(const nlohmann::ordered_json& document) override;
  [[nodiscard]] nlohmann::ordered_json Document() const override;
  [[nodiscard]] Result<nlohmann::ordered_json> Act(const nlohmann::ordered_json& act,
                                                   const ClubSight& sight) const override;
  [[nodiscard]] Removal WithoutMember(const ErasedPerson& person, const ClubSight& sight) const override;
  [[nodiscard]] Result<nlohmann::ordered_json> View(const nlohmann::ordered_json& question,
                                                    const ClubSight& sight) const override;

  // What somebody chose for an award (AwardIdOf), and which gift; empty: not said.
  [[nodiscard]] std::optional<loyalty::ReferralChoice> ChoiceOf(std::string_view award) const;
  [[nodiscard]] std::string GiftOf(std::string_view award) const;
  // Null: not handed over, or not after all.
  [[nodiscard]] const GiftDeliveredNote* DeliveryOf(std::string_view request) const;
  // The gifts of the files. What was handed over after `as_of`, the last day that the files know, their stock still
  // has.
  [[nodiscard]] std::vector<loyalty::Gift> GiftStock(const loyalty::ClubRows& rows, Day as_of) const;
  // The vouchers of a ledger with what was done to them.
  [[nodiscard]] Result<loyalty::VoucherStock> StockOf(const loyalty::Ledger& ledger) const;
  // The day as of which vouchers are told: `as_of`, or the last day on which something was closed or done if that is
  // later.
  [[nodiscard]] Day Today(const loyalty::Ledger& ledger, Day as_of) const;

 private:
  [[nodiscard]] Result<GiftDeliveredNote> Deliver(const nlohmann::ordered_json& act, const HandNote& note,
                                                  const ClubSight& sight) const;
  [[nodiscard]] nlohmann::ordered_json GiftsTold(const nlohmann::ordered_json& question, const ClubSight& sight) const;

  VouchersDocument document_;
};

// {"issued": {"count", "value"}, "open", "used", "expired", "cancelled", "offset", "forfeited"}
[[nodiscard]] nlohmann::ordered_json VoucherTotalsJson(const loyalty::VoucherTotals& totals);
// One voucher as every answer tells it.
[[nodiscard]] nlohmann::ordered_json VoucherJson(const loyalty::Voucher& voucher, Day today);
[[nodiscard]] std::string_view IdOf(loyalty::VoucherState state);
[[nodiscard]] std::string_view IdOf(loyalty::AwardState state);

[[nodiscard]] std::unique_ptr<ClubRegister> MakeVouchersRegister();

}  // namespace loyalane::workspace
