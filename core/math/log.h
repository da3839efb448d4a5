// Log, Exp and Pow out of + - * / and bit operations alone, so that native and WebAssembly give the same last bit
// (the C libraries' own differ in hundreds of thousands of last bits). At most 2 ulp from the true value.
//   Log(x)     natural logarithm; Log(0) = -inf, negative and NaN -> NaN, Log(+inf) = +inf
//   Exp(x)     e to the x; overflow -> +inf, underflow -> subnormals, then 0
//   Pow(x, y)  x to the y, special cases as C99 annex F: Pow(x, 0) = 1, Pow(1, y) = 1, a negative x only with a whole y
// Normative: docs/formulas/reproducible-log-exp.md.
#pragma once

namespace loyalane::math {

[[nodiscard]] double Log(double x);
[[nodiscard]] double Exp(double x);
[[nodiscard]] double Pow(double x, double y);

}  // namespace loyalane::math
