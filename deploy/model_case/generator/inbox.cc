#include "inbox.h"

#include <map>

#include "loose_file.h"
#include "stray_documents.h"
#include "ubl_writer.h"
#include "zip_file.h"

namespace helhet::model_case {
namespace {

std::string FileName(const Document& document) {
  const std::string_view word = document.kind == DocumentKind::kCreditNote ? "kreditnota" : "faktura";
  return std::string(word) + "-" + document.supplier->organisation_number + "-" + document.number + ".xml";
}

}  // namespace

Result<InboxCount> WriteInbox(const std::filesystem::path& folder, const std::vector<Document>& documents) {
  InboxCount count{.invoices = static_cast<int>(documents.size()), .refused = 2};
  std::map<Month, std::vector<const Document*>> months;
  for (const Document& document : documents) months[MonthOf(document.date)].push_back(&document);
  for (const auto& [month, of_month] : months) {
    const bool is_last = month == months.rbegin()->first;
    ZipFile zip(folder / (IsoMonth(month) + ".zip"), month);
    for (const Document* document : of_month) {
      if (is_last && DayOf(document->date) == 31) {
        HELHET_RETURN_IF_ERROR(WriteLoose(folder / FileName(*document), WriteUbl(*document)));
      } else {
        zip.Add(FileName(*document), WriteUbl(*document));
      }
    }
    HELHET_RETURN_IF_ERROR(zip.Close());
  }
  const Document& sample = *months.rbegin()->second.front();
  HELHET_RETURN_IF_ERROR(WriteLoose(folder / "ordre-2024-118.xml", StrayOrder(sample)));
  HELHET_RETURN_IF_ERROR(WriteLoose(folder / "avbrutt-overforing.xml", CutShort(WriteUbl(sample))));
  return count;
}

}  // namespace helhet::model_case
