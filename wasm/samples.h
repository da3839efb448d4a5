// The samples that the page can make: the generator behind JavaScript's border. Types: web/src/engine/engine.d.ts.
#pragma once

#include <emscripten/val.h>

#include <optional>
#include <string>

#include "generate/samples.h"

namespace loyalane::wasm {

class EngineSamples {
 public:
  // JSON: [Sample] as in protocol.ts.
  [[nodiscard]] std::string List() const;
  // Starts a file of a sample; it takes the place of the one before. JSON envelope; error: WORKSPACE-109.
  [[nodiscard]] std::string Begin(const std::string& id, uint32_t file);
  // The next piece of it, about a megabyte, empty at the end; valid until the next call.
  [[nodiscard]] emscripten::val Read();

 private:
  std::optional<generate::SampleFileWriter> writer_;
  std::string piece_;
};

}  // namespace loyalane::wasm
