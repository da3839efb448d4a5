// Reads back what the generator wrote, and says within which bounds a count drawn at a stated rate must lie.
#pragma once

#include <cmath>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "generate/courier_company.h"

namespace loyalane::generate {

enum Column : size_t {
  kWaybill,
  kCustomerId,
  kName,
  kShipped,
  kPromised,
  kDelivered,
  kOrigin,
  kDestination,
  kProductName,
  kWeight,
  kFreight,
  kStatusText,
  kColumns
};

struct GeneratedFile {
  std::string bytes;
  std::string header;
  std::vector<std::vector<std::string>> records;  // without the header; a blank line is one empty field
  uint64_t quoted_fields = 0;
  Written written;
};

// RFC 4180 with LF, character by character: slow and plain on purpose.
inline std::vector<std::vector<std::string>> ParseCsv(std::string_view text, uint64_t* quoted_fields = nullptr) {
  std::vector<std::vector<std::string>> records;
  std::vector<std::string> record(1);
  bool in_quotes = false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_quotes) {
      if (c != '"') {
        record.back() += c;
      } else if (i + 1 < text.size() && text[i + 1] == '"') {
        record.back() += text[++i];
      } else {
        in_quotes = false;
      }
    } else if (c == '"') {
      in_quotes = true;
      if (quoted_fields != nullptr) ++*quoted_fields;
    } else if (c == ',') {
      record.emplace_back();
    } else if (c == '\n') {
      records.push_back(record);
      record.assign(1, "");
    } else {
      record.back() += c;
    }
  }
  return records;
}

inline GeneratedFile Generate(const Spec& spec, size_t rows_per_call = 1'000) {
  GeneratedFile file;
  CourierCompany company(spec);
  while (company.NextRows(rows_per_call, file.bytes) > 0) {
  }
  file.written = company.written();
  file.records = ParseCsv(file.bytes, &file.quoted_fields);
  file.header = file.bytes.substr(0, file.bytes.find('\n') + 1);
  file.records.erase(file.records.begin());
  return file;
}

// "-12.50" -> -1250
inline int64_t FenOf(std::string text) {
  const bool negative = text.front() == '-';
  int64_t fen = 0;
  for (const char c : text) {
    if (c >= '0' && c <= '9') fen = fen * 10 + (c - '0');
  }
  return negative ? -fen : fen;
}

// The lines of each waybill, in file order.
inline std::map<std::string, std::vector<std::vector<std::string>>> ByWaybill(const GeneratedFile& file) {
  std::map<std::string, std::vector<std::vector<std::string>>> lines;
  for (const auto& record : file.records) {
    if (record.size() == kColumns) lines[record[kWaybill]].push_back(record);
  }
  return lines;
}

// The range that a binomial count leaves with a probability of at most 1e-9 on either side, from the exact
// distribution.
struct CountRange {
  double low, high;
};
inline CountRange BinomialRange(uint64_t trials, double probability) {
  constexpr double kTail = 1e-9;
  const auto n = static_cast<double>(trials);
  const auto pmf = [n, probability](double k) {
    return std::exp(std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1) + k * std::log(probability) +
                    (n - k) * std::log1p(-probability));
  };
  CountRange range{0, n};
  for (double below = 0; range.low < n && below + pmf(range.low) <= kTail; ++range.low) below += pmf(range.low);
  for (double above = 0; range.high > 0 && above + pmf(range.high) <= kTail; --range.high) above += pmf(range.high);
  return range;
}

}  // namespace loyalane::generate
