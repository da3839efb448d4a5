// What other ways of reading a file in parts would cost (docs/adr/0014): measured, so that the decision can be checked.
#pragma once

#include <string_view>

#include "ingest/row_reader.h"

namespace loyalane::bench {

// Prints milliseconds, middle of `runs`: guessing where a part begins; counting all quotes, which a pass for their
// parity does; and combining three aggregates, each of a third of the file's rows, which partial states need at the
// end.
void MeasureBorders(std::string_view file, const ingest::ReadPlan& plan, const ingest::WantedFields& wanted, int runs);

}  // namespace loyalane::bench
