// The parts of an Office Open XML workbook (ECMA-376 part 2: a zip file), with limits against those that are made to
// exhaust a reader.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "helhet/status.h"

struct zip;
struct zip_file;

namespace helhet::sdk {

// One part, read in pieces. Must not outlive its package.
class XlsxPart {
 public:
  // The next bytes, at most 64 KiB, valid until the next call; empty at the end. Refuses with xlsx_bomb beyond the limit
  // that it was opened with, and with xlsx_damaged.
  Result<std::string_view> Next();
  const std::string& name() const { return name_; }

 private:
  friend class XlsxPackage;
  struct Close {
    void operator()(zip_file* file) const;
  };
  std::string name_;
  std::string buffer_;
  std::unique_ptr<zip_file, Close> file_;
  uint64_t left_bytes_ = 0;
};

// An open workbook. `bytes` must outlive it.
class XlsxPackage {
 public:
  // Refuses what only looks like a workbook, by name: xlsx_encrypted, xls_unsupported (Excel 97–2003),
  // xlsb_unsupported, ods_unsupported, not_a_table; and xlsx_damaged, xlsx_bomb.
  static Result<XlsxPackage> Open(std::string_view bytes);

  bool Has(const std::string& part) const;
  // Opens a part that may expand to `limit_bytes`. xlsx_damaged when there is none, xlsx_bomb when its directory says
  // more, or states a compression that no real part reaches.
  Result<XlsxPart> OpenPart(const std::string& part, uint64_t limit_bytes) const;

 private:
  struct Close {
    void operator()(zip* archive) const;
  };
  std::unique_ptr<zip, Close> archive_;
};

// Whether the bytes begin as a zip file, or as an OLE compound file, which Excel 97–2003 and encrypted workbooks are.
bool LooksLikeWorkbook(std::string_view bytes);

}  // namespace helhet::sdk
