// Errors are values: a stable id, a place, parameters. Texts live in error_ids.def only, in both languages.
//
//   return Error{ErrorId::kRequiredColumnMissing}.At("a.csv").With("field", "ship_time");
//
// Severity is part of the id's definition: a Fatal error travels in Result<T> and stops the command; Row and Notice
// errors are results, counted and listed by ingest::IssueLog.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace loyalane {

enum class ErrorId : uint16_t {
#define LOYALANE_ERROR(symbol, id, severity, zh, en, zh_remedy, en_remedy) symbol,
#include "base/error_ids.def"
#undef LOYALANE_ERROR
  kCount
};

enum class Severity : uint8_t { Fatal, Row, Notice };
enum class Language : uint8_t { kZh, kEn };

// One line of the table.
struct ErrorText {
  std::string_view id;  // "INGEST-104"
  Severity severity;
  std::string_view zh, en, zh_remedy, en_remedy;
};
[[nodiscard]] const ErrorText& TextOf(ErrorId id);
[[nodiscard]] std::string_view IdOf(ErrorId id);

// Where it happened. row is 1-based in the source file (0 = not about a row); column is the header text or a column
// number.
struct Place {
  std::string file;
  uint64_t row = 0;
  std::string column;
};

struct Error {
  ErrorId id;
  Place place;
  std::vector<std::pair<std::string, std::string>> params;

  explicit Error(ErrorId error_id) : id(error_id) {}
  Error& At(std::string file, uint64_t row = 0, std::string column = {}) & {
    place = {std::move(file), row, std::move(column)};
    return *this;
  }
  Error&& At(std::string file, uint64_t row = 0, std::string column = {}) && {
    return std::move(this->At(std::move(file), row, std::move(column)));
  }
  Error& With(std::string name, std::string value) & {
    params.emplace_back(std::move(name), std::move(value));
    return *this;
  }
  Error&& With(std::string name, std::string value) && {
    return std::move(this->With(std::move(name), std::move(value)));
  }
};

// A parameter that reads differently in English (the name of a field, say) is given twice: "field" and "field_en".
// The sentence alone, and the remedy alone, with parameters filled in.
[[nodiscard]] std::string Sentence(const Error& error, Language language);
[[nodiscard]] std::string Remedy(const Error& error, Language language);
// "INGEST-104 a.csv row 1841, column 备注: <sentence> <remedy>"
[[nodiscard]] std::string Describe(const Error& error, Language language);

}  // namespace loyalane
