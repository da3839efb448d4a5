#include "document/part_lines.h"

namespace loyalane::document {

Status PartLines::Keep(std::string_view bytes) {
  if (begun_.size() + bytes.size() > kPartLineBytesMax) {
    return Error(ErrorId::kProjectPartTooLarge)
        .At("", rows_ + 1)
        .With("part", part_)
        .With("limit", std::to_string(kPartLineBytesMax / 1024 / 1024) + " MB");
  }
  begun_ += bytes;
  return Done{};
}

Status PartLines::EndLine(std::string_view line) {
  ++rows_;
  return line.empty() ? Status(Done{}) : take_(line, rows_);
}

Status PartLines::Feed(std::string_view bytes) {
  while (true) {
    const size_t end = bytes.find('\n');
    if (end == std::string_view::npos) return Keep(bytes);
    const std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(end + 1);
    Status ended = Done{};
    if (begun_.empty() && line.size() <= kPartLineBytesMax) {
      ended = EndLine(line);
    } else {
      ended = Keep(line);
      if (ended) ended = EndLine(begun_);
      begun_.clear();
    }
    if (!ended) return ended;
  }
}

Status PartLines::Finish() {
  if (begun_.empty()) return Done{};
  Status ended = EndLine(begun_);
  begun_.clear();
  return ended;
}

}  // namespace loyalane::document
