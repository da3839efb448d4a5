// Numbers and texts one after another in bytes, for messages between engines of one build: what ByteRecordWriter
// writes, ByteRecord reads. Little-endian, as every processor that runs them.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>

#include "base/digits.h"  // asserts the order of bytes

namespace loyalane::ingest {

class ByteRecordWriter {
 public:
  explicit ByteRecordWriter(std::string& out) : out_(out) {}
  template <typename Number>
  void Put(Number number) {
    out_.append(reinterpret_cast<const char*>(&number), sizeof number);
  }
  void PutFlag(bool flag) { Put(static_cast<uint8_t>(flag ? 1 : 0)); }
  void PutText(std::string_view text) {
    Put(static_cast<uint32_t>(text.size()));
    out_.append(text);
  }

 private:
  std::string& out_;
};

// Reads behind the end give zeros and empty texts; ok() tells.
class ByteRecord {
 public:
  explicit ByteRecord(std::string_view bytes) : rest_(bytes) {}
  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] bool at_end() const { return rest_.empty(); }
  template <typename Number>
  [[nodiscard]] Number Take() {
    static_assert(!std::is_same_v<Number, bool>, "any byte may come, and a bool has two");
    Number number{};
    const std::string_view bytes = TakeBytes(sizeof number);
    if (ok_) std::memcpy(&number, bytes.data(), sizeof number);
    return number;
  }
  [[nodiscard]] bool TakeFlag() { return Take<uint8_t>() != 0; }
  [[nodiscard]] std::string_view TakeText() { return TakeBytes(Take<uint32_t>()); }
  [[nodiscard]] std::string_view TakeBytes(size_t size) {
    ok_ = ok_ && size <= rest_.size();
    if (!ok_) return {};
    const std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
  }

 private:
  std::string_view rest_;
  bool ok_ = true;
};

}  // namespace loyalane::ingest
