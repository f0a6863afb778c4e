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
  uint64_t total_bytes = 0;
  for (uint64_t next_sign = 0;;) {
    HELHET_ASSIGN_OR_RETURN(const size_t got, reader.Read(piece.data(), piece.size()));
    if (got == 0) break;
    EVP_DigestUpdate(context.get(), piece.data(), got);
    total_bytes += got;
    if (total_bytes < next_sign) continue;
    next_sign = total_bytes + kBytesPerSign;
    HELHET_RETURN_IF_ERROR(host.Progress("kontrollerer filen", static_cast<int64_t>(total_bytes), static_cast<int64_t>(reader.size_bytes())));
  }
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned digest_bytes = 0;
  EVP_DigestFinal_ex(context.get(), digest, &digest_bytes);
  source.piece_.set_sha256(digest, digest_bytes);
  for (unsigned i = 0; i < digest_bytes; ++i) {
    *source.piece_.mutable_object_id() += {"0123456789abcdef"[digest[i] >> 4], "0123456789abcdef"[digest[i] & 15]};
  }
  source.piece_.set_total_length(total_bytes);
  source.piece_.set_media_type("application/xml");
  HELHET_RETURN_IF_ERROR(reader.Rewind());
  return source;
}

Status KeptSource::Send(std::string_view piece, sdk::Emitter& out) {
  piece_.mutable_data()->assign(piece);
  const Status status = out.AddChunk(piece_);
  piece_.set_index(piece_.index() + 1);
  return status;
}

plugin::v1::SourceReference KeptSource::Reference(uint64_t begin, uint64_t end) const {
  plugin::v1::SourceReference reference;
  reference.set_sha256(piece_.sha256());
  reference.set_offset(begin);
  reference.set_length(end - begin);
  return reference;
}

}  // namespace helhet::saft
