// 128-bit whole numbers for exact sums of products. Both compilers have them; standard C++ does not name them.
#pragma once

namespace loyalane::math {

__extension__ typedef __int128 Int128;

}  // namespace loyalane::math
