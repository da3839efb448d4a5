// Public data with reference results from independent tools, which may not be redistributed with the sources.
// It lies in the folder LOYALANE_REFERENCE_DATA, by default ../shared/data beside the checkout.
// A test that reads it belongs to a suite whose name starts with "Reference"; without the data those suites do not run
// and the program says how many tests that were, or fails when CI=true (tests/support/main.cpp).
//
//   TEST(ReferenceCdnow, HasEveryCustomer) { const std::string text = ReadReferenceFile("cdnow/CDNOW_sample.txt"); ...
//   }
#pragma once

#include <string>
#include <string_view>

namespace loyalane::testing {

[[nodiscard]] std::string ReferenceDataFolder();
[[nodiscard]] bool HasReferenceData();
// The bytes of a file below that folder. A file that is not there fails the running test by an exception.
[[nodiscard]] std::string ReadReferenceFile(std::string_view path);

}  // namespace loyalane::testing
