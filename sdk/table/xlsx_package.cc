#include "xlsx_package.h"

#include <zip.h>

#include <algorithm>

#include "helhet/limits.h"
#include "helhet/values/refusal.h"
#include "table_limits.h"
#include "xlsx_refusal.h"

namespace helhet::sdk {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kZipMark = "PK\x03\x04", kOleMark = "\xD0\xCF\x11\xE0";
// Name of the stream that holds an encrypted workbook (MS-OFFCRYPTO 2.3.1), as the compound file writes it.
constexpr std::string_view kEncryptedStream = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"sv;
constexpr const char* kSaveAsXlsx = "open it in a spreadsheet program and save it as .xlsx or CSV";
constexpr size_t kPieceBytes = 64u << 10;

}  // namespace

bool LooksLikeWorkbook(std::string_view bytes) { return bytes.starts_with(kZipMark) || bytes.starts_with(kOleMark); }

void XlsxPart::Close::operator()(zip_file* file) const { zip_fclose(file); }
void XlsxPackage::Close::operator()(zip* archive) const { zip_discard(archive); }

Result<std::string_view> XlsxPart::Next() {
  buffer_.resize(kPieceBytes);
  const int64_t got = zip_fread(file_.get(), buffer_.data(), buffer_.size());
  if (got < 0) return DamagedWorkbook(name_ + ": " + zip_file_strerror(file_.get()));
  if (static_cast<uint64_t>(got) > left_bytes_) return WorkbookBomb(name_ + " expands to more than its directory says");
  left_bytes_ -= static_cast<uint64_t>(got);
  return std::string_view(buffer_).substr(0, static_cast<size_t>(got));
}

Result<XlsxPackage> XlsxPackage::Open(std::string_view bytes) {
  if (bytes.starts_with(kOleMark)) {
    if (bytes.find(kEncryptedStream) != std::string_view::npos) {
      return Refused("xlsx_encrypted", "a workbook that is protected with a password", "save it without a password");
    }
    return Refused("xls_unsupported", "a workbook of Excel 97–2003 (.xls), which is not read", kSaveAsXlsx);
  }
  XlsxPackage package;
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source != nullptr) package.archive_.reset(zip_open_from_source(source, ZIP_RDONLY, &error));
  const std::string why = zip_error_strerror(&error);
  zip_error_fini(&error);
  if (!package.archive_) {
    if (source != nullptr) zip_source_free(source);
    return DamagedWorkbook(why);
  }
  if (const int64_t parts = zip_get_num_entries(package.archive_.get(), 0); parts > kWorkbookParts) {
    return WorkbookBomb("a workbook of " + std::to_string(parts) + " parts, over the limit of " + std::to_string(kWorkbookParts));
  }
  if (package.Has("xl/workbook.bin")) return Refused("xlsb_unsupported", "a binary workbook (.xlsb), which is not read", kSaveAsXlsx);
  if (package.Has("content.xml")) return Refused("ods_unsupported", "an OpenDocument spreadsheet (.ods), which is not read", kSaveAsXlsx);
  if (!package.Has("_rels/.rels")) {
    return Refused("not_a_table", "a zip file that is no workbook", "keep only CSV files and workbooks (.xlsx) in the folder");
  }
  return package;
}

bool XlsxPackage::Has(const std::string& part) const { return zip_name_locate(archive_.get(), part.c_str(), ZIP_FL_NOCASE) >= 0; }

Result<XlsxPart> XlsxPackage::OpenPart(const std::string& part, uint64_t limit_bytes) const {
  const int64_t entry = zip_name_locate(archive_.get(), part.c_str(), ZIP_FL_NOCASE);
  zip_stat_t stat;
  if (entry < 0 || zip_stat_index(archive_.get(), static_cast<uint64_t>(entry), 0, &stat) != 0) return DamagedWorkbook(part + " is missing");
  if (stat.encryption_method != ZIP_EM_NONE) return Refused("xlsx_encrypted", "a workbook that is encrypted", "save it without a password");
  if (stat.size > limit_bytes) {
    return WorkbookBomb(part + " expands to " + std::to_string(stat.size) + " bytes, over the limit of " + std::to_string(limit_bytes));
  }
  if (stat.size > limits::kZipRatioFromBytes && stat.size / std::max<uint64_t>(stat.comp_size, 1) > limits::kZipRatio) {
    return WorkbookBomb(part + ": " + std::to_string(stat.size) + " bytes packed into " + std::to_string(stat.comp_size));
  }
  XlsxPart opened;
  opened.name_ = part;
  opened.left_bytes_ = stat.size;
  opened.file_.reset(zip_fopen_index(archive_.get(), static_cast<uint64_t>(entry), 0));
  if (!opened.file_) return DamagedWorkbook(part + ": " + zip_strerror(archive_.get()));
  return opened;
}

}  // namespace helhet::sdk
