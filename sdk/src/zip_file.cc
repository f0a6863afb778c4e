#include "zip_file.h"

#include <strings.h>
#include <zip.h>

#include <algorithm>

#include "file_refusals.h"
#include "helhet/folder_source.h"
#include "helhet/limits.h"
#include "helhet/utf8.h"
#include "zip_directory.h"

namespace helhet::sdk {
namespace {

Status Refused(const char* code, std::string what, const char* remedy) {
  return InvalidArgument(std::move(what)).WithReason(code).WithRemedy(remedy).WithClass(ErrorClass::kSource);
}

Status Corrupt(const std::string& locator, const std::string& why) {
  return Refused("zip_corrupt", locator + ": a damaged zip file: " + why, "fetch or send the zip file again");
}

Status Bomb(const std::string& locator, const std::string& why) {
  return Refused("zip_bomb", locator + ": " + why, "find out who sent it; unpack it by hand if it is genuine");
}

// What no reader here can make a document of.
Status CheckKind(const zip_stat_t& stat, const std::string& locator) {
  if (IsZipName(stat.name)) {
    return Refused("zip_in_zip", locator + ": a zip file inside a zip file", "unpack the outer zip file into the folder");
  }
  if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE) {
    return Refused("zip_encrypted", locator + ": encrypted with a password", "put it in the folder without encryption");
  }
  return OkStatus();
}

Status CheckSize(const zip_stat_t& stat, uint64_t limit_bytes, const std::string& locator) {
  return stat.size <= limit_bytes ? OkStatus() : FileTooLarge(locator, stat.size, limit_bytes);
}

bool IsDocument(std::string_view name) {
  const std::string_view base = name.substr(name.rfind('/') + 1);  // npos + 1 is 0
  return !base.empty() && base.front() != '.' && !base.ends_with(".tmp") && !base.ends_with(".part") &&
         !name.starts_with("__MACOSX/");
}

}  // namespace

bool IsZipName(std::string_view name) {
  return name.size() >= 4 && strncasecmp(name.data() + name.size() - 4, ".zip", 4) == 0;
}

void ZipFile::Close::operator()(zip* archive) const { zip_discard(archive); }

Result<ZipFile> ZipFile::Open(Descriptor file, const std::string& locator) {
  const ZipDirectorySize claimed = ReadZipDirectorySize(file.get());
  if (claimed.entries > limits::kZipEntries || claimed.directory_bytes > limits::kZipDirectoryBytes) {
    return Bomb(locator, std::to_string(claimed.entries) + " entries in a directory of " +
                             std::to_string(claimed.directory_bytes) + " bytes, over the limit of " +
                             std::to_string(limits::kZipEntries));
  }
  ZipFile result;
  int error = 0;
  result.archive_.reset(zip_fdopen(file.get(), 0, &error));
  if (!result.archive_) {
    zip_error_t text;
    zip_error_init_with_code(&text, error);
    const std::string why = zip_error_strerror(&text);
    zip_error_fini(&text);
    return Corrupt(locator, why);
  }
  file.Release();  // libzip closes it
  uint64_t expanded_bytes = 0;
  const auto entries = static_cast<uint64_t>(std::max<int64_t>(0, zip_get_num_entries(result.archive_.get(), 0)));
  for (uint64_t entry = 0; entry < entries; ++entry) {
    zip_stat_t stat;
    if (zip_stat_index(result.archive_.get(), entry, 0, &stat) != 0) return Corrupt(locator, "its directory is unreadable");
    if (stat.name == nullptr || !IsDocument(stat.name)) continue;
    result.documents_.push_back(entry);
    expanded_bytes += std::min(stat.size, limits::kZipExpandedBytes + 1);
    if (expanded_bytes > limits::kZipExpandedBytes) {
      return Bomb(locator, "its entries expand to more than " + std::to_string(limits::kZipExpandedBytes) + " bytes");
    }
  }
  return result;
}

std::string ZipFile::Name(uint64_t entry) const {
  const char* name = zip_get_name(archive_.get(), entry, ZIP_FL_ENC_GUESS);
  return CleanUtf8(name == nullptr ? "" : name);
}

void ZipEntryStream::Close::operator()(zip_file* file) const { zip_fclose(file); }

Result<size_t> ZipEntryStream::Read(char* buffer, size_t size_bytes) {
  const int64_t got = zip_fread(file_.get(), buffer, size_bytes);
  if (got < 0) return Corrupt(locator_, zip_file_strerror(file_.get()));
  read_bytes_ += static_cast<uint64_t>(got);
  // An entry that lies of its length is found out, and held to it.
  if (read_bytes_ > size_bytes_ || (got == 0 && size_bytes > 0 && read_bytes_ < size_bytes_)) {
    return Corrupt(locator_, "the entry's length differs from what the directory says");
  }
  return static_cast<size_t>(got);
}

Result<ZipEntryStream> ZipFile::OpenEntry(uint64_t entry, const zip_stat_t& stat, const std::string& locator) const {
  zip_file_t* file = zip_fopen_index(archive_.get(), entry, 0);
  if (file != nullptr) return ZipEntryStream(file, stat.size, locator);
  const bool unsupported = zip_error_code_zip(zip_get_error(archive_.get())) == ZIP_ER_COMPNOTSUPP;
  return unsupported ? Refused("zip_unsupported", locator + ": a compression method that cannot be read",
                               "pack it again with the ordinary method, deflate")
                     : Corrupt(locator, zip_strerror(archive_.get()));
}

Result<ZipEntryStream> ZipFile::Stream(uint64_t entry, uint64_t limit_bytes, const std::string& locator) const {
  zip_stat_t stat;
  if (zip_stat_index(archive_.get(), entry, 0, &stat) != 0) return Corrupt(locator, "its directory is unreadable");
  HELHET_RETURN_IF_ERROR(CheckKind(stat, locator));
  HELHET_RETURN_IF_ERROR(CheckSize(stat, limit_bytes, locator));
  return OpenEntry(entry, stat, locator);
}

Result<std::string> ZipFile::Read(uint64_t entry, uint64_t limit_bytes, const std::string& locator) const {
  zip_stat_t stat;
  if (zip_stat_index(archive_.get(), entry, 0, &stat) != 0) return Corrupt(locator, "its directory is unreadable");
  HELHET_RETURN_IF_ERROR(CheckKind(stat, locator));
  if (stat.size > limits::kZipRatioFromBytes && stat.size / std::max<uint64_t>(stat.comp_size, 1) > limits::kZipRatio) {
    return Bomb(locator, std::to_string(stat.size) + " bytes packed into " + std::to_string(stat.comp_size));
  }
  HELHET_RETURN_IF_ERROR(CheckSize(stat, limit_bytes, locator));
  HELHET_ASSIGN_OR_RETURN(ZipEntryStream stream, OpenEntry(entry, stat, locator));
  // One byte more than the directory says, for the stream to see what is beyond.
  std::string bytes(stat.size + 1, '\0');
  for (size_t filled = 0;;) {
    HELHET_ASSIGN_OR_RETURN(const size_t got, stream.Read(bytes.data() + filled, bytes.size() - filled));
    if (got == 0) break;
    filled += got;
  }
  bytes.resize(stat.size);
  return bytes;
}

}  // namespace helhet::sdk
