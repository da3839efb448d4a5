// BringNear: asks for the cache line of an address that will be used soon, so that many waits for memory overlap. Only
// time depends on it. Meant for short loops of nothing else: WebAssembly has no prefetch, so there it is a real read,
// and reads overlap only with what stands close behind them.
#pragma once

namespace loyalane {

#if defined(__wasm__)
inline constexpr bool kCanPrefetch = false;
#else
inline constexpr bool kCanPrefetch = true;
#endif

// `address` must be readable or null. (Reading null would do no harm in WebAssembly, but the compiler takes a pointer
// that is read for one that is never null, and a loop that ends at null would never end.)
inline void BringNear(const void* address) {
#if defined(__wasm__)
  if (address != nullptr) static_cast<void>(*static_cast<const volatile char*>(address));
#else
  __builtin_prefetch(address);
#endif
}

}  // namespace loyalane
