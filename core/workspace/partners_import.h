// Merchants and offers as the files of an import have them (dataset `merchants`), in the form in which the register of
// partners takes them. What is wrong with a row is the register's to say.
#pragma once

#include <vector>

#include "loyalty/club_rows.h"
#include "workspace/import_job.h"
#include "workspace/json_fields.h"

namespace loyalane::workspace {

struct MerchantInFile {
  loyalty::RowPlace place;
  Json merchant;  // the members that the row says; always "id"
  Json offer;     // null: the row has none. "id" and "from" may be missing
};
// In the order of the files and of their rows. Categories are parted by 、 or commas or semicolons.
[[nodiscard]] std::vector<MerchantInFile> MerchantsInFiles(const ImportedData& data);

}  // namespace loyalane::workspace
