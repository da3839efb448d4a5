// Runs the suite. Suites named Reference* need data that a clone does not carry (tests/support/reference_data.h): where
// it is absent they are left out and counted aloud; with CI=true that is a failure.
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "tests/support/reference_data.h"

namespace {

int CountReferenceTests() {
  const auto& unit = *::testing::UnitTest::GetInstance();
  int count = 0;
  for (int i = 0; i < unit.total_test_suite_count(); ++i) {
    const ::testing::TestSuite& suite = *unit.GetTestSuite(i);
    if (std::string_view(suite.name()).substr(0, 9) == "Reference") count += suite.total_test_count();
  }
  return count;
}

}  // namespace

int main(int argc, char** argv) {
  ::testing::InitGoogleTest(&argc, argv);
  const bool has_data = loyalane::testing::HasReferenceData();
  const char* ci = std::getenv("CI");
  if (!has_data && ci != nullptr && std::string_view(ci) == "true") {
    std::printf("no reference data at %s, and CI=true asks for it\n", loyalane::testing::ReferenceDataFolder().c_str());
    return 1;
  }
  if (!has_data) {
    std::string& filter = ::testing::GTEST_FLAG(filter);
    filter += filter.find('-') == std::string::npos ? "-Reference*" : ":Reference*";
  }
  const int result = RUN_ALL_TESTS();
  if (!has_data) {
    std::printf("%d tests did not run: no reference data at %s\n", CountReferenceTests(),
                loyalane::testing::ReferenceDataFolder().c_str());
  }
  return result;
}
