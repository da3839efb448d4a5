// A file of its own: a program that defines kTellsSchema itself never takes this one out of the library.
#include "workspace/json_fields.h"

namespace loyalane::workspace {

const bool kTellsSchema = true;

}  // namespace loyalane::workspace
