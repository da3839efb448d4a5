// Text as a ledger file: in pieces and as a whole the same; what is good is written again and read again.
#include <algorithm>

#include "document/ledger_file.h"
#include "tools/fuzz/read_table.h"

using namespace loyalane;

namespace {

struct Read {
  bool is_whole = false;
  uint64_t good = 0;
  loyalty::Ledger ledger;
};

Read ReadIn(std::string_view text, size_t piece) {
  document::LedgerReader reader;
  Read read;
  bool is_fed = true;
  for (size_t at = 0; at < text.size() && is_fed; at += piece) is_fed = reader.Feed(text.substr(at, piece)).ok();
  if (is_fed) {
    Result<loyalty::Ledger> ledger = reader.Finish();
    read.good = reader.good_entries();
    read.is_whole = ledger.ok();
    read.ledger = ledger ? std::move(ledger).value() : reader.TakeGoodPart();
  } else {
    read.good = reader.good_entries();
    read.ledger = reader.TakeGoodPart();
  }
  return read;
}

std::string Written(loyalty::Ledger& ledger) {
  document::LedgerWriter writer(ledger, {});
  std::string text;
  for (;;) {
    const Result<bool> more = writer.Read(text);
    // Closed under other rules than those of this writer.
    if (!more) return {};
    if (!*more) return text;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view text = fuzz::Bytes(data, size);
  const size_t piece = size_t{1} + fuzz::TakeByte(text);
  Read whole = ReadIn(text, std::max<size_t>(text.size(), 1));
  Read pieces = ReadIn(text, piece);
  // The ledger keeps what is new of what is good, so never more.
  fuzz::Require(whole.is_whole == pieces.is_whole && whole.good == pieces.good, "in pieces as a whole");
  fuzz::Require(whole.ledger.size() == pieces.ledger.size() && whole.ledger.size() <= whole.good, "what is good");
  const std::string written = Written(whole.ledger);
  fuzz::Require(written == Written(pieces.ledger), "the same ledger in pieces");
  if (written.empty()) return 0;
  constexpr size_t kPieceBytes = 4096;
  Read again = ReadIn(written, kPieceBytes);
  fuzz::Require(again.is_whole && Written(again.ledger) == written, "what is written is read again");
  return 0;
}
