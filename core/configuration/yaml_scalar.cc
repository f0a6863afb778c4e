#include "core/configuration/yaml_scalar.h"

#include <unicode/utf8.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <regex>

namespace helhet::configuration {
namespace {

bool IsOneOf(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

bool Matches(std::string_view text, const std::regex& pattern) {
  return std::regex_match(text.begin(), text.end(), pattern);
}

std::string_view WithoutPlus(std::string_view text) { return text.starts_with('+') ? text.substr(1) : text; }

template <typename Number, typename... Base>
std::optional<Number> Parse(std::string_view text, Base... base) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base...);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

bool IsNameCharacter(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

}  // namespace

PlainScalar ResolvePlain(std::string_view text) {
  static const std::regex kInteger("[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+");
  static const std::regex kNumber("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");
  if (text.empty() || IsOneOf(text, {"~", "null", "Null", "NULL"})) return PlainScalar::kNull;
  if (IsOneOf(text, {"true", "True", "TRUE", "false", "False", "FALSE"})) return PlainScalar::kBoolean;
  if (text.size() > 100) return PlainScalar::kText;  // no number is that long, and std::regex recurses
  if (Matches(text, kInteger)) return PlainScalar::kInteger;
  return Matches(text, kNumber) ? PlainScalar::kNumber : PlainScalar::kText;
}

bool IsQuoted(const YAML::Node& scalar) { return scalar.Tag() == "!" || scalar.Tag() == "tag:yaml.org,2002:str"; }

std::optional<bool> ToBoolean(std::string_view text) {
  if (ResolvePlain(text) != PlainScalar::kBoolean) return std::nullopt;
  return text[0] == 't' || text[0] == 'T';
}

std::optional<int64_t> ToInteger(std::string_view text) {
  if (ResolvePlain(text) != PlainScalar::kInteger) return std::nullopt;
  if (text.starts_with("0x")) return Parse<int64_t>(text.substr(2), 16);
  if (text.starts_with("0o")) return Parse<int64_t>(text.substr(2), 8);
  return Parse<int64_t>(WithoutPlus(text), 10);
}

std::optional<double> ToNumber(std::string_view text) {
  const PlainScalar kind = ResolvePlain(text);
  if (kind != PlainScalar::kInteger && kind != PlainScalar::kNumber) return std::nullopt;
  const std::optional<double> value = Parse<double>(WithoutPlus(text));
  // Infinity and what is not a number are YAML, but no figures.
  return value && std::isfinite(*value) ? value : std::nullopt;
}

Result<std::string> ExpandVariables(std::string_view text, const Variables& variables) {
  std::string expanded;
  for (size_t i = 0; i < text.size();) {
    if (text.substr(i, 3) == "$${") {
      expanded += "${";
      i += 3;
      continue;
    }
    if (text.substr(i, 2) != "${") {
      expanded += text[i++];
      continue;
    }
    const size_t end = text.find('}', i);
    const bool is_closed = end != std::string_view::npos;
    const std::string name(text.substr(i + 2, is_closed ? end - i - 2 : end));
    if (!is_closed || name.empty() || !std::all_of(name.begin(), name.end(), IsNameCharacter)) {
      return InvalidArgument("'${" + name + (is_closed ? "}" : "") + "' is no variable; write ${NAME}, or $${ for the two characters themselves");
    }
    const auto value = variables.find(name);
    if (value == variables.end()) return InvalidArgument("${" + name + "} is not set; set it with --set " + name + "=VALUE");
    expanded += value->second;
    i = end + 1;
  }
  return expanded;
}

std::string EscapeVariables(std::string_view text) {
  std::string escaped;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i, 2) == "${") escaped += '$';
    escaped += text[i];
  }
  return escaped;
}

bool IsUtf8(std::string_view bytes) {
  const auto* data = reinterpret_cast<const uint8_t*>(bytes.data());
  const auto length = static_cast<int32_t>(bytes.size());
  for (int32_t i = 0; i < length;) {
    UChar32 character = 0;
    U8_NEXT(data, i, length, character);
    if (character < 0) return false;
  }
  return true;
}

}  // namespace helhet::configuration
