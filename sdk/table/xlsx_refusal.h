// Why a workbook is not read.
#pragma once

#include <string>

#include "helhet/values/refusal.h"

namespace helhet::sdk {

inline Status DamagedWorkbook(const std::string& what) {
  return Refused("xlsx_damaged", "a damaged workbook: " + what, "open it in a spreadsheet program and save it again");
}

inline Status WorkbookBomb(const std::string& what) {
  return Refused("xlsx_bomb", what, "find out who sent it; save the sheet as CSV if it is genuine");
}

}  // namespace helhet::sdk
