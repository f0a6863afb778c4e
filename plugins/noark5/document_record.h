// A kept document as a record for the hub.
#pragma once

#include <string>

#include "helhet/plugin/v1/record.pb.h"
#include "resource.h"

namespace helhet::noark5 {

inline constexpr char kStream[] = "documents";

// The record of what KeptOf gave. Its key is the document's systemID; README.md says which attribute becomes which field.
// Refused without one: key_missing.
plugin::v1::Record RecordOf(const Json& kept, int64_t source_time_us);

// The record of a document as the hub has kept it, for a replay. Text that is none is refused: kept_unreadable.
plugin::v1::Record RecordOfKept(const std::string& raw, const std::string& locator, int64_t source_time_us);

}  // namespace helhet::noark5
