// What the referral rules of a programme give, on one made-up customer who was brought by a member: three payments,
// then a refund out of the second. Played by loyalty::RunReferral, so that the editor shows what a month would do.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "base/error.h"
#include "base/result.h"
#include "loyalty/referral.h"

namespace loyalane::workspace {

// {"choice": the first one offered, "deals": [{"day", "paid", "granted", "active": day, "refused": null or
// {"id", "text", "remedy"}}], "refund": {"day", "of": index of the deal, "amount"}, "granted", "takenBack", "kept"};
// money as text in yuan. Errors: those of loyalty::CheckReferralProgramme.
[[nodiscard]] Result<nlohmann::ordered_json> ReferralExample(const loyalty::ReferralProgramme& rules,
                                                             Language language);

}  // namespace loyalane::workspace
