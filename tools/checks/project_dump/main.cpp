// project_dump OUT.loyalane NAME=FILE...
//
// The files as parts of a project file, in the order given. Exit: 0 done, 1 it cannot be written (why: standard error).
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include "tools/cli/project_files.h"
#include "tools/cli/source_files.h"

int main(int argc, char** argv) {
  using loyalane::Describe;
  using loyalane::Language;
  std::vector<loyalane::document::PartSource> parts;
  for (int i = 2; i < argc; ++i) {
    const std::string word = argv[i];
    const size_t equals = word.find('=');
    if (equals == std::string::npos) return 1;
    loyalane::Result<std::string> text = loyalane::cli::ReadSmallFile(word.substr(equals + 1));
    if (!text) {
      std::fprintf(stderr, "%s\n", Describe(text.error(), Language::kEn).c_str());
      return 1;
    }
    parts.push_back(loyalane::document::TextPart(word.substr(0, equals), std::move(text).value()));
  }
  const loyalane::Status written = loyalane::cli::WriteProjectFile(argc > 1 ? argv[1] : "", std::move(parts));
  if (written) return 0;
  std::fprintf(stderr, "%s\n", Describe(written.error(), Language::kEn).c_str());
  return 1;
}
