// The samples of the page and of `loyalane_generate --sample`: invented companies of different kinds, so that each
// shows another picture. Equal bytes natively and in WebAssembly. Documented in docs/data-generator.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "generate/club_tables.h"
#include "generate/courier_company.h"
#include "generate/spec.h"

namespace loyalane::generate {

enum class SampleTable : uint8_t {
  kShipments,
  kCustomers,
  kCarrierShare,
  kSurvey,
  // of the club
  kMembers,
  kPayments,
  kParticipations,
  kRedemptions,
  kGifts,
  kReferrals,
  kProgramme,  // no table but its rules (JSON)
};

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
  // Of a sample with a club: how many of its months are closed once it is there, so that there is something to see.
  uint32_t closed_months = 0;

  // The file with the club's rules; empty where there is no club.
  [[nodiscard]] std::string_view programme() const;
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
  // Only one of them makes the table.
  std::optional<CourierCompany> company_;
  std::optional<ClubTables> club_;
  SampleTable table_;
  bool done_ = false;
};

}  // namespace loyalane::generate
