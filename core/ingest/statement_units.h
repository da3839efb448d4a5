// What headers and title rows say of the unit of amounts: 金额(万元), Freight (USD), 单位：元.
// docs/formulas/statements.md.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ingest/statement_rows.h"

namespace loyalane::ingest {

struct MoneyUnit {
  std::string_view currency;  // ISO 4217; "" = not said
  std::string scale;          // 万元, 分 ...: amounts are not in whole units; "" = they are, or nothing is said
  bool is_plain = false;      // 元 and the like: amounts are in whole units
  std::string said;           // the text that says it, of a title
};
// Words in the header's brackets; outside them words at its beginning and end: 金额HKD, 成本金额 万元.
[[nodiscard]] MoneyUnit UnitOfHeader(std::string_view header);
// Words behind 单位, 币种 ... and in brackets of the rows above a table.
[[nodiscard]] MoneyUnit UnitOfTitles(const std::vector<TextRow>& titles);
// The ISO code of a currency as exports write it, else the text itself in capitals.
[[nodiscard]] std::string CurrencyOf(std::string_view written);

}  // namespace loyalane::ingest
