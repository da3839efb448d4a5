#include "ingest/decimal_text.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace loyalane::ingest {
namespace {

// Powers of ten and whole numbers up to these are doubles exactly, so one multiplication or division of two of them is
// rounded once and right (W. D. Clinger, "How to read floating point numbers accurately", PLDI 1990).
constexpr double kPowers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                              1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
constexpr int32_t kPowerMax = 22;
constexpr uint64_t kWholeMax = uint64_t{1} << 53;
constexpr int32_t kDigitsMax = 18;         // as many never overflow
constexpr int32_t kPlacesMax = 19;         // 10^19 < 2^64
constexpr int32_t kExponentMax = 100'000;  // more are the same: infinite or nothing

// The double nearest to whole / 10^places, both exact, whole > 0: the quotient's first 55 bits or more, of which the
// last stands for all that follow, rounded once to 53.
double Quotient(uint64_t whole, int32_t places) {
  constexpr int32_t kBits = 55;
  uint64_t divisor = 1;
  for (int32_t i = 0; i < places; ++i) divisor *= 10;
  const int32_t shift = std::max(0, kBits + std::countl_zero(whole) - std::countl_zero(divisor));
  const unsigned __int128 dividend = static_cast<unsigned __int128>(whole) << shift;
  auto quotient = static_cast<uint64_t>(dividend / divisor);
  if (static_cast<unsigned __int128>(quotient) * divisor != dividend) quotient |= 1;
  return static_cast<double>(quotient) * std::bit_cast<double>(static_cast<uint64_t>(1023 - shift) << 52);  // 2^-shift
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

bool ReadDouble(std::string_view text, double& value) {
  const char* at = text.data();
  const char* const end = at + text.size();
  const bool negative = at != end && *at == '-';
  if (negative) ++at;
  uint64_t whole = 0;
  int32_t digits = 0;    // counted from the first that is not zero
  int32_t exponent = 0;  // of ten, for `whole`
  bool any = false;
  bool behind_point = false;
  for (; at != end; ++at) {
    if (*at == '.' && !behind_point) {
      behind_point = true;
      continue;
    }
    if (!IsDigit(*at)) break;
    any = true;
    exponent -= behind_point ? 1 : 0;
    if (digits == 0 && *at == '0') continue;
    if (++digits <= kDigitsMax) whole = whole * 10 + static_cast<uint64_t>(*at - '0');
  }
  if (!any) return false;
  if (at != end && (*at == 'e' || *at == 'E')) {
    ++at;
    const bool small = at != end && *at == '-';
    if (at != end && (*at == '-' || *at == '+')) ++at;
    if (at == end) return false;
    int32_t written = 0;
    for (; at != end && IsDigit(*at); ++at) {
      if (written < kExponentMax) written = written * 10 + (*at - '0');
    }
    exponent += small ? -written : written;
  }
  if (at != end) return false;
  if (digits <= kDigitsMax && whole <= kWholeMax && exponent >= -kPowerMax && exponent <= kPowerMax) {
    const auto number = static_cast<double>(whole);
    const double size = exponent < 0 ? number / kPowers[-exponent] : number * kPowers[exponent];
    value = negative ? -size : size;
    return true;
  }
  if (digits <= kDigitsMax && whole > 0 && exponent < 0 && exponent >= -kPlacesMax) {
    const double size = Quotient(whole, -exponent);
    value = negative ? -size : size;
    return true;
  }
  // Rounds right as well, natively and as WebAssembly; the point is '.' because nothing here ever sets a locale.
  value = std::strtod(std::string(text).c_str(), nullptr);
  return true;
}

}  // namespace loyalane::ingest
