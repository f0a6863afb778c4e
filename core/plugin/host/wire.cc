#include "core/plugin/host/wire.h"

namespace helhet::plugin_host {
namespace {

constexpr uint32_t kVarintType = 0, kFixed64Type = 1, kLengthType = 2, kFixed32Type = 5;

std::optional<uint64_t> TakeVarint(std::string_view* bytes) {
  uint64_t value = 0;
  for (size_t i = 0; i < bytes->size() && i < 10; ++i) {
    const auto byte = static_cast<uint8_t>((*bytes)[i]);
    value |= static_cast<uint64_t>(byte & 0x7f) << (7 * i);
    if ((byte & 0x80) == 0) {
      bytes->remove_prefix(i + 1);
      return value;
    }
  }
  return std::nullopt;
}

void PutVarint(uint64_t value, std::string* out) {
  for (; value >= 0x80; value >>= 7) out->push_back(static_cast<char>(value | 0x80));
  out->push_back(static_cast<char>(value));
}

}  // namespace

std::optional<WireField> NextField(std::string_view* message) {
  std::string_view rest = *message;
  const auto tag = TakeVarint(&rest);
  if (!tag) return std::nullopt;
  WireField field{.number = static_cast<uint32_t>(*tag >> 3)};
  uint64_t length = 0;
  switch (*tag & 7) {
    case kVarintType: {
      const auto value = TakeVarint(&rest);
      if (!value) return std::nullopt;
      field.varint = *value;
      break;
    }
    case kLengthType: {
      const auto size = TakeVarint(&rest);
      if (!size) return std::nullopt;
      length = *size;
      break;
    }
    case kFixed64Type: length = 8; break;
    case kFixed32Type: length = 4; break;
    default: return std::nullopt;
  }
  if (length > rest.size()) return std::nullopt;
  field.bytes = rest.substr(0, length);
  rest.remove_prefix(length);
  *message = rest;
  return field;
}

std::optional<WireField> FindField(std::string_view message, uint32_t number) {
  std::optional<WireField> found;
  while (const auto field = NextField(&message)) {
    if (field->number == number) found = field;
  }
  return found;
}

std::string FieldHeader(uint32_t number, uint64_t length) {
  std::string header;
  PutVarint(number << 3 | kLengthType, &header);
  PutVarint(length, &header);
  return header;
}

std::string VarintField(uint32_t number, uint64_t value) {
  std::string field;
  PutVarint(number << 3 | kVarintType, &field);
  PutVarint(value, &field);
  return field;
}

}  // namespace helhet::plugin_host
