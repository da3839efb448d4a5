// Merchants and offers as the files of an import have them (dataset `merchants`), in the form in which the register of
// partners takes them. What is wrong with a row is the register's to say.
#pragma once

#include <vector>

#include "document/json_fields.h"
#include "intake/import_job.h"
#include "loyalty/club_rows.h"

namespace loyalane::club {

struct MerchantInFile {
  loyalty::RowPlace place;
  document::Json merchant;  // the members that the row says; always "id"
  document::Json offer;     // null: the row has none. "id" and "from" may be missing
};
// In the order of the files and of their rows. Categories are parted by 、 or commas or semicolons.
[[nodiscard]] std::vector<MerchantInFile> MerchantsInFiles(const intake::ImportedData& data);

}  // namespace loyalane::club
