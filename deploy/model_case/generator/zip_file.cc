#include "zip_file.h"

#include <zip.h>

namespace helhet::model_case {
namespace {

constexpr uint16_t kNoonAsDosTime = 12 << 11;
// The fastest level: the archives are written once and read once, and UBL packs to a sixth even so.
constexpr uint32_t kDeflateLevel = 1;

}  // namespace

// A date in zip's own form: years since 1980, month, day. The 28th is in every month.
ZipFile::ZipFile(std::filesystem::path path, Month month)
    : path_(std::move(path)),
      dos_date_(static_cast<uint16_t>((static_cast<int>(month.year()) - 1980) << 9 | static_cast<unsigned>(month.month()) << 5 | 28)) {}

Status ZipFile::Close() {
  std::error_code error;
  std::filesystem::create_directories(path_.parent_path(), error);
  if (error) return Unavailable(path_.parent_path().string() + ": " + error.message());
  int error_code = 0;
  zip_t* archive = zip_open(path_.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &error_code);
  if (!archive) {
    zip_error_t zip_error;
    zip_error_init_with_code(&zip_error, error_code);
    Status status = Unavailable(path_.string() + ": " + zip_error_strerror(&zip_error));
    zip_error_fini(&zip_error);
    return status;
  }
  bool ok = true;
  for (const Entry& entry : entries_) {
    zip_source_t* source = zip_source_buffer(archive, entry.content.data(), entry.content.size(), 0);
    const zip_int64_t index = zip_file_add(archive, entry.name.c_str(), source, ZIP_FL_ENC_UTF_8);
    ok = ok && index >= 0 &&
         zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), ZIP_CM_DEFLATE, kDeflateLevel) == 0 &&
         zip_file_set_dostime(archive, static_cast<zip_uint64_t>(index), kNoonAsDosTime, dos_date_, 0) == 0;
  }
  if (ok && zip_close(archive) == 0) return OkStatus();
  Status status = Unavailable(path_.string() + ": " + zip_strerror(archive));
  zip_discard(archive);
  return status;
}

}  // namespace helhet::model_case
