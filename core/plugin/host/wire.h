// The few bytes of protobuf that the host itself reads and writes. It links no generated code, so that the
// plugin's schema is the only one in the process; these are the fields it knows, from connector.proto:
//
//   ReadRequest  { start = 1, acknowledged = 2 { sequence = 1 }, grant = 3 { request_id = 1 } }
//   ReadResponse { batch = 1, progress = 2, acquire = 3 { request_id = 1 } }
//   Problem      { what = 4 }
//
// The breaking-change test holds those numbers still.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace helhet::plugin_host {

enum ReadRequestField : uint32_t { kStart = 1, kAcknowledged = 2, kGrant = 3 };
enum ReadResponseField : uint32_t { kBatch = 1, kProgress = 2, kAcquire = 3 };
inline constexpr uint32_t kSequence = 1;
inline constexpr uint32_t kRequestId = 1;
inline constexpr uint32_t kProblemWhat = 4;

// A field of a message: bytes of a length-delimited one, or the number of a varint.
struct WireField {
  uint32_t number = 0;
  std::string_view bytes;
  uint64_t varint = 0;
};

// Takes the next field off the front of `message`. Empty at the end, and when the bytes are no message:
// then `message` is not empty.
std::optional<WireField> NextField(std::string_view* message);

// The last field of that number, as protobuf counts it.
std::optional<WireField> FindField(std::string_view message, uint32_t number);

// Tag and length of a length-delimited field; the bytes follow.
std::string FieldHeader(uint32_t number, uint64_t length);
// A whole varint field.
std::string VarintField(uint32_t number, uint64_t value);

}  // namespace helhet::plugin_host
