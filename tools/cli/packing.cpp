#include "packing.h"

#include <algorithm>

#include "packing_host.h"

namespace loyalane::cli {
namespace {

class PlainUnpacker final : public Unpacker {
 public:
  Outcome Feed(std::string_view packed, const Take& take) override {
    Outcome outcome;
    for (; !packed.empty() && outcome.goes_on(); packed.remove_prefix(std::min(packed.size(), kPieceBytes)))
      Hand(packed.substr(0, kPieceBytes), take, outcome);
    return outcome;
  }
  Outcome Finish(const Take&) override { return {}; }
};

}  // namespace

void Hand(std::string_view piece, const Unpacker::Take& take, Unpacker::Outcome& outcome) {
  const Result<ingest::Feeding> taken = take(piece);
  if (!taken) {
    outcome.status = taken.error();
  } else if (*taken == ingest::Feeding::kEnough) {
    outcome.enough = true;
  }
}

std::unique_ptr<Unpacker> Unpacker::For(ingest::Packing packing) {
  if (packing == ingest::Packing::kNone) return std::make_unique<PlainUnpacker>();
  return OpenInflate(packing == ingest::Packing::kGzip);
}

}  // namespace loyalane::cli
