// Ids that are the same number with zeros in front and without: a spreadsheet took them away.
#pragma once

#include "ingest/issue_log.h"
#include "table/text_pool.h"

namespace loyalane::ingest {

// Notes each such pair (INGEST-344) of which the file brought one at least: the customers from `customers_before` on
// are its own. `column` is that of the customers.
void NoteLostZeros(const table::TextPool& customers, table::TextId customers_before, uint32_t column, IssueLog& issues);

}  // namespace loyalane::ingest
