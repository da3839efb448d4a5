#include "serving.h"

#include <algorithm>
#include <optional>

#include "packing.h"

namespace loyalane::cli {

using ingest::Feeding;
using ingest::Packing;
using ingest::ReadOutcome;

Status Serve(SourceFile& file, const ingest::ReadRequest& request, uint64_t piece_bytes, const Reader& reader) {
  const std::unique_ptr<Unpacker> unpacker = Unpacker::For(request.packing);
  const Unpacker::Take take = [&](std::string_view piece) -> Result<Feeding> {
    for (size_t at = 0; at < piece.size(); at += piece_bytes) {
      const Result<Feeding> fed = reader.feed(piece.substr(at, piece_bytes));
      if (!fed || *fed == Feeding::kEnough) return fed;
    }
    return Feeding::kMore;
  };
  Unpacker::Outcome outcome;
  const Status read =
      file.ReadRange(request.from, request.bytes, piece_bytes, [&](std::string_view packed) -> Result<Feeding> {
        outcome = unpacker->Feed(packed, take);
        if (!outcome.status) return outcome.status.error();
        return outcome.goes_on() ? Feeding::kMore : Feeding::kEnough;
      });
  if (!read) return read;
  if (outcome.goes_on()) outcome = unpacker->Finish(take);
  if (!outcome.status) return outcome.status;
  return reader.end(outcome.damaged ? ReadOutcome::kDamaged : ReadOutcome::kComplete);
}

Status ServeAll(SourceFile& file, ingest::FileReader& reader, uint64_t piece_bytes) {
  const Reader calls{[&reader](std::string_view bytes) { return reader.Feed(bytes); },
                     [&reader](ReadOutcome outcome) { return reader.EndRead(outcome); }};
  while (const std::optional<ingest::ReadRequest> request = reader.Next()) {
    const Status served = Serve(file, *request, piece_bytes, calls);
    if (!served) return served;
  }
  return Done{};
}

Status WriteZip(const ZipSource& source, const std::function<Status(std::string_view)>& write) {
  using Kind = report::ZipPiece::Kind;
  std::optional<Packer> packer;
  std::string bytes;
  while (true) {
    const Result<report::ZipPiece> piece = source.read();
    if (!piece) return piece.error();
    if (piece->kind == Kind::kEnd) return Done{};
    bytes.clear();
    if (piece->kind == Kind::kPlain) {
      bytes = piece->bytes;
    } else if (piece->kind == Kind::kPack) {
      if (!packer) packer.emplace();
      packer->Feed(piece->bytes, bytes);
    } else {
      if (!packer) packer.emplace();
      packer->Finish(bytes);
    }
    const Status written = write(bytes);
    if (!written) return written;
    if (piece->kind == Kind::kPackEnd) {
      const Status taken = source.packed(packer->packed_bytes());
      if (!taken) return taken;
      packer.reset();
    }
  }
}

Status WriteWorkbook(Output& output, const std::function<report::WorkbookPiece()>& read,
                     const std::function<void(uint64_t)>& packed) {
  const ZipSource source{[&read]() -> Result<report::ZipPiece> { return read(); },
                         [&packed](uint64_t packed_bytes) -> Status {
                           packed(packed_bytes);
                           return Done{};
                         }};
  return WriteZip(source, [&output](std::string_view bytes) { return output.Write(bytes); });
}

}  // namespace loyalane::cli
