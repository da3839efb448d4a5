// A file of its own: a program that defines kTellsSchema itself never takes this one out of the library.
#include "document/json_fields.h"

namespace loyalane::document {

const bool kTellsSchema = true;

}  // namespace loyalane::document
