// JsonTable: JSON in pieces -> delimited text. Read are: an array of objects, an array of arrays, an object that holds
// such an array (the first one found under rows, data, list, items, records, else the first array of objects; nested
// one level, as in {"data": {"rows": [...]}}), and NDJSON (one object or array a line).
//
// Objects: the first record is the header: the keys of the first kJsonSampleElements elements in order of appearance
// (nested objects as "a.b"); element n is record n + 1. Arrays: element n is record n; where their object names the
// columns ({"columns": [...], "rows": [[...]]}), these are the first record. Strings as they are, numbers as they stand
// in the file (with an exponent: as plain decimals), true/false as TRUE/FALSE, null as nothing, arrays inside a value
// as their JSON text.
//
// All rules: docs/formulas/json-and-html-tables.md.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "ingest/encoding.h"
#include "ingest/file_reader.h"

namespace loyalane::ingest {

inline constexpr uint32_t kJsonSampleElements = 1000;
inline constexpr uint32_t kJsonSampleBytes = 4 * 1024 * 1024;  // the sample ends here, too
inline constexpr uint32_t kJsonDepthMax = 64;

class JsonTable final : public FileReader {
 public:
  // Errors: INGEST-145 no JSON (row = line, column = byte of the line in UTF-8), INGEST-146 nested too deeply,
  // INGEST-147 nothing in it is a table, INGEST-106..108 an element too wide or too long (row = its number), INGEST-134
  // very many more bytes than the JSON has.
  JsonTable(uint64_t file_bytes, Encoding encoding, uint32_t bom_bytes, TableSink out);
  ~JsonTable() override;
  [[nodiscard]] std::optional<ReadRequest> Next() override;
  [[nodiscard]] Result<Feeding> Feed(std::string_view bytes) override;
  [[nodiscard]] Status EndRead(ReadOutcome outcome) override;
  // INGEST-330: values left out because their key first appears behind the sampled elements. INGEST-331: arrays that
  // are tables, too, and were not read.
  [[nodiscard]] std::vector<Told> Notices() const override;
  // Whether the first record is a header, made of keys or of the columns' names, that is no element of the file.
  [[nodiscard]] bool has_keys() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

// Whether the first bytes of a text file (UTF-8, perhaps with a byte order mark) are JSON rather than delimited text:
// '[' or '{' first, and a value or a key with its colon behind it, as far as the bytes go.
[[nodiscard]] bool LooksLikeJson(std::string_view head);

}  // namespace loyalane::ingest
