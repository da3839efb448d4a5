#include "tests/support/file_host.h"

#include <algorithm>
#include <optional>

#include "tools/cli/packing.h"

namespace loyalane::testing {

using ingest::Feeding;
using ingest::ReadOutcome;
using ingest::ReadRequest;

Status RunReader(ingest::FileReader& reader, std::string_view file, size_t piece_bytes) {
  while (const std::optional<ReadRequest> request = reader.Next()) {
    if (request->from > file.size() || request->bytes > file.size() - request->from) {
      return Error(ErrorId::kFileUnreadable).With("name", "a read behind the end of the file");
    }
    std::string_view packed = file.substr(request->from, request->bytes);
    const cli::Unpacker::Take take = [&reader, piece_bytes](std::string_view bytes) -> Result<Feeding> {
      for (; !bytes.empty(); bytes.remove_prefix(std::min(piece_bytes, bytes.size()))) {
        Result<Feeding> fed = reader.Feed(bytes.substr(0, piece_bytes));
        if (!fed || *fed == Feeding::kEnough) return fed;
      }
      return Feeding::kMore;
    };
    const std::unique_ptr<cli::Unpacker> unpacker = cli::Unpacker::For(request->packing);
    cli::Unpacker::Outcome outcome = unpacker->Feed(packed, take);
    if (outcome.goes_on()) outcome = unpacker->Finish(take);
    if (!outcome.status) return outcome.status;
    Status ended = reader.EndRead(outcome.damaged ? ReadOutcome::kDamaged : ReadOutcome::kComplete);
    if (!ended) return ended;
  }
  return Done{};
}

}  // namespace loyalane::testing
