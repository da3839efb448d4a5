// The samples of the page and of `loyalane_generate --sample`: invented companies of different kinds, so that each
// shows another picture. Equal bytes natively and in WebAssembly. Documented in docs/data-generator.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "generate/courier_company.h"
#include "generate/spec.h"

namespace loyalane::generate {

enum class SampleTable : uint8_t { kShipments, kCustomers, kCarrierShare, kSurvey };

struct SampleFile {
  std::string_view name;
  SampleTable table;
};

struct Sample {
  std::string_view id;
  std::string_view zh, en;              // the company
  std::string_view zh_about, en_about;  // what there is to see, in one sentence
  Spec spec;
  std::span<const SampleFile> files;
};

[[nodiscard]] std::span<const Sample> Samples();
// Null when there is none with that id.
[[nodiscard]] const Sample* FindSample(std::string_view id);

// One file of a sample, piece by piece.
class SampleFileWriter {
 public:
  SampleFileWriter(const Spec& spec, SampleTable table);
  // Appends about a megabyte; false, with nothing appended, when the file is complete.
  bool Next(std::string& out);

 private:
  CourierCompany company_;
  SampleTable table_;
  bool done_ = false;
};

}  // namespace loyalane::generate
