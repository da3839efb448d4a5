// What the sequences of GB18030 and Big5 mean, by the WHATWG Encoding Standard. The tables lie packed in the program, a
// little more than half of what deflate makes of them, and are unpacked when they are first asked for, in a few
// milliseconds; from then on they are constants like any other (docs/adr/0007-encoding-tables-from-chromium.md).
#pragma once

#include <cstdint>

namespace loyalane::ingest {

struct Gb18030Table {
  // A run of four-byte sequences with consecutive code points: the number of its first sequence, and that one's code
  // point.
  struct Run {
    uint16_t pointer;
    char16_t code_point;
  };
  Gb18030Table();

  // Two-byte sequences, by (lead - 0x81) * 190 + place of the trail in 40..7E 80..FE.
  char16_t pairs[23940] = {};
  // Ascending.
  Run runs[208] = {};
};
[[nodiscard]] const Gb18030Table& Gb18030();

struct Big5Table {
  Big5Table();
  [[nodiscard]] char32_t CodePoint(uint32_t pointer) const {
    const bool is_plane_two = (plane_two[pointer / 8] >> (pointer % 8) & 1) != 0;
    return (is_plane_two ? 0x20000u : 0u) + low[pointer];
  }

  // Two-byte sequences, by (lead - 0x87) * 157 + place of the trail in 40..7E A1..FE: the low 16 bits; 0 = no meaning.
  char16_t low[18840] = {};
  // Bit pointer % 8 of byte pointer / 8: the code point lies in plane 2.
  uint8_t plane_two[2355] = {};
};
[[nodiscard]] const Big5Table& Big5();

}  // namespace loyalane::ingest
