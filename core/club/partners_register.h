// PartnersRegister: the merchant alliance as its people write it down (S2-3, S2-4, S2-14, S2-30): terms of the
// alliance, merchants, their offers, what is known of members besides the files, months that were settled with a
// merchant. How a redemption names a merchant, acts, views and their shapes: docs/club-registers.md.
// Errors: BASE-102, 103; LOYALTY-354 a number is taken, 355 no such entry, 356 no such merchant, 357 offers hang on it;
// WORKSPACE-103 an act or a view that is not known.
#pragma once

#include <memory>

#include "club/club_register.h"

namespace loyalane::club {

[[nodiscard]] std::unique_ptr<ClubRegister> MakePartnersRegister();

}  // namespace loyalane::club
