// zlib as the host's packing. Where zlib cannot even start (no memory), its first call answers as for damaged bytes.
#include <zlib.h>

#include <algorithm>
#include <vector>

#include "packing_host.h"

namespace loyalane::cli {
namespace {

constexpr int kRawDeflate = -MAX_WBITS;
constexpr int kGzipOnly = MAX_WBITS + 16;

void SetInput(z_stream& stream, std::string_view bytes) {
  // zlib never writes through next_in; its interface predates const.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
}

void SetRoom(z_stream& stream, std::vector<char>& room) {
  stream.next_out = reinterpret_cast<Bytef*>(room.data());
  stream.avail_out = static_cast<uInt>(room.size());
}

class ZlibUnpacker final : public Unpacker {
 public:
  explicit ZlibUnpacker(bool gzip) : gzip_(gzip), piece_(kPieceBytes) {
    inflateInit2(&stream_, gzip ? kGzipOnly : kRawDeflate);
  }
  ~ZlibUnpacker() override { inflateEnd(&stream_); }
  ZlibUnpacker(const ZlibUnpacker&) = delete;
  ZlibUnpacker& operator=(const ZlibUnpacker&) = delete;

  Outcome Feed(std::string_view packed, const Take& take) override {
    Outcome outcome;
    // zlib counts in 32 bits.
    for (; !packed.empty() && outcome.goes_on(); packed.remove_prefix(std::min(packed.size(), kPieceBytes)))
      FeedPart(packed.substr(0, kPieceBytes), take, outcome);
    return outcome;
  }

  Outcome Finish(const Take&) override {
    Outcome outcome;
    outcome.damaged = !ended_;
    return outcome;
  }

 private:
  void FeedPart(std::string_view packed, const Take& take, Outcome& outcome) {
    SetInput(stream_, packed);
    while (outcome.goes_on()) {
      if (ended_) {
        if (stream_.avail_in == 0 || padded_) return;
        padded_ = gzip_ && *stream_.next_in == 0;
        if (padded_) return;
        // Only gzip goes on behind its end: with a further member.
        outcome.damaged = !gzip_ || inflateReset(&stream_) != Z_OK;
        ended_ = false;
        continue;
      }
      SetRoom(stream_, piece_);
      const int result = inflate(&stream_, Z_NO_FLUSH);
      ended_ = result == Z_STREAM_END;
      // Z_BUF_ERROR: nothing to do without more input.
      const bool damaged = !ended_ && result != Z_OK && result != Z_BUF_ERROR;
      // What was unpacked ahead of the damage still counts, so that it is the same for any sizes of pieces.
      const size_t unpacked = piece_.size() - stream_.avail_out;
      if (unpacked > 0) Hand({piece_.data(), unpacked}, take, outcome);
      outcome.damaged = damaged && outcome.goes_on();
      if (!ended_ && stream_.avail_in == 0 && stream_.avail_out > 0) return;
    }
  }

  bool gzip_;
  bool ended_ = false;
  bool padded_ = false;
  z_stream stream_{};
  std::vector<char> piece_;
};

}  // namespace

std::unique_ptr<Unpacker> OpenInflate(bool gzip) { return std::make_unique<ZlibUnpacker>(gzip); }

struct Packer::Stream {
  z_stream zlib{};
  std::vector<char> room = std::vector<char>(size_t{64} * 1024);

  Stream() { deflateInit2(&zlib, kDeflateLevel, Z_DEFLATED, kRawDeflate, MAX_MEM_LEVEL - 1, Z_DEFAULT_STRATEGY); }
  ~Stream() { deflateEnd(&zlib); }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  void Run(std::string_view bytes, int flush, std::string& packed) {
    SetInput(zlib, bytes);
    do {
      SetRoom(zlib, room);
      deflate(&zlib, flush);
      packed.append(room.data(), room.size() - zlib.avail_out);
    } while (zlib.avail_out == 0);
  }
};

Packer::Packer() : stream_(std::make_unique<Stream>()) {}
Packer::~Packer() = default;

void Packer::Feed(std::string_view bytes, std::string& packed) {
  const size_t before = packed.size();
  // zlib counts in 32 bits.
  for (; !bytes.empty(); bytes.remove_prefix(std::min(bytes.size(), Unpacker::kPieceBytes)))
    stream_->Run(bytes.substr(0, Unpacker::kPieceBytes), Z_NO_FLUSH, packed);
  packed_bytes_ += packed.size() - before;
}

void Packer::Finish(std::string& packed) {
  const size_t before = packed.size();
  stream_->Run({}, Z_FINISH, packed);
  packed_bytes_ += packed.size() - before;
}

}  // namespace loyalane::cli
