// RowWriter: one line of a file under construction, in a buffer on the stack. No line of ours comes near kBytesMax:
// twelve fields, the longest (a name) under 130 bytes; Put may write up to 31 bytes beyond the text, which the next Put
// covers.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "generate/calendar.h"
#include "generate/encode.h"

namespace loyalane::generate {

class RowWriter {
 public:
  static constexpr size_t kBytesMax = 2048;

  void Put(char c) { *at_++ = c; }
  void Put(const Word& word) {
    static_assert(sizeof(Word) == 32, "one copy of constant size");
    std::memcpy(at_, &word, sizeof word);
    at_ += word.size;
  }
  // Any number of digits, no leading zeros.
  void PutNumber(uint64_t value) {
    char digits[20];
    size_t count = 0;
    do {
      digits[count++] = static_cast<char>('0' + value % 10);
      value /= 10;
    } while (value != 0);
    while (count > 0) *at_++ = digits[--count];
  }
  // Exactly `width` digits.
  void PutPadded(uint64_t value, size_t width) {
    for (size_t i = width; i > 0; --i) {
      at_[i - 1] = static_cast<char>('0' + value % 10);
      value /= 10;
    }
    at_ += width;
  }
  // "-12.50"
  void PutMoney(int64_t fen) {
    if (fen < 0) Put('-');
    const uint64_t magnitude = fen < 0 ? 0 - static_cast<uint64_t>(fen) : static_cast<uint64_t>(fen);
    PutNumber(magnitude / 100);
    Put('.');
    PutPadded(magnitude % 100, 2);
  }
  void PutDay(Day day) {
    WriteIsoDay(day, at_);
    at_ += 10;
  }
  // "20260105"
  void PutCompactDay(Day day) {
    const CivilDate date = ToCivil(day);
    PutPadded(static_cast<uint64_t>(date.year * 10'000 + date.month * 100 + date.day), 8);
  }
  // "2026/1/5"
  void PutSlashedDay(Day day) {
    const CivilDate date = ToCivil(day);
    PutNumber(static_cast<uint64_t>(date.year));
    Put('/');
    PutNumber(static_cast<uint64_t>(date.month));
    Put('/');
    PutNumber(static_cast<uint64_t>(date.day));
  }
  // " 09:05"
  void PutMinute(uint32_t minute) {
    Put(' ');
    PutPadded(minute / 60, 2);
    Put(':');
    PutPadded(minute % 60, 2);
  }

  [[nodiscard]] std::string_view text() const { return {buffer_, static_cast<size_t>(at_ - buffer_)}; }
  void MoveTo(std::string& out) {
    out.append(buffer_, static_cast<size_t>(at_ - buffer_));
    at_ = buffer_;
  }

 private:
  char buffer_[kBytesMax];
  char* at_ = buffer_;
};

}  // namespace loyalane::generate
