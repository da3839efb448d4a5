// loyalane: the command line. Errors on stderr with their id; exit 0 done, 1 the data is bad, 2 wrong usage.
#include <cstdio>

#include "arguments.h"
#include "large_pages.h"
#include "verbs.h"

int main(int argc, char** argv) {
  using namespace loyalane;
  tools::UseLargePages();
  int exit_code = cli::kExitDone;
  const auto arguments = cli::ParseArguments(argc, argv, &exit_code);
  if (!arguments) return exit_code;
  Status status = Done{};
  if (arguments->verb == "scan") {
    status = cli::RunScan(*arguments);
  } else if (arguments->verb == "schema") {
    status = cli::RunSchema(*arguments);
  } else if (arguments->verb == "version") {
    status = cli::RunVersion(*arguments);
  } else if (arguments->verb == "loyalty") {
    status = cli::RunLoyalty(*arguments);
  } else {
    status = cli::RunAnalysis(*arguments);
  }
  if (status) return cli::kExitDone;
  std::fprintf(stderr, "%s\n", Describe(status.error(), arguments->language).c_str());
  return cli::IsWrongUsage(status.error()) ? cli::kExitWrongUsage : cli::kExitBadData;
}
