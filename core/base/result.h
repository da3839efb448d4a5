// Result<T>: a value or an Error. [[nodiscard]] so that no failure is dropped; no exceptions cross a room's border.
//
//   Result<Mapping> mapping = ParseMapping(text);
//   if (!mapping) return mapping.error();
#pragma once

#include <utility>
#include <variant>

#include "base/error.h"

namespace loyalane {

template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : held_(std::move(value)) {}      // NOLINT(google-explicit-constructor): a value is a result
  Result(Error error) : held_(std::move(error)) {}  // NOLINT(google-explicit-constructor): so is an error

  [[nodiscard]] bool ok() const { return held_.index() == 0; }
  explicit operator bool() const { return ok(); }
  [[nodiscard]] T& value() & { return std::get<0>(held_); }
  [[nodiscard]] const T& value() const& { return std::get<0>(held_); }
  [[nodiscard]] T&& value() && { return std::get<0>(std::move(held_)); }
  [[nodiscard]] const Error& error() const { return std::get<1>(held_); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }

 private:
  std::variant<T, Error> held_;
};

// Success without a value.
struct Done {};
using Status = Result<Done>;

}  // namespace loyalane
