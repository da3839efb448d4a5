// CRC-32 as zip, gzip and PNG have it (ISO 3309, reflected polynomial EDB88320), over bytes in pieces.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

namespace loyalane::ingest {

class ZipCrc {
 public:
  ZipCrc();
  void Feed(std::string_view bytes);
  // As if no byte had been fed.
  void Reset() { state_ = ~uint32_t{0}; }
  [[nodiscard]] uint32_t value() const { return ~state_; }

 private:
  // Eight bytes a step, one table for each. Made when it is needed: in the page's module they would be 8 KB that do
  // not compress.
  struct Tables {
    uint32_t of[8][256];
  };
  std::unique_ptr<Tables> tables_;
  uint32_t state_ = ~uint32_t{0};
};

}  // namespace loyalane::ingest
