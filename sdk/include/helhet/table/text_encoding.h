// The bytes of a text file as UTF-8.
#pragma once

#include <string>
#include <string_view>

#include "helhet/status.h"

namespace helhet::sdk {

// Gives the text without byte order mark. `encoding` is `utf-8`, `utf-16`, `windows-1252`, `iso-8859-1` or `auto`: by
// byte order mark, else UTF-8 where all of it is, else UTF-16 where every other byte is zero, else Windows-1252.
// Refuses with text_encoding, naming the line, what is not text in that encoding: control characters too, since they
// are what other code pages (DOS) and files of other kinds look like.
Result<std::string> DecodeText(std::string_view bytes, const std::string& encoding);

}  // namespace helhet::sdk
