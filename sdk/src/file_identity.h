// Which file it was: what a refusal says when the bytes themselves are not kept.
#pragma once

#include <string>

#include "helhet/status.h"

namespace helhet::sdk {

// Size and SHA-256 of an open file: `209715258 bytes, SHA-256 9f3c…`. Reads it piece by piece from the start,
// whatever the place of the descriptor; of one beyond limits::kHashedFileBytes the size alone.
std::string FileIdentity(int fd);

// The refusal with the identity at the end of its message: `a.xml: too large; the file: 31 bytes, SHA-256 …`.
Status WithIdentity(const Status& refusal, const std::string& identity);

}  // namespace helhet::sdk
