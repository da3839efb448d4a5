// The columns of a result as numbers and texts in memory, for programs that go on with them: what a host makes typed
// arrays of. Little-endian, one column after another.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "report/result_tables.h"

namespace loyalane::report {

// "text":  where the text of each row ends, as uint32 from the column's first, and then the texts, in UTF-8
// "real":  double, NaN where it is not known; "score" is one too
// "count": uint32
// "day":   int32, days since 1970-01-01, INT32_MIN where it is not known
// "money": int64, hundredths
[[nodiscard]] std::string_view TypeOf(const TableColumn& column);
// The column of all rows of the table.
void AppendTyped(const ResultTable& table, const TableColumn& column, std::string& out);

}  // namespace loyalane::report
