// Values of a document inside messages.
#pragma once

#include <string>
#include <string_view>

namespace helhet::sdk {

// The text in quotes; a long one is cut between two characters and ends in an ellipsis.
std::string Quoted(std::string_view text);

}  // namespace helhet::sdk
