// The same tests natively (zlib) and as WebAssembly (node's zlib).
#include "tools/cli/packing.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace loyalane::cli {
namespace {

using ingest::Feeding;
using ingest::Packing;

struct Unpacked {
  std::string bytes;
  bool damaged = false;
  size_t longest_piece = 0;
};

Unpacked Unpack(Packing packing, std::string_view packed, size_t piece_bytes) {
  Unpacked unpacked;
  const Unpacker::Take take = [&unpacked](std::string_view piece) -> Result<Feeding> {
    EXPECT_FALSE(piece.empty());
    unpacked.bytes += piece;
    unpacked.longest_piece = std::max(unpacked.longest_piece, piece.size());
    return Feeding::kMore;
  };
  const std::unique_ptr<Unpacker> unpacker = Unpacker::For(packing);
  Unpacker::Outcome outcome;
  for (; !packed.empty() && outcome.goes_on(); packed.remove_prefix(std::min(piece_bytes, packed.size())))
    outcome = unpacker->Feed(packed.substr(0, piece_bytes), take);
  if (outcome.goes_on()) outcome = unpacker->Finish(take);
  unpacked.damaged = outcome.damaged;
  return unpacked;
}

std::string Pack(std::string_view bytes, size_t piece_bytes) {
  Packer packer;
  std::string packed;
  for (; !bytes.empty(); bytes.remove_prefix(std::min(piece_bytes, bytes.size())))
    packer.Feed(bytes.substr(0, piece_bytes), packed);
  packer.Finish(packed);
  EXPECT_EQ(packer.packed_bytes(), packed.size());
  return packed;
}

// Compresses neither too well nor too badly.
std::string Sample(size_t size_bytes) {
  std::string bytes;
  for (uint32_t i = 0; bytes.size() < size_bytes; ++i) bytes += std::to_string(i * i * 2'654'435'761U) + ",\n";
  bytes.resize(size_bytes);
  return bytes;
}

// RFC 1951, 3.2.4: one stored block, the last: 1, length, its complement, bytes.
const std::string kStored("\x01\x05\x00\xFA\xFFhello", 10);
// RFC 1952, 2.3: ID, CM 8, no flags, no time, XFL 0, OS unknown; then the block, CRC-32 and size. CRC-32 of "hello" by
// Python's zlib.crc32.
const std::string kGzip =
    std::string("\x1F\x8B\x08\0\0\0\0\0\0\xFF", 10) + kStored + std::string("\x86\xA6\x10\x36\x05\0\0\0", 8);

TEST(Packing, PlainBytesGoThrough) {
  const std::string bytes = Sample(1'000'000);
  const Unpacked unpacked = Unpack(Packing::kNone, bytes, 700'000);
  EXPECT_EQ(unpacked.bytes, bytes);
  EXPECT_FALSE(unpacked.damaged);
  EXPECT_LE(unpacked.longest_piece, Unpacker::kPieceBytes);
}

TEST(Packing, UnpacksDeflateAndGzipInPiecesOfAnySize) {
  for (const size_t piece : {1, 3, 100}) {
    EXPECT_EQ(Unpack(Packing::kDeflate, kStored, piece).bytes, "hello");
    EXPECT_EQ(Unpack(Packing::kGzip, kGzip, piece).bytes, "hello");
    EXPECT_FALSE(Unpack(Packing::kDeflate, kStored, piece).damaged);
    EXPECT_FALSE(Unpack(Packing::kGzip, kGzip, piece).damaged);
  }
}

TEST(Packing, GzipMayHaveSeveralMembersAndZerosBehindThem) {
  for (const size_t piece : {1, 7, 28, 100}) {
    const Unpacked two = Unpack(Packing::kGzip, kGzip + kGzip, piece);
    EXPECT_EQ(two.bytes, "hellohello");
    EXPECT_FALSE(two.damaged);
    const Unpacked filled = Unpack(Packing::kGzip, kGzip + std::string(50, '\0'), piece);
    EXPECT_EQ(filled.bytes, "hello");
    EXPECT_FALSE(filled.damaged);
  }
}

TEST(Packing, WhatPackerPacksUnpacks) {
  for (const size_t size : {0, 1, 5000, 3'000'000}) {
    const std::string bytes = Sample(size);
    const std::string packed = Pack(bytes, 100'000);
    if (size > 1000) EXPECT_LT(packed.size(), size);
    for (const size_t piece : {size_t{1000}, size_t{10'000'000}}) {
      const Unpacked unpacked = Unpack(Packing::kDeflate, packed, piece);
      EXPECT_TRUE(unpacked.bytes == bytes) << size;
      EXPECT_FALSE(unpacked.damaged);
      EXPECT_LE(unpacked.longest_piece, Unpacker::kPieceBytes);
    }
  }
}

TEST(Packing, AThousandfoldUnpacksInSmallPieces) {
  const std::string zeros(20'000'000, '\0');
  const std::string packed = Pack(zeros, zeros.size());
  EXPECT_LT(packed.size(), zeros.size() / 900);
  const Unpacked unpacked = Unpack(Packing::kDeflate, packed, packed.size());
  EXPECT_TRUE(unpacked.bytes == zeros);
  EXPECT_LE(unpacked.longest_piece, Unpacker::kPieceBytes);
}

TEST(Packing, SaysWhatIsDamaged) {
  const std::string packed = Pack(Sample(100'000), 100'000);
  std::string wrong_sum = kGzip;
  wrong_sum[21] = 'x';
  const std::vector<std::pair<Packing, std::string>> damaged = {
      {Packing::kDeflate, ""},
      {Packing::kDeflate, kStored.substr(0, 9)},
      {Packing::kDeflate, kStored + "x"},
      {Packing::kDeflate, kStored + std::string(1, '\0')},
      {Packing::kDeflate, "\x07"},  // block type 3 does not exist
      {Packing::kDeflate, packed.substr(0, packed.size() - 1)},
      {Packing::kDeflate, packed.substr(0, packed.size() / 2)},
      {Packing::kDeflate, packed.substr(1)},
      {Packing::kGzip, ""},
      {Packing::kGzip, kGzip.substr(0, kGzip.size() - 1)},
      {Packing::kGzip, kGzip + "x"},
      {Packing::kGzip, kGzip + kGzip.substr(0, 20)},
      {Packing::kGzip, wrong_sum},
      {Packing::kGzip, kStored},
  };
  for (size_t i = 0; i < damaged.size(); ++i) {
    for (const size_t piece : {size_t{1}, size_t{28}, size_t{1'000'000}})
      EXPECT_TRUE(Unpack(damaged[i].first, damaged[i].second, piece).damaged) << i << " in pieces of " << piece;
  }
}

TEST(Packing, StopsWhereTheTakerHasEnough) {
  const std::string packed = Pack(Sample(3'000'000), 3'000'000);
  size_t pieces = 0;
  const Unpacker::Outcome outcome =
      Unpacker::For(Packing::kDeflate)->Feed(packed, [&pieces](std::string_view) -> Result<Feeding> {
        return ++pieces == 2 ? Feeding::kEnough : Feeding::kMore;
      });
  EXPECT_EQ(pieces, 2U);
  EXPECT_TRUE(outcome.enough);
  EXPECT_FALSE(outcome.damaged);
  EXPECT_TRUE(outcome.status.ok());
}

TEST(Packing, HandsOnTheTakersError) {
  for (const Packing packing : {Packing::kNone, Packing::kDeflate, Packing::kGzip}) {
    const std::string& packed = packing == Packing::kGzip ? kGzip : kStored;
    const Unpacker::Outcome outcome = Unpacker::For(packing)->Feed(
        packed, [](std::string_view) -> Result<Feeding> { return Error(ErrorId::kOutputFailed); });
    ASSERT_FALSE(outcome.status.ok());
    EXPECT_EQ(outcome.status.error().id, ErrorId::kOutputFailed);
    EXPECT_FALSE(outcome.goes_on());
  }
}

// Streams of node's are numbered; a number is used again when its stream is gone.
TEST(Packing, ManyStreamsAtOnce) {
  std::vector<std::unique_ptr<Unpacker>> unpackers;
  for (int i = 0; i < 50; ++i) unpackers.push_back(Unpacker::For(i % 2 == 0 ? Packing::kDeflate : Packing::kGzip));
  unpackers[10].reset();
  unpackers[10] = Unpacker::For(Packing::kDeflate);
  for (int i = 0; i < 50; ++i) {
    std::string bytes;
    const Unpacker::Take take = [&bytes](std::string_view piece) -> Result<Feeding> {
      bytes += piece;
      return Feeding::kMore;
    };
    Unpacker& unpacker = *unpackers[static_cast<size_t>(i)];
    EXPECT_TRUE(unpacker.Feed(i % 2 == 0 ? kStored : kGzip, take).goes_on());
    EXPECT_TRUE(unpacker.Finish(take).goes_on());
    EXPECT_EQ(bytes, "hello");
  }
}

}  // namespace
}  // namespace loyalane::cli
