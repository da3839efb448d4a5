// The page asks for no JSON Schema: without the descriptions of all settings its engine is 8 KB (gzip) smaller.
#include "document/json_fields.h"

namespace loyalane::document {

const bool kTellsSchema = false;

}  // namespace loyalane::document
