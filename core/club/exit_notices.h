// What members and merchants are told when a club closes: short texts to be printed, copied or sent, one for each
// notice of the calendar (economics/club_exit.h). Drafts: the club signs them.
#pragma once

#include <optional>
#include <string>

#include "base/date.h"
#include "base/error.h"
#include "economics/club_exit.h"

namespace loyalane::club {

enum class NoticeFor : uint8_t { kMembers, kMerchants };

struct ExitNoticeFacts {
  std::string club;
  Day close, honoured_until;
  std::optional<economics::ConversionRate> rate;  // of a merger
};

[[nodiscard]] std::string ExitNoticeText(economics::NoticeKind kind, NoticeFor whom, const ExitNoticeFacts& facts,
                                         Language language);

}  // namespace loyalane::club
