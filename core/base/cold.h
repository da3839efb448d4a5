// LOYALANE_COLD: a function that no usual row calls, in a file that is built for speed. The page's module is limited in
// size (docs/benchmarks.md), so there it is built for size.
#pragma once

#if defined(__wasm__)
#define LOYALANE_COLD [[clang::minsize, gnu::noinline]]
#else
#define LOYALANE_COLD [[gnu::noinline]]
#endif
