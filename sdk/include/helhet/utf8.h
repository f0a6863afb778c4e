// UTF-8 as RFC 3629 §4 has it: no overlong forms, no surrogates, nothing beyond Unicode.
#pragma once

#include <string>
#include <string_view>

namespace helhet::sdk {

// Length in bytes of the valid sequence that `text` begins with; 0 when it begins with none.
size_t Utf8SequenceLength(std::string_view text);

// A name as clean text: a byte that is not part of valid UTF-8, and a control character, becomes \xNN.
std::string CleanUtf8(std::string_view name);

}  // namespace helhet::sdk
