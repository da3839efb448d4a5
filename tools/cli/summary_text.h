// Summaries for people, in Chinese or English: what is printed when the table itself goes to a file.
#pragma once

#include <string>

#include "intake/row_search.h"
#include "workspace/workspace.h"

namespace loyalane::cli {

[[nodiscard]] std::string ImportSummary(const intake::ImportedData& data, Language language);
[[nodiscard]] std::string SegmentSummary(const intake::ImportedData& data, const segment::CvAcResult& result,
                                         Language language);
[[nodiscard]] std::string RfmSummary(const segment::RfmResult& result, Language language);
[[nodiscard]] std::string AbcSummary(const segment::AbcResult& result, Language language);

[[nodiscard]] std::string RowsSummary(const intake::FoundRows& found, const std::string& customer,
                                      const std::string& currency, Language language);

}  // namespace loyalane::cli
