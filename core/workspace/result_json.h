// Results as JSON: what the page shows and what `--json` prints. Money as decimal text, days as ISO text, shares as
// numbers 0..1.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "intake/probe_job.h"
#include "view/tallies.h"
#include "workspace/workspace.h"

namespace loyalane::workspace {

using Json = nlohmann::ordered_json;

[[nodiscard]] Json ErrorJson(const Error& error);
[[nodiscard]] Json CatalogueJson();
[[nodiscard]] Json ProbeJson(const std::string& name, uint64_t size_bytes, const intake::ProbedFile& probed);
// rows in, used, excluded by reason, money totals, date span, per file and in all; with every listed issue where asked
// for.
enum class IssueRows : uint8_t { kLeftOut, kListed };
[[nodiscard]] Json ImportReportJson(const intake::ImportedData& data, IssueRows issue_rows);
// Listed issues [offset, offset + limit), optionally of one id.
[[nodiscard]] Json IssuesJson(const intake::ImportedData& data, size_t offset, size_t limit, std::string_view id);
// JSON text: it is written many times a second.
// `totals` are those of the result.
[[nodiscard]] std::string SegmentSummaryJson(const intake::ImportedData& data, const segment::CvAcResult& result,
                                             const view::Totals& totals);
[[nodiscard]] std::string SegmentSummaryJson(const intake::ImportedData& data, const segment::CvAcResult& result);
[[nodiscard]] Json RfmSummaryJson(const segment::RfmResult& result);
[[nodiscard]] Json AbcSummaryJson(const segment::AbcResult& result);
// Everything that anyone needs to get the same bytes again: settings, as-of, window, files with hashes and plans,
// counts. `hashes`: SHA-256 of each file, where the import did not take them itself; else empty.
[[nodiscard]] Json ManifestJson(const intake::ImportedData& data, const document::Settings& settings,
                                const std::vector<std::string>& hashes);

// All listed issues: file,row,column,id,value,text,remedy. The data must outlive the table.
[[nodiscard]] report::ResultTable IssueTable(const intake::ImportedData& data, Language language);
void WriteIssues(const intake::ImportedData& data, report::TableForm form, Language language, std::string& out);

// Two-space indented UTF-8 with a line end, the same in every build.
[[nodiscard]] std::string IndentedText(const Json& json);

}  // namespace loyalane::workspace
