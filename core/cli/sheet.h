// An A3 as a person reads it: its boxes under the template's headings, its measures unit by unit, what the hub
// sees that is not as it should be, and where to go next.
#pragma once

#include <ostream>
#include <string>

#include "core/cli/style.h"
#include "core/cli/text.h"
#include "helhet/api/v1/a3_service.pb.h"

namespace helhet::cli {

// How a sheet is printed.
struct SheetView {
  Language language = Language::kBokmaal;
  int width = 80;
  bool has_utf8 = true;
  std::string municipality_id;
  std::string today;  // YYYY-MM-DD, for what is overdue
};

void PrintSheet(std::ostream& out, const api::v1::GetA3Response& sheet, const SheetView& view, const Painter& paint);

}  // namespace helhet::cli
