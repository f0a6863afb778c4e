#include "core/store/raw_payload.h"

#include <openssl/evp.h>
#include <openssl/sha.h>
#include <zstd.h>

#include <algorithm>
#include <functional>
#include <memory>

#include "core/store/numbers.h"

namespace helhet::store {
namespace {

// Pieces deleted in one transaction.
constexpr int64_t kPiecesPerPurge = 1000;

// Level 1 keeps up with parsing: documents shrink to about a fifth at some 300 MB/s.
constexpr int kCompressionLevel = 1;

std::string Compress(std::string_view bytes) {
  // One context per thread: making one for each document costs more than the compression itself.
  thread_local const std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context(ZSTD_createCCtx(), &ZSTD_freeCCtx);
  std::string compressed(ZSTD_compressBound(bytes.size()), '\0');
  const size_t size = ZSTD_compressCCtx(context.get(), compressed.data(), compressed.size(), bytes.data(), bytes.size(), kCompressionLevel);
  compressed.resize(ZSTD_isError(size) ? 0 : size);
  return compressed;
}

Result<std::string> Decompress(const std::string& compressed) {
  const unsigned long long size = ZSTD_getFrameContentSize(compressed.data(), compressed.size());
  if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN) return Status(StatusCode::kDataLoss, "raw payload: damaged in the store");
  std::string bytes(size, '\0');
  const size_t written = ZSTD_decompress(bytes.data(), bytes.size(), compressed.data(), compressed.size());
  if (ZSTD_isError(written) || written != size) return Status(StatusCode::kDataLoss, "raw payload: damaged in the store");
  return bytes;
}

// The number and time of a source object that is there; an empty row when there is none.
Result<Row> FindSourceObject(TenantStore& store, const std::string& connector_id, const std::string& sha256) {
  return store.QueryOne("SELECT payload_id, stored_us FROM source_object WHERE municipality_id = $1 AND connector_id = $2 AND sha256 = $3",
                        {connector_id, Bytes{sha256}});
}

// Shows the pieces in order, one in memory at a time, and holds them against the hash of the whole.
Status EachPiece(TenantStore& store, const RawReference& reference, const std::function<void(const std::string&)>& see) {
  int64_t payload_id = reference.payload_id;
  if (payload_id == 0) {
    HELHET_ASSIGN_OR_RETURN(const Row object, FindSourceObject(store, reference.connector_id, reference.sha256));
    if (!object.empty()) payload_id = AsInteger(object[0]);
  }
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr);
  int64_t piece = 0;
  for (;; ++piece) {
    HELHET_ASSIGN_OR_RETURN(const Row row, store.QueryOne("SELECT data FROM raw_payload WHERE municipality_id = $1 AND payload_id = $2 AND piece = $3",
                                                          {payload_id, piece}));
    if (row.empty()) break;
    HELHET_ASSIGN_OR_RETURN(const std::string bytes, Decompress(AsText(row[0])));
    EVP_DigestUpdate(context.get(), bytes.data(), bytes.size());
    see(bytes);
  }
  std::string digest(SHA256_DIGEST_LENGTH, '\0');
  EVP_DigestFinal_ex(context.get(), reinterpret_cast<unsigned char*>(digest.data()), nullptr);
  if (digest == reference.sha256) return OkStatus();
  if (piece == 0) return NotFound("raw payload " + Hex(reference.sha256) + ": not kept, or deleted by its retention");
  return Status(StatusCode::kDataLoss, "raw payload " + Hex(reference.sha256) + ": pieces are missing");
}

}  // namespace

std::string Sha256(std::string_view bytes) {
  std::string digest(SHA256_DIGEST_LENGTH, '\0');
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), reinterpret_cast<unsigned char*>(digest.data()));
  return digest;
}

std::string Hex(std::string_view bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string hex;
  for (const unsigned char byte : bytes) {
    hex += kDigits[byte >> 4];
    hex += kDigits[byte & 15];
  }
  return hex;
}

void RawPayloads::Add(const RawPayload& payload, uint32_t piece, std::string_view bytes) {
  rows_.push_back({payload.payload_id, int64_t{piece}, payload.connector_id, payload.media_type, static_cast<int64_t>(payload.total_length),
                   payload.stored_us, Bytes{Compress(bytes)}});
}

Status RawPayloads::Store(TenantStore& store) {
  // What is there already is a piece of a source object that is read again.
  const Status status = store.InsertRows(
      {"raw_payload", {"payload_id", "piece", "connector_id", "media_type", "total_length", "stored_us", "data"}, true}, std::move(rows_));
  rows_.clear();
  return status;
}

Status NumberSourceObject(TenantStore& store, const std::string& sha256, RawPayload& object) {
  HELHET_ASSIGN_OR_RETURN(const Row found, FindSourceObject(store, object.connector_id, sha256));
  if (!found.empty()) {
    object.payload_id = AsInteger(found[0]);
    object.stored_us = AsInteger(found[1]);
    return OkStatus();
  }
  HELHET_ASSIGN_OR_RETURN(object.payload_id, TakeNumbers(store, 1));
  return store.Execute("INSERT INTO source_object (municipality_id, connector_id, sha256, payload_id, stored_us) VALUES ($1, $2, $3, $4, $5)",
                       {object.connector_id, Bytes{sha256}, object.payload_id, object.stored_us}).status();
}

Result<std::string> LoadRawPayload(TenantStore& store, const RawReference& reference) {
  std::string bytes;
  HELHET_RETURN_IF_ERROR(EachPiece(store, reference, [&](const std::string& piece) { bytes += piece; }));
  return bytes;
}

Result<std::string> LoadRawPayloadPart(TenantStore& store, const RawReference& reference, uint64_t offset, uint64_t length) {
  std::string part;
  uint64_t begin = 0;  // of the piece in the whole
  HELHET_RETURN_IF_ERROR(EachPiece(store, reference, [&](const std::string& piece) {
    const uint64_t from = std::max(offset, begin), to = std::min(offset + length, begin + piece.size());
    if (from < to) part.append(piece, static_cast<size_t>(from - begin), static_cast<size_t>(to - from));
    begin += piece.size();
  }));
  if (part.size() == length) return part;
  return Status(StatusCode::kOutOfRange, "raw payload " + Hex(reference.sha256) + ": " + std::to_string(begin) + " bytes, fewer than asked for");
}

Result<int64_t> PurgeRawPayloads(TenantStore& store, const std::string& connector_id, int64_t before_us) {
  // Before their pieces: an object that comes again while they are being deleted begins anew, and is whole.
  HELHET_RETURN_IF_ERROR(store.Execute("DELETE FROM source_object WHERE municipality_id = $1 AND connector_id = $2 AND stored_us < $3",
                                       {connector_id, before_us}).status());
  int64_t purged = 0;
  while (true) {
    HELHET_ASSIGN_OR_RETURN(const int64_t pieces, store.Execute(
        "DELETE FROM raw_payload WHERE municipality_id = $1 AND (payload_id, piece) IN (SELECT payload_id, piece FROM raw_payload "
        "WHERE municipality_id = $1 AND connector_id = $2 AND stored_us < $3 LIMIT $4)", {connector_id, before_us, kPiecesPerPurge}));
    purged += pieces;
    if (pieces < kPiecesPerPurge) return purged;
  }
}

}  // namespace helhet::store
