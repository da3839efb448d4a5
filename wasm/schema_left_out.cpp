// The page asks for no JSON Schema: without the descriptions of all settings its engine is 8 KB (gzip) smaller.
#include "workspace/json_fields.h"

namespace loyalane::workspace {

const bool kTellsSchema = false;

}  // namespace loyalane::workspace
