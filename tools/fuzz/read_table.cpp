#include "tools/fuzz/read_table.h"

#include <cstdio>
#include <cstdlib>

#include "tests/support/file_host.h"

namespace loyalane::fuzz {
namespace {

struct Outcome {
  std::string text;
  std::string error;
  std::vector<ingest::FileReader::Told> notices;
};

Outcome ReadOnce(std::string_view file, size_t piece_bytes, const OpenReader& open) {
  Outcome outcome;
  const std::unique_ptr<ingest::FileReader> reader = open([&outcome](std::string_view text) -> Result<ingest::Feeding> {
    outcome.text += text;
    return ingest::Feeding::kMore;
  });
  const Status read = testing::RunReader(*reader, file, piece_bytes);
  if (read) {
    outcome.notices = reader->Notices();
  } else {
    outcome.error = std::string(IdOf(read.error().id)) + " row " + std::to_string(read.error().place.row) + " column " +
                    read.error().place.column;
  }
  return outcome;
}

}  // namespace

void Require(bool holds, std::string_view what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %.*s\n", static_cast<int>(what.size()), what.data());
  std::abort();
}

uint8_t TakeByte(std::string_view& input) {
  if (input.empty()) return 0;
  const auto byte = static_cast<uint8_t>(input.front());
  input.remove_prefix(1);
  return byte;
}

void ReadTwice(std::string_view file, size_t piece_bytes, const OpenReader& open) {
  const Outcome whole = ReadOnce(file, SIZE_MAX, open);
  const Outcome pieces = ReadOnce(file, piece_bytes, open);
  Require(whole.error == pieces.error, "in pieces: " + pieces.error + "; as a whole: " + whole.error);
  // What was handed on before an error is thrown away by everyone who takes it.
  if (!whole.error.empty()) return;
  Require(whole.text == pieces.text, "the same text in pieces and as a whole");
  Require(whole.notices.size() == pieces.notices.size(), "the same notices in pieces and as a whole");
  for (size_t i = 0; i < whole.notices.size(); ++i) {
    Require(whole.notices[i].id == pieces.notices[i].id && whole.notices[i].count == pieces.notices[i].count,
            "the same counts of a notice");
  }
}

}  // namespace loyalane::fuzz
