// Results as the sheets of a workbook: what an export in the form "xlsx" holds.
#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "report/workbook_writer.h"
#include "workspace/workspace.h"

namespace loyalane::workspace {

// what: "segment" (a sheet for each type that has customers), "profile", "rfm", "abc", "merges", "groups" (one sheet
// each), "issues", or "workbook" (all of them); a sheet of definitions comes last. Titles and definitions in
// `language`. The workspace must outlive the sheets and not change. Errors: as Workspace::Table.
[[nodiscard]] Result<std::vector<report::WorkbookSheet>> ResultWorkbook(Workspace& work, std::string_view what,
                                                                        Language language);

}  // namespace loyalane::workspace
