#include "math/log.h"

#include <bit>
#include <cstdint>
#include <limits>

namespace loyalane::math {
namespace {

constexpr double kInf = std::numeric_limits<double>::infinity();
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr uint64_t kSignBit = 0x8000000000000000;
constexpr uint64_t kMantissaBits = 0x000fffffffffffff;
constexpr uint64_t kExponentOfOne = 0x3ff0000000000000;

// ln 2 in two parts. The high part ends in 21 zero bits, so that its product with any exponent (|k| <= 1075) is exact.
constexpr double kLn2High = 0x1.62e42fee00000p-1;
constexpr double kLn2Low = 0x1.a39ef35793c76p-33;
constexpr double kInverseLn2 = 0x1.71547652b82fep+0;
constexpr double kSqrt2 = 0x1.6a09e667f3bcdp+0;
// Adding and subtracting 1.5 * 2^52 rounds to the nearest whole number.
constexpr double kRoundToWhole = 0x1.8p+52;
// Above this every double is whole; above twice this every double is even.
constexpr double kTwo53 = 0x1p+53;

// x = 2^exponent * mantissa, mantissa in [sqrt(1/2), sqrt(2)). x is positive and finite.
struct Split {
  double exponent;
  double mantissa;
};
Split SplitNearOne(double x) {
  int32_t exponent = 0;
  if (x < std::numeric_limits<double>::min()) {
    x *= 0x1p+54;
    exponent = -54;
  }
  const uint64_t bits = std::bit_cast<uint64_t>(x);
  exponent += static_cast<int32_t>(bits >> 52) - 1023;
  double mantissa = std::bit_cast<double>((bits & kMantissaBits) | kExponentOfOne);
  if (mantissa >= kSqrt2) {
    mantissa *= 0.5;
    ++exponent;
  }
  return {static_cast<double>(exponent), mantissa};
}

// 2^k * x for -1076 <= k <= 1024. In two factors where 2^k alone is not a normal double; only the last product can
// round.
double Scale(double x, int32_t k) {
  const auto power = [](int32_t e) { return std::bit_cast<double>(static_cast<uint64_t>(e + 1023) << 52); };
  if (k > 1023) return x * power(k - 1) * 2;
  if (k < -1022) return x * power(k + 54) * 0x1p-54;
  return x * power(k);
}

// An unevaluated sum high + low with |low| <= ulp(high) / 2: about 106 bits (Dekker 1971, Knuth TAOCP 4.2.2).
struct Pair {
  double high;
  double low;
};
// Needs |a| >= |b|.
Pair FastTwoSum(double a, double b) {
  const double sum = a + b;
  return {sum, b - (sum - a)};
}
Pair TwoSum(double a, double b) {
  const double sum = a + b;
  const double b_seen = sum - a;
  return {sum, (a - (sum - b_seen)) + (b - b_seen)};
}
Pair TwoProduct(double a, double b) {
  constexpr double kSplitter = 0x1p+27 + 1;
  const double product = a * b;
  const double a_high = kSplitter * a - (kSplitter * a - a);
  const double a_low = a - a_high;
  const double b_high = kSplitter * b - (kSplitter * b - b);
  const double b_low = b - b_high;
  return {product, ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low};
}
Pair operator+(Pair a, Pair b) {
  const Pair sum = TwoSum(a.high, b.high);
  return FastTwoSum(sum.high, sum.low + (a.low + b.low));
}
Pair operator*(Pair a, Pair b) {
  const Pair product = TwoProduct(a.high, b.high);
  return FastTwoSum(product.high, product.low + (a.high * b.low + a.low * b.high));
}

// atanh(s) / s - 1 = z/3 + z^2/5 + z^3/7 + ..., z = s^2 <= 0.0295: the terms from z^first on. Term 13 is below 2^-70.
double AtanhTail(double z, int32_t first) {
  double sum = 0;
  for (int32_t k = 12; k >= first; --k) sum = sum * z + 1.0 / (2 * k + 1);
  for (int32_t k = 0; k < first; ++k) sum *= z;
  return sum;
}

// ln x as a pair, about 2^-66 relative. x is positive and finite.
Pair LogPair(double x) {
  const Split split = SplitNearOne(x);
  // s = (m - 1) / (m + 1); both m - 1 and the remainder of the division are exact in a pair.
  const double numerator = split.mantissa - 1;
  const Pair denominator = TwoSum(split.mantissa, 1);
  const double s_high = numerator / denominator.high;
  const Pair back = TwoProduct(s_high, denominator.high);
  const double s_low = (((numerator - back.high) - back.low) - s_high * denominator.low) / denominator.high;
  const Pair s = FastTwoSum(s_high, s_low);
  const Pair z = s * s;
  // 1/3 and 1/5 as pairs: their second parts are the exact remainders of the first.
  constexpr Pair kThird{0x1.5555555555555p-2, 0x1.5555555555555p-56};
  constexpr Pair kFifth{0x1.999999999999ap-3, -0x1.999999999999ap-57};
  const Pair tail{AtanhTail(z.high, 3), 0};
  const Pair series = z * (kThird + z * kFifth) + tail;
  const Pair two_s{2 * s.high, 2 * s.low};
  const Pair log_mantissa = two_s + two_s * series;
  const Pair log_power = Pair{split.exponent * kLn2High, 0} + TwoProduct(split.exponent, kLn2Low);
  return log_power + log_mantissa;
}

// e^(high + low) for |low| far below ulp(high).
double ExpOfPair(Pair x) {
  if (x.high > 709.79) return kInf;  // ln of the largest double is 709.7827...
  if (x.high < -745.2) return 0;     // ln of half the smallest is -745.1332...
  const double k = (x.high * kInverseLn2 + kRoundToWhole) - kRoundToWhole;
  // r = x - k ln 2 in two parts; |r| <= 0.347.
  const double r_high = x.high - k * kLn2High;
  const double r_low = x.low - k * kLn2Low;
  const Pair r = TwoSum(r_high, r_low);
  // e^r = 1 + r + r^2 (1/2 + r/6 + ...). The term r^15 / 15! is below 2^-63.
  constexpr double kInverseFactorials[] = {
      1.0 / 2,      1.0 / 6,       1.0 / 24,       1.0 / 120,       1.0 / 720,        1.0 / 5040,       1.0 / 40320,
      1.0 / 362880, 1.0 / 3628800, 1.0 / 39916800, 1.0 / 479001600, 1.0 / 6227020800, 1.0 / 87178291200};
  double sum = 0;
  for (int32_t i = 12; i >= 0; --i) sum = sum * r.high + kInverseFactorials[i];
  const double rest = r.low + r.low * r.high + r.high * r.high * sum;
  return Scale(1 + (r.high + rest), static_cast<int32_t>(k));
}

bool IsNan(double x) { return x != x; }
double Magnitude(double x) { return std::bit_cast<double>(std::bit_cast<uint64_t>(x) & ~kSignBit); }
bool IsNegative(double x) { return (std::bit_cast<uint64_t>(x) & kSignBit) != 0; }

enum class Whole { kNo, kEven, kOdd };
Whole WholenessOf(double magnitude) {
  if (magnitude >= 2 * kTwo53) return Whole::kEven;
  const uint64_t whole = static_cast<uint64_t>(magnitude);
  if (static_cast<double>(whole) != magnitude) return Whole::kNo;
  return whole % 2 == 0 ? Whole::kEven : Whole::kOdd;
}

}  // namespace

double Log(double x) {
  if (IsNan(x)) return x;
  if (x <= 0) return x == 0 ? -kInf : kNan;
  if (x == kInf) return x;
  const Split split = SplitNearOne(x);
  // ln(1 + f) = f - (f^2/2 - s (f^2/2 + R)), s = f / (2 + f), R = 2 (atanh(s)/s - 1): the large term f stays exact.
  const double f = split.mantissa - 1;
  const double s = f / (2 + f);
  const double series = 2 * AtanhTail(s * s, 1);
  const double half_square = 0.5 * f * f;
  const double k = split.exponent;
  if (k == 0) return f - (half_square - s * (half_square + series));
  return k * kLn2High - ((half_square - (s * (half_square + series) + k * kLn2Low)) - f);
}

double Exp(double x) {
  if (IsNan(x)) return x;
  return ExpOfPair({x, 0});
}

double Pow(double x, double y) {
  if (y == 0 || x == 1) return 1;
  if (IsNan(x) || IsNan(y)) return kNan;
  const double x_size = Magnitude(x);
  const double y_size = Magnitude(y);
  const Whole whole = y_size == kInf ? Whole::kEven : WholenessOf(y_size);
  const double sign = IsNegative(x) && whole == Whole::kOdd ? -1 : 1;
  if (x_size == 1) return whole == Whole::kNo ? kNan : sign;
  const bool grows = (x_size > 1) == (y > 0);
  // Beyond 2^64 even the double next to 1 overflows or vanishes.
  if (x_size == 0 || x_size == kInf || y_size > 0x1p+64) {
    const bool exact = x_size == 0 || x_size == kInf || y_size == kInf;
    if (!exact && IsNegative(x) && whole == Whole::kNo) return kNan;
    return sign * (grows ? kInf : 0);
  }
  if (IsNegative(x) && whole == Whole::kNo) return kNan;
  const Pair log = LogPair(x_size);
  if (Magnitude(log.high) * y_size > 1e4) return sign * (grows ? kInf : 0);
  return sign * ExpOfPair(log * Pair{y, 0});
}

}  // namespace loyalane::math
