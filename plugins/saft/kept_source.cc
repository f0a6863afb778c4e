#include "kept_source.h"

#include <openssl/evp.h>

#include <memory>
#include <vector>

#include "helhet/limits.h"
#include "saft_limits.h"

namespace helhet::saft {

Result<KeptSource> KeptSource::Open(sdk::DocumentReader& reader, sdk::Host& host) {
  const std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr);
  std::vector<char> piece(limits::kChunkBytes);
  KeptSource source;
  HELHET_RETURN_IF_ERROR(reader.Rewind());
  for (uint64_t next_sign = 0;;) {
    HELHET_ASSIGN_OR_RETURN(const size_t got, reader.Read(piece.data(), piece.size()));
    if (got == 0) break;
    EVP_DigestUpdate(context.get(), piece.data(), got);
    source.total_bytes_ += got;
    if (source.total_bytes_ < next_sign) continue;
    next_sign = source.total_bytes_ + kBytesPerSign;
    HELHET_RETURN_IF_ERROR(host.Progress("kontrollerer filen", static_cast<int64_t>(source.total_bytes_),
                                         static_cast<int64_t>(reader.size_bytes())));
  }
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned digest_bytes = 0;
  EVP_DigestFinal_ex(context.get(), digest, &digest_bytes);
  source.sha256_.assign(reinterpret_cast<const char*>(digest), digest_bytes);
  for (unsigned i = 0; i < digest_bytes; ++i) {
    source.object_id_ += {"0123456789abcdef"[digest[i] >> 4], "0123456789abcdef"[digest[i] & 15]};
  }
  HELHET_RETURN_IF_ERROR(reader.Rewind());
  return source;
}

Status KeptSource::Send(std::string_view piece, sdk::Emitter& out) {
  plugin::v1::SourceChunk chunk;
  chunk.set_object_id(object_id_);
  chunk.set_index(pieces_++);
  chunk.set_data(std::string(piece));
  chunk.set_sha256(sha256_);
  chunk.set_total_length(total_bytes_);
  chunk.set_media_type("application/xml");
  return out.AddChunk(std::move(chunk));
}

plugin::v1::SourceReference KeptSource::Reference(uint64_t begin, uint64_t end) const {
  plugin::v1::SourceReference reference;
  reference.set_sha256(sha256_);
  reference.set_offset(begin);
  reference.set_length(end - begin);
  return reference;
}

}  // namespace helhet::saft
