#include "remote_position.h"

#include <charconv>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <string_view>

namespace helhet::sdk {
namespace {

using nlohmann::json;

// FNV-1a, as it must be equal in every process that reads the checkpoint.
uint64_t Mix(uint64_t hash, std::string_view bytes) {
  for (const char c : bytes) hash = (hash ^ static_cast<uint8_t>(c)) * 1099511628211u;
  return hash;
}

std::string Hex(uint64_t value) {
  char text[17];
  std::snprintf(text, sizeof(text), "%016lx", static_cast<unsigned long>(value));
  return text;
}

template <typename Number>
bool Read(std::string_view text, int base, Number& value) {
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, value, base);
  return error == std::errc() && rest == end;
}

bool ReadWeeks(const json& weeks, RemotePosition& position) {
  if (!weeks.is_object()) return false;
  for (const auto& [number, value] : weeks.items()) {
    int64_t week = 0;
    const bool formed = value.is_array() && value.size() == 2 && value[0].is_number_unsigned() && value[1].is_string();
    if (!formed || !Read(number, 10, week)) return false;
    RemotePosition::Week& read = position.weeks[week];
    read.files = value[0].get<uint64_t>();
    if (!Read(value[1].get_ref<const std::string&>(), 16, read.digest)) return false;
  }
  return true;
}

bool ReadZip(const json& zip, RemotePosition& position) {
  if (zip.is_null()) return true;
  if (!zip.is_array() || zip.size() != 2 || !zip[0].is_string() || !zip[1].is_number_unsigned()) return false;
  position.zip_entry = zip[1].get<int64_t>();
  return Read(zip[0].get_ref<const std::string&>(), 16, position.zip_digest);
}

}  // namespace

void RemotePosition::Week::Add(uint64_t file_digest) {
  ++files;
  digest = Mix(digest, Hex(file_digest));
}

std::string RemotePosition::ToJson() const {
  std::string text = "{\"weeks\":{";
  for (const auto& [number, week] : weeks) {
    if (text.back() != '{') text += ',';
    text += '"' + std::to_string(number) + "\":[" + std::to_string(week.files) + ",\"" + Hex(week.digest) + "\"]";
  }
  text += '}';
  if (zip_digest != 0) text += ",\"zip\":[\"" + Hex(zip_digest) + "\"," + std::to_string(zip_entry) + ']';
  return text + '}';
}

Result<RemotePosition> RemotePosition::FromJson(const std::string& text) {
  RemotePosition position;
  if (text.empty()) return position;
  const json parsed = json::parse(text, nullptr, /*allow_exceptions=*/false);
  const bool valid = parsed.is_object() && ReadWeeks(parsed.value("weeks", json()), position) &&
                     ReadZip(parsed.value("zip", json()), position);
  if (valid) return position;
  return FailedPrecondition("checkpoint: not a place among remote files: " + text.substr(0, 80))
      .WithReason("checkpoint_unreadable")
      .WithRemedy("run the connector with a full read")
      .WithClass(ErrorClass::kHub);
}

uint64_t DigestOf(const RemoteFile& file) {
  const std::string size = file.size_bytes ? std::to_string(*file.size_bytes) : "?";
  return Mix(14695981039346656037u, file.path + '\n' + std::to_string(file.mtime_s) + '\n' + size) | 1;
}

int64_t WeekOf(const RemoteFile& file) { return file.mtime_s / (7 * 24 * 60 * 60); }

}  // namespace helhet::sdk
