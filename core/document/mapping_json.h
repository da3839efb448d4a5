// A mapping profile: how one file is to be read, as a versioned JSON document, so that next month's export of the same
// system needs no clicks. Read, written and described by one table of fields, as the settings are.
//
//   {"version": 1, "dataset": "shipments", "sheet": "账单明细", "encoding": "gb18030", "delimiter": ",", "headerRow":
//   1,
//    "headerRows": 1, "keyValue": false, "endMarks": ["月结权益优惠"], "only": {"column": "Line Type", "value": "S"},
//    "fields": {"运单号": "waybill_no", "备注": null}, "amountParts": ["运费", "附加费"], "rules": {"amount": "zero"},
//    "customerKey": "account_no", "codeSystem": "none", "shareUnit": "auto", "billMonth": "2026-01",
//    "dateOrder": "dayFirst", "decimalComma": true, "scoreWords": true, "taxBasis": "included", "taxRate": 0.06,
//    "currency": "CNY"}
//
// A key of "fields" is a header's text or, where no header is written so, a 1-based column number; null leaves the
// column out. Every key may be absent, and null where the probe is to find out.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "base/error.h"
#include "base/result.h"
#include "ingest/probe.h"
#include "ingest/read_plan.h"

namespace loyalane::document {

inline constexpr int kMappingVersion = 1;

// Fields are checked against the dataset that the document names, if it names one. Errors: BASE-101..106 as for the
// settings, INGEST-114 encoding, WORKSPACE-104 a field that the dataset does not have, WORKSPACE-105 unknown dataset.
[[nodiscard]] Result<ingest::ReadWishes> ParseMapping(std::string_view json);
// A complete profile: probing the same file with it gives the same plan. Columns go by their header, or by their number
// where the header is empty or written more than once (zeros before it where another header is just that number).
// A month, a tax rate and a currency that the file itself tells are not written: next month's file tells its own.
[[nodiscard]] std::string ToJson(const ingest::ReadPlan& plan);
// The rules alone, as the profile's key "rules" has them. Errors: BASE-102, BASE-103.
[[nodiscard]] nlohmann::ordered_json RulesToJson(const ingest::RowRules& rules);
[[nodiscard]] Result<ingest::RowRules> RulesFromJson(const nlohmann::ordered_json& json, const std::string& path);
// JSON Schema, draft 2020-12, with a description of every key in the language.
[[nodiscard]] std::string MappingSchema(Language language = Language::kZh);

}  // namespace loyalane::document
