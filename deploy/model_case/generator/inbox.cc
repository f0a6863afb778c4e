#include "inbox.h"

#include <algorithm>
#include <fstream>
#include <map>

#include "buying_year.h"
#include "stray_documents.h"
#include "ubl_writer.h"
#include "zip_file.h"

namespace helhet::model_case {
namespace {

using Month = std::pair<int, int>;

// Serials of groups run through all municipalities, so that no two groups share invoice numbers.
int SerialOf(const Municipality& municipality, size_t group) {
  int serial = 11;
  for (const Municipality& other : Municipalities()) {
    if (other.number == municipality.number) break;
    serial += static_cast<int>(other.groups.size());
  }
  return serial + static_cast<int>(group);
}

std::map<Month, std::vector<Document>> DrawMonths(const Municipality& municipality, const std::vector<int>& years,
                                                  int scale_percent) {
  std::map<Month, std::vector<Document>> months;
  for (size_t group = 0; group < municipality.groups.size(); ++group) {
    for (const YearPlan& plan : municipality.groups[group].years) {
      if (std::find(years.begin(), years.end(), plan.year) == years.end()) continue;
      for (Document& document : DrawYear(municipality, municipality.groups[group], SerialOf(municipality, group), plan, scale_percent)) {
        months[{document.year, document.month}].push_back(std::move(document));
      }
    }
  }
  return months;
}

std::string FileName(const Document& document) {
  const std::string_view word = document.kind == DocumentKind::kCreditNote ? "kreditnota" : "faktura";
  return std::string(word) + "-" + document.supplier->organisation_number + "-" + document.number + ".xml";
}

Status WriteLoose(const std::filesystem::path& path, std::string_view text) {
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  if (!file) return Unavailable(path.string() + ": the file could not be written");
  return OkStatus();
}

}  // namespace

Result<InboxCount> WriteInbox(const std::filesystem::path& folder, const Municipality& municipality,
                              const std::vector<int>& years, int scale_percent) {
  InboxCount count;
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return Unavailable(folder.string() + ": " + error.message());
  const std::map<Month, std::vector<Document>> months = DrawMonths(municipality, years, scale_percent);
  for (const auto& [month, documents] : months) {
    const bool last_month = month == months.rbegin()->first;
    const std::string name = IsoDate(month.first, month.second, 1).substr(0, 7) + ".zip";
    ZipFile zip(folder / name, month.first, month.second);
    for (const Document& document : documents) {
      if (last_month && document.day == 31) {
        HELHET_RETURN_IF_ERROR(WriteLoose(folder / FileName(document), WriteUbl(document)));
      } else {
        zip.Add(FileName(document), WriteUbl(document));
      }
    }
    HELHET_RETURN_IF_ERROR(zip.Close());
    count.invoices += static_cast<int>(documents.size());
  }
  const Document& sample = months.rbegin()->second.front();
  HELHET_RETURN_IF_ERROR(WriteLoose(folder / "ordre-2024-118.xml", StrayOrder(sample)));
  HELHET_RETURN_IF_ERROR(WriteLoose(folder / "avbrutt-overforing.xml", CutShort(WriteUbl(sample))));
  count.refused = 2;
  return count;
}

}  // namespace helhet::model_case
