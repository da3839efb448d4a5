// BringNear: asks for the cache line of an address that will be used soon, so that many waits for memory overlap. Only
// time depends on it. Meant for short loops of nothing else: WebAssembly has no prefetch, so there it is a real read,
// and reads overlap only with what stands close behind them.
#pragma once

namespace loyalane {

// `address` must be readable or null.
inline void BringNear(const void* address) {
#if defined(__wasm__)
  static_cast<void>(*static_cast<const volatile char*>(address));  // null is readable there
#else
  __builtin_prefetch(address);
#endif
}

}  // namespace loyalane
