#include "core/measure/source_document.h"

#include <algorithm>
#include <vector>

#include "core/store/raw_payload.h"

namespace helhet::measure {
namespace {

using store::AsInteger;
using store::AsText;
using store::Row;
using store::TenantStore;

// Where a document lies: in a payload of its own, or within a larger source object.
struct Place {
  store::RawReference raw;
  int64_t offset = 0;
  int64_t length = 0;
};

Result<Place> FindDocument(TenantStore& store, const std::string& connector_id, const std::string& natural_key) {
  std::vector<Place> places;
  HELHET_RETURN_IF_ERROR(store.Query(
      "SELECT connector_id, raw_sha256, raw_payload_id, raw_offset, raw_length FROM fact WHERE municipality_id = $1 AND natural_key = $2 "
      "AND ($3 = '' OR connector_id = $3) ORDER BY connector_id, stream", {natural_key, connector_id}, [&](const Row& row) {
        places.push_back({{AsText(row[0]), AsText(row[1]), AsInteger(row[2])}, AsInteger(row[3]), AsInteger(row[4])});
        return OkStatus();
      }));
  const std::string what = "fact '" + natural_key + "': ";
  if (places.empty()) return NotFound(what + "there is none of that key").WithReason("fact_not_found");
  for (const Place& place : places) {
    if (place.raw.connector_id == places.front().raw.connector_id) continue;
    return InvalidArgument(what + "both " + places.front().raw.connector_id + " and " + place.raw.connector_id + " have one of that key")
        .WithReason("fact_ambiguous").WithSetting("connector_id").WithRemedy("name the connector");
  }
  if (places.front().raw.sha256.empty()) return NotFound(what + "its document was never kept").WithReason("document_not_kept");
  return places.front();
}

}  // namespace

Result<api::v1::GetSourceDocumentResponse> AnswerSourceDocument(TenantStore& store, const api::v1::GetSourceDocumentRequest& request) {
  HELHET_ASSIGN_OR_RETURN(const Place place, FindDocument(store, request.connector_id(), request.natural_key()));
  if (request.offset() < 0 || request.offset() > place.length || request.length() < 0) {
    return InvalidArgument("offset: " + std::to_string(request.offset()) + " is outside the document of " + std::to_string(place.length) + " bytes")
        .WithReason("offset_outside").WithSetting("offset");
  }
  int64_t length = std::min(place.length - request.offset(), kDocumentPieceBytes);
  if (request.length() > 0) length = std::min(length, request.length());
  auto part = store::LoadRawPayloadPart(store, place.raw, static_cast<uint64_t>(place.offset + request.offset()), static_cast<uint64_t>(length));
  if (part.status().code() == StatusCode::kOutOfRange) {
    return Status(StatusCode::kDataLoss, "fact '" + request.natural_key() + "': its document reaches beyond what is kept");
  }
  if (!part.ok()) return part.status();
  api::v1::GetSourceDocumentResponse response;
  response.set_connector_id(place.raw.connector_id);
  response.set_sha256(store::Hex(place.raw.sha256));
  response.set_total_length(place.length);
  response.set_data(*std::move(part));
  return response;
}

}  // namespace helhet::measure
