// What Club has read out of the files, and for what; for club.cpp and club_papers.cpp.
#pragma once

#include "club/club.h"

namespace loyalane::club {

struct Club::Read {
  Day last_day;
  loyalty::Programme programme;  // with the gifts of the files
  ClubData club;
};

}  // namespace loyalane::club
