// Scalars of YAML 1.2's core schema (https://yaml.org/spec/1.2.2/#103-core-schema), and the variables that
// files may hold.
#pragma once

#include <yaml-cpp/yaml.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "helhet/status.h"

namespace helhet::configuration {

// Values of ${NAME}.
using Variables = std::map<std::string, std::string>;

// What a plain (unquoted) scalar is.
enum class PlainScalar { kNull, kBoolean, kInteger, kNumber, kText };
PlainScalar ResolvePlain(std::string_view text);

// Whether the scalar was written in quotes, or as a block of text: then it is text whatever it looks like.
bool IsQuoted(const YAML::Node& scalar);

// The value of a plain scalar; nothing when it is none, or does not fit.
std::optional<bool> ToBoolean(std::string_view text);
std::optional<int64_t> ToInteger(std::string_view text);
std::optional<double> ToNumber(std::string_view text);

// Puts the variables' values for ${NAME}; `$${` stands for `${`. INVALID_ARGUMENT names the variable that is
// not set.
Result<std::string> ExpandVariables(std::string_view text, const Variables& variables);
// The text that ExpandVariables turns into this one.
std::string EscapeVariables(std::string_view text);

// Whether the bytes are UTF-8.
bool IsUtf8(std::string_view bytes);

}  // namespace helhet::configuration
