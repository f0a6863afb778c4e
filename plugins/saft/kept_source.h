// Keeps a file with the hub while it is read, in pieces: a posting is then traced to its bytes.
#pragma once

#include <string>
#include <string_view>

#include "helhet/connector.h"
#include "helhet/document_reader.h"

namespace helhet::saft {

// One file. Reads it once to hash it, since every piece states the hash of the whole; the pieces follow as the file
// is read the second time.
class KeptSource {
 public:
  // Hashes the file, and leaves it at its first byte. Errors are the reader's; CANCELLED when the read is cancelled.
  static Result<KeptSource> Open(sdk::DocumentReader& reader, sdk::Host& host);

  // Sends the next piece, in the order of the file: limits::kChunkBytes bytes, the last one fewer.
  Status Send(std::string_view piece, sdk::Emitter& out);
  // The place of some bytes of the file.
  plugin::v1::SourceReference Reference(uint64_t begin, uint64_t end) const;

 private:
  // The next piece: its number, the bytes that are put into it, and what it says of the whole.
  plugin::v1::SourceChunk piece_;
};

}  // namespace helhet::saft
