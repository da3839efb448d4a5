#include "ingest/text_prologue.h"

#include <algorithm>

namespace loyalane::ingest {

TextPrologue::TextPrologue(Encoding encoding, uint32_t bom_bytes) : encoding_(encoding), skip_bytes_(bom_bytes) {
  if (encoding == Encoding::kUtf16Le || encoding == Encoding::kUtf16Be) utf16_.emplace(encoding);
}

std::string_view TextPrologue::Feed(std::string_view bytes) {
  const size_t skipped = std::min<size_t>(skip_bytes_, bytes.size());
  skip_bytes_ -= static_cast<uint32_t>(skipped);
  bytes.remove_prefix(skipped);
  if (!utf16_) return bytes;
  transcoded_.clear();
  utf16_->Feed(bytes, transcoded_);
  return transcoded_;
}

std::string_view TextPrologue::Finish() {
  transcoded_.clear();
  if (utf16_) utf16_->Finish(transcoded_);
  return transcoded_;
}

}  // namespace loyalane::ingest
