#include "xlsx_styles.h"

#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <map>

#include "table_limits.h"
#include "xlsx_xml.h"

namespace helhet::sdk {
namespace {

// Formats that need no definition: dates, dates of East Asian languages, and times.
CellKind KindOfBuiltIn(int format) {
  const auto within = [&](int first, int last) { return format >= first && format <= last; };
  if (within(14, 17) || format == 22 || within(27, 31) || within(34, 36) || within(50, 58)) return CellKind::kDate;
  if (within(18, 21) || within(32, 33) || within(45, 47)) return CellKind::kTime;
  return CellKind::kNumber;
}

int AsInteger(std::string_view text) { return std::atoi(std::string(text).c_str()); }

}  // namespace

CellKind KindOfFormat(std::string_view format) {
  bool has_day = false, has_month = false, has_time = false;
  for (size_t at = 0; at < format.size() && format[at] != ';'; ++at) {  // the first section is that of positive numbers
    switch (format[at]) {
      case '"':
        at = std::min(format.find('"', at + 1), format.size());
        break;
      case '[': {
        const size_t close = std::min(format.find(']', at), format.size());
        // [h], [mm] and [ss] count hours, minutes and seconds; others are colours, currencies and conditions.
        const std::string_view inside = format.substr(at + 1, close - at - 1);
        if (inside.find_first_not_of("hHmMsS") == std::string_view::npos) has_time = true;
        at = close;
        break;
      }
      case '\\':
      case '_':
      case '*':
        ++at;
        break;
      case 'y': case 'Y': case 'd': case 'D':
        has_day = true;
        break;
      case 'm': case 'M':
        has_month = true;
        break;
      case 'h': case 'H': case 's': case 'S':
        has_time = true;
        break;
      default:
        break;
    }
    if (format.substr(at, 7) == "General") return CellKind::kNumber;
  }
  if (has_day || (has_month && !has_time)) return CellKind::kDate;  // beside hours, m is minutes
  return has_time ? CellKind::kTime : CellKind::kNumber;
}

Result<std::vector<CellKind>> ReadStyles(const XlsxPackage& package, const std::string& part) {
  std::map<int, CellKind> own_formats;
  std::vector<CellKind> styles;
  bool in_cell_styles = false;
  XmlHandler handler;
  handler.start = [&](std::string_view name, const XmlAttributes& attributes) {
    if (name == "cellXfs") in_cell_styles = true;
    if (name == "numFmt") own_formats[AsInteger(attributes.Get("numFmtId"))] = KindOfFormat(attributes.Get("formatCode"));
    if (name == "xf" && in_cell_styles) {
      const int format = AsInteger(attributes.Get("numFmtId"));
      const auto own = own_formats.find(format);
      styles.push_back(own == own_formats.end() ? KindOfBuiltIn(format) : own->second);
    }
    return OkStatus();
  };
  handler.end = [&](std::string_view name) {
    if (name == "cellXfs") in_cell_styles = false;
    return OkStatus();
  };
  HELHET_ASSIGN_OR_RETURN(XlsxPart opened, package.OpenPart(part, kPartBytes));
  HELHET_RETURN_IF_ERROR(XlsxXml(std::move(opened), std::move(handler)).ParseAll());
  return styles;
}

std::string DayOfSerial(double serial, bool from_1904) {
  using namespace std::chrono;
  if (!(serial >= 0 && serial < 2'958'466)) return {};  // 9999-12-31
  const auto day_number = static_cast<int>(std::floor(serial));
  if (!from_1904 && (day_number == 0 || day_number == 60)) return {};  // no such days
  const sys_days epoch = from_1904 ? sys_days(year{1904} / 1 / 1) : sys_days(year{1899} / 12 / (day_number < 60 ? 31 : 30));
  const year_month_day day(epoch + days(day_number));
  char text[24];
  std::snprintf(text, sizeof(text), "%04d-%02u-%02u", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                static_cast<unsigned>(day.day()));
  return text;
}

std::string TimeOfSerial(double serial) {
  const auto seconds = static_cast<int>(std::lround((serial - std::floor(serial)) * 86400)) % 86400;
  char text[24];
  std::snprintf(text, sizeof(text), "%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  return text;
}

}  // namespace helhet::sdk
