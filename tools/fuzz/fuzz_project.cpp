// Bytes as a project file: read to the first damage, and for what is good of it; in pieces and as a whole the same.
#include <nlohmann/json.hpp>

#include "tests/support/file_host.h"
#include "tools/fuzz/read_table.h"
#include "workspace/project_recovery.h"

using namespace loyalane;

namespace {

// The parts, or the error.
std::string ReadAll(std::string_view file, size_t piece_bytes) {
  std::string told;
  document::ProjectReader reader("a.loyalane", file.size(),
                                 [&told](const document::PartRecord& part) -> std::optional<document::PartSink> {
                                   told += part.name + "\n";
                                   return document::PartSink{part.version, [&told](std::string_view bytes) -> Status {
                                                               told += bytes;
                                                               return Done{};
                                                             }};
                                 });
  const Status read = testing::RunReader(reader, file, piece_bytes);
  return read ? told : told + std::string(IdOf(read.error().id));
}

// What is good of it, as it would be written.
std::string Recovered(std::string_view file, size_t piece_bytes) {
  workspace::ProjectRecovery recovery("a.loyalane", file.size());
  const Status read = testing::RunReader(recovery.reader(), file, piece_bytes);
  if (!read) return std::string(IdOf(read.error().id));
  const auto told = recovery.Finish(Language::kEn);
  if (!told) return std::string(IdOf(told.error().id));
  std::string all = told->dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  for (const document::PartSource& part : recovery.Parts()) {
    all += "\n" + part.name + "\n";
    std::string piece;
    for (bool more = true; more;) {
      piece.clear();
      const Result<bool> pulled = part.pull(piece);
      all += pulled ? piece : std::string(IdOf(pulled.error().id));
      more = pulled && *pulled;
    }
  }
  return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view file = fuzz::Bytes(data, size);
  const size_t piece_bytes = size_t{1} + fuzz::TakeByte(file) * size_t{16};
  fuzz::Require(ReadAll(file, file.size() + 1) == ReadAll(file, piece_bytes), "the parts in pieces as a whole");
  fuzz::Require(Recovered(file, file.size() + 1) == Recovered(file, piece_bytes), "what is good in pieces as a whole");
  return 0;
}
