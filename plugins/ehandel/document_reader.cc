#include "document_reader.h"

#include "catalogue_reader.h"
#include "document_kind.h"
#include "goods_receipt_reader.h"
#include "order_reader.h"
#include "order_update_reader.h"

namespace helhet::ehandel {

Result<std::vector<Reading>> ReadXmlDocument(std::string_view bytes) {
  HELHET_ASSIGN_OR_RETURN(const sdk::XmlDocument xml, sdk::XmlDocument::Parse(bytes));
  Reading reading;
  sdk::Flags flags(reading.fact);
  HELHET_ASSIGN_OR_RETURN(const Document document, IdentifyDocument(xml, flags));
  switch (document.kind) {
    case DocumentKind::kOrder:
    case DocumentKind::kOrderAgreement:
      HELHET_RETURN_IF_ERROR(ReadOrder(document, flags, reading));
      break;
    case DocumentKind::kOrderResponse:
    case DocumentKind::kOrderChange:
    case DocumentKind::kOrderCancellation:
      HELHET_RETURN_IF_ERROR(ReadOrderUpdate(document, flags, reading));
      break;
    case DocumentKind::kCatalogue:
    case DocumentKind::kPunchOutCart:
      HELHET_RETURN_IF_ERROR(ReadCatalogue(document, flags, reading));
      break;
    case DocumentKind::kDespatchAdvice:
    case DocumentKind::kReceiptAdvice:
      return ReadGoodsReceipts(document, flags, reading);
  }
  return std::vector<Reading>{std::move(reading)};
}

}  // namespace helhet::ehandel
