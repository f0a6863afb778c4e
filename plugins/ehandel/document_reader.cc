#include "document_reader.h"

#include "catalogue_reader.h"
#include "document_kind.h"
#include "goods_receipt_reader.h"
#include "order_reader.h"
#include "order_update_reader.h"

namespace helhet::ehandel {
namespace {

using Readings = Result<std::vector<Reading>>;

// A reader of documents that are one fact each.
Readings One(Status (*read)(const Document&, sdk::Flags&, Reading&), const Document& document, sdk::Flags& flags, Reading& reading) {
  HELHET_RETURN_IF_ERROR(read(document, flags, reading));
  return std::vector<Reading>{std::move(reading)};
}

Readings ReadByKind(const Document& document, sdk::Flags& flags, Reading& reading) {
  switch (document.kind) {
    case DocumentKind::kOrder:
    case DocumentKind::kOrderAgreement:
      return One(ReadOrder, document, flags, reading);
    case DocumentKind::kOrderResponse:
    case DocumentKind::kOrderChange:
    case DocumentKind::kOrderCancellation:
      return One(ReadOrderUpdate, document, flags, reading);
    case DocumentKind::kCatalogue:
    case DocumentKind::kPunchOutCart:
      return One(ReadCatalogue, document, flags, reading);
    case DocumentKind::kDespatchAdvice:
    case DocumentKind::kReceiptAdvice:
      break;
  }
  return ReadGoodsReceipts(document, flags, reading);
}

Readings Read(std::string_view bytes, Reading& reading) {
  HELHET_ASSIGN_OR_RETURN(const sdk::XmlDocument xml, sdk::XmlDocument::Parse(bytes));
  sdk::Flags flags(reading.fact);
  HELHET_ASSIGN_OR_RETURN(const Document document, IdentifyDocument(xml, flags));
  return ReadByKind(document, flags, reading);
}

}  // namespace

DocumentReading ReadXmlDocument(std::string_view bytes) {
  DocumentReading result;
  Reading reading;  // each reader states its stream before anything else
  Readings readings = Read(bytes, reading);
  result.stream = reading.stream;
  result.status = readings.status();
  if (readings.ok()) result.readings = *std::move(readings);
  return result;
}

}  // namespace helhet::ehandel
