// Unpacking and packing, the service that the core asks of its host (ingest/file_reader.h, report/workbook_writer.h):
// zlib natively, node's own zlib in the WebAssembly command line, which runs under node. Both give the same unpacked
// bytes; packed bytes differ from one zlib to the next.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "ingest/file_reader.h"

namespace loyalane::cli {

// One run of packed bytes, fed in pieces of any size.
class Unpacker {
 public:
  // Gets unpacked pieces of at most kPieceBytes; kEnough or an error ends the unpacking.
  using Take = std::function<Result<ingest::Feeding>(std::string_view piece)>;
  static constexpr size_t kPieceBytes = 256 * 1024;

  struct Outcome {
    Status status = Done{};  // what `take` has answered
    bool damaged = false;    // the packed bytes make no sense
    bool enough = false;     // `take` wants no more
    [[nodiscard]] bool goes_on() const { return status.ok() && !damaged && !enough; }
  };

  // kNone hands bytes on as they are.
  [[nodiscard]] static std::unique_ptr<Unpacker> For(ingest::Packing packing);
  virtual ~Unpacker() = default;
  // Not to be called again once an outcome does not go on.
  [[nodiscard]] virtual Outcome Feed(std::string_view packed, const Take& take) = 0;
  // The packed bytes have ended: damaged when the stream has not, or when it ended before them (a gzip file may be
  // filled up with zeros).
  [[nodiscard]] virtual Outcome Finish(const Take& take) = 0;
};

// One raw deflate stream (RFC 1951).
class Packer {
 public:
  Packer();
  ~Packer();
  Packer(const Packer&) = delete;
  Packer& operator=(const Packer&) = delete;
  // Both append what is ready to `packed`.
  void Feed(std::string_view bytes, std::string& packed);
  void Finish(std::string& packed);
  [[nodiscard]] uint64_t packed_bytes() const { return packed_bytes_; }

 private:
  struct Stream;
  std::unique_ptr<Stream> stream_;
  uint64_t packed_bytes_ = 0;
};

}  // namespace loyalane::cli
