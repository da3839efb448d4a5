// node's own zlib as the host's packing: this program runs under node, and the toolchain has no zlib of its own
// (docs/adr/0006-toolchain-traps-in-one-file.md). node offers whole buffers or events; what streams and answers at once
// is the handle behind its objects (writeSync), which node keeps as it is for the packages that build on it.
#include <emscripten.h>

#include <algorithm>
#include <vector>

#include "packing_host.h"

extern "C" {

// clang-format off
// A stream of node's: 0 = unpacks raw deflate, 1 = unpacks gzip, 2 = packs raw deflate.
EM_JS(int, loyalane_zlib_open, (int kind, int level), {
  const zlib = require('zlib');
  const stream = [zlib.createInflateRaw, zlib.createGunzip, zlib.createDeflateRaw][kind]({ 'level': level });
  const streams = Module['loyalaneZlib'] || (Module['loyalaneZlib'] = []);
  const entry = { 'stream': stream, 'failed': false };
  stream['_handle']['onerror'] = () => { entry['failed'] = true; };
  let at = streams.indexOf(null);
  if (at < 0) at = streams.length;
  streams[at] = entry;
  return at;
});

// left[0] = room left, left[1] = bytes not used. 0 when the bytes make no sense.
EM_JS(int, loyalane_zlib_write,
      (int at, int finish, const char* from, size_t from_bytes, char* to, size_t to_bytes, uint32_t* left), {
  const zlib = require('zlib');
  const entry = Module['loyalaneZlib'][at];
  const flush = finish ? zlib.constants.Z_FINISH : zlib.constants.Z_NO_FLUSH;
  const input = Buffer.from(HEAPU8.buffer, from >>> 0, from_bytes >>> 0);
  const room = Buffer.from(HEAPU8.buffer, to >>> 0, to_bytes >>> 0);
  entry['stream']['_handle']['writeSync'](flush, input, 0, input.length, room, 0, room.length);
  if (entry['failed']) return 0;
  HEAPU32.set(entry['stream']['_writeState'], left >>> 2);
  return 1;
});

EM_JS(void, loyalane_zlib_close, (int at), {
  const streams = Module['loyalaneZlib'];
  streams[at]['stream'].close();
  streams[at] = null;
});
// clang-format on
}

namespace loyalane::cli {
namespace {

class NodeStream {
 public:
  enum class Kind : uint8_t { kInflate, kGunzip, kDeflate };
  explicit NodeStream(Kind kind) : at_(loyalane_zlib_open(static_cast<int>(kind), kDeflateLevel)) {}
  ~NodeStream() { loyalane_zlib_close(at_); }
  NodeStream(const NodeStream&) = delete;
  NodeStream& operator=(const NodeStream&) = delete;

  struct Written {
    bool makes_sense;
    std::string_view out;  // in the room
    size_t used;
  };
  Written Write(std::string_view in, bool finish) {
    uint32_t left[2] = {0, 0};
    const bool makes_sense =
        loyalane_zlib_write(at_, finish ? 1 : 0, in.data(), in.size(), room_.data(), room_.size(), left) != 0;
    if (!makes_sense) return {false, {}, 0};
    return {true, {room_.data(), room_.size() - left[0]}, in.size() - left[1]};
  }
  [[nodiscard]] bool IsRoomFull(const Written& written) const { return written.out.size() == room_.size(); }

 private:
  int at_;
  std::vector<char> room_ = std::vector<char>(Unpacker::kPieceBytes);
};

class NodeUnpacker final : public Unpacker {
 public:
  explicit NodeUnpacker(bool gzip)
      : gzip_(gzip), stream_(gzip ? NodeStream::Kind::kGunzip : NodeStream::Kind::kInflate) {}

  Outcome Feed(std::string_view packed, const Take& take) override {
    Outcome outcome;
    while (!packed.empty() && !padded_) {
      const NodeStream::Written written = stream_.Write(packed, false);
      outcome.damaged = !written.makes_sense;
      if (!written.out.empty()) Hand(written.out, take, outcome);
      if (!outcome.goes_on()) return outcome;
      const bool goes_on = stream_.IsRoomFull(written);
      packed.remove_prefix(written.used);
      if (goes_on || packed.empty()) continue;
      // Room and bytes are left: the stream has ended. Behind gzip there may be zeros.
      padded_ = gzip_ && packed.front() == '\0';
      outcome.damaged = !padded_;
      if (outcome.damaged) return outcome;
    }
    return outcome;
  }

  Outcome Finish(const Take& take) override {
    Outcome outcome;
    while (true) {
      const NodeStream::Written written = stream_.Write({}, true);
      outcome.damaged = !written.makes_sense;
      if (!written.out.empty()) Hand(written.out, take, outcome);
      if (!outcome.goes_on() || !stream_.IsRoomFull(written)) return outcome;
    }
  }

 private:
  bool gzip_;
  bool padded_ = false;
  NodeStream stream_;
};

}  // namespace

std::unique_ptr<Unpacker> OpenInflate(bool gzip) { return std::make_unique<NodeUnpacker>(gzip); }

struct Packer::Stream {
  NodeStream node{NodeStream::Kind::kDeflate};

  void Run(std::string_view bytes, bool finish, std::string& packed) {
    while (true) {
      const NodeStream::Written written = node.Write(bytes, finish);
      packed += written.out;
      bytes.remove_prefix(written.used);
      if (!node.IsRoomFull(written)) return;
    }
  }
};

Packer::Packer() : stream_(std::make_unique<Stream>()) {}
Packer::~Packer() = default;

void Packer::Feed(std::string_view bytes, std::string& packed) {
  const size_t before = packed.size();
  if (!bytes.empty()) stream_->Run(bytes, false, packed);
  packed_bytes_ += packed.size() - before;
}

void Packer::Finish(std::string& packed) {
  const size_t before = packed.size();
  stream_->Run({}, true, packed);
  packed_bytes_ += packed.size() - before;
}

}  // namespace loyalane::cli
