#include "ingest/piece_decoder.h"

namespace loyalane::ingest {

void PieceDecoder::Feed(std::string_view piece, std::string& out) { Take(prologue_.Feed(piece), out); }

void PieceDecoder::Finish(std::string& out) {
  Take(prologue_.Finish(), out);
  DecodeToUtf8(prologue_.text_encoding(), cut_, out);
  cut_.clear();
}

void PieceDecoder::Take(std::string_view text, std::string& out) {
  while (!cut_.empty() && !text.empty()) {
    cut_ += text.front();
    text.remove_prefix(1);
    cut_.erase(0, Decode(cut_, out));
  }
  cut_ += text.substr(Decode(text, out));
}

size_t PieceDecoder::Decode(std::string_view text, std::string& out) const {
  size_t at = 0;
  while (at < text.size()) {
    size_t end = at;
    while (end < text.size() && static_cast<uint8_t>(text[end]) < 0x80) ++end;
    out.append(text.substr(at, end - at));
    at = end;
    if (at == text.size()) break;
    const DecodedStep step = DecodeStep(prologue_.text_encoding(), text.substr(at));
    if (step.status == DecodedStep::Status::kCut) break;
    AppendCharacter(step.code_point, out);
    if (step.combining != 0) AppendCharacter(step.combining, out);
    at += step.size_bytes;
  }
  return at;
}

void AppendCharacter(char32_t code_point, std::string& out) {
  const bool is_none = code_point > 0x10ffff || (code_point >= 0xd800 && code_point <= 0xdfff);
  AppendUtf8(is_none ? 0xfffd : code_point, out);
}

}  // namespace loyalane::ingest
