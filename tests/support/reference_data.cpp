#include "tests/support/reference_data.h"

#include <cstdio>
#include <cstdlib>
#include <stdexcept>

namespace loyalane::testing {
namespace {

// "" when the file cannot be opened is not enough to tell it from an empty file.
bool ReadFile(const std::string& path, std::string* bytes) {
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (file == nullptr) return false;
  char block[65536];
  for (size_t got = 0; (got = std::fread(block, 1, sizeof block, file)) > 0;) bytes->append(block, got);
  std::fclose(file);
  return true;
}

}  // namespace

std::string ReferenceDataFolder() {
  const char* folder = std::getenv("LOYALANE_REFERENCE_DATA");
  return folder != nullptr && *folder != '\0' ? folder : "../shared/data";
}

bool HasReferenceData() {
  std::string bytes;
  return ReadFile(ReferenceDataFolder() + "/README.md", &bytes);
}

std::string ReadReferenceFile(std::string_view path) {
  std::string bytes;
  const std::string full = ReferenceDataFolder() + "/" + std::string(path);
  if (!ReadFile(full, &bytes)) throw std::runtime_error("reference file not readable: " + full);
  return bytes;
}

}  // namespace loyalane::testing
