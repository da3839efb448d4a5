// Text as a web page or a SpreadsheetML workbook, in each encoding.
#include "ingest/html_table.h"
#include "tools/fuzz/read_table.h"

using namespace loyalane;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view file = fuzz::Bytes(data, size);
  const uint8_t form = fuzz::TakeByte(file);
  constexpr ingest::Encoding kEncodings[] = {ingest::Encoding::kUtf8, ingest::Encoding::kUtf8,
                                             ingest::Encoding::kGb18030, ingest::Encoding::kUtf16Le};
  const ingest::Encoding encoding = kEncodings[form % std::size(kEncodings)];
  (void)ingest::LooksLikeHtml(file);
  (void)ingest::HtmlCharset(file);
  fuzz::ReadTwice(file, 1 + form / std::size(kEncodings), [&](ingest::TableSink out) {
    return std::make_unique<ingest::HtmlTable>(file.size(), encoding, 0, std::move(out));
  });
  return 0;
}
