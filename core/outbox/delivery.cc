#include "core/outbox/delivery.h"

#include "core/configuration/documents.h"
#include "core/model/calendar.h"
#include "core/model/time_text.h"
#include "helhet/plugin/v1/connector.pb.h"

namespace helhet::outbox {
namespace {

using api::v1::Delivery;
using store::AsInteger;
using store::AsText;

// A sheet has a handful of editions that were submitted or decided: more than a page of them is no sheet's.
constexpr int kMostFilings = 100;

constexpr char kColumns[] =
    "delivery_id, a3_id, edition, event, connector_id, state, title, sha256, failures, created_us, next_attempt_us, sent_us, external_id, link, problem, export_id";
enum Column { kId, kA3, kEdition, kEvent, kConnector, kState, kTitle, kSha256, kFailures, kCreated, kNextAttempt, kSent, kExternalId, kLink, kProblem, kExport };

std::string EventName(api::v1::DeliveryEvent event) { return event == api::v1::DELIVERY_EVENT_SUBMITTED ? "submitted" : "decided"; }

api::v1::DeliveryEvent EventNamed(const std::string& name) {
  if (name == "exported") return api::v1::DELIVERY_EVENT_EXPORTED;
  return name == "submitted" ? api::v1::DELIVERY_EVENT_SUBMITTED : api::v1::DELIVERY_EVENT_DECIDED;
}

api::v1::DeliveryState StateNamed(const std::string& name) {
  if (name == "sent") return api::v1::DELIVERY_STATE_SENT;
  return name == "failed" ? api::v1::DELIVERY_STATE_FAILED : api::v1::DELIVERY_STATE_WAITING;
}

Result<Delivery> FromRow(const store::Row& row, const std::string& municipality_id) {
  Delivery delivery;
  delivery.set_delivery_id(AsText(row[kId]));
  delivery.set_municipality_id(municipality_id);
  delivery.set_a3_id(AsText(row[kA3]));
  delivery.set_edition(static_cast<int32_t>(AsInteger(row[kEdition])));
  delivery.set_event(EventNamed(AsText(row[kEvent])));
  delivery.set_export_id(AsText(row[kExport]));
  delivery.set_connector_id(AsText(row[kConnector]));
  delivery.set_state(StateNamed(AsText(row[kState])));
  delivery.set_title(AsText(row[kTitle]));
  delivery.set_sha256(AsText(row[kSha256]));
  delivery.set_failures(static_cast<int32_t>(AsInteger(row[kFailures])));
  delivery.set_create_time(model::TimeText(AsInteger(row[kCreated])));
  if (delivery.state() == api::v1::DELIVERY_STATE_WAITING) delivery.set_next_attempt_time(model::TimeText(AsInteger(row[kNextAttempt])));
  delivery.set_send_time(model::TimeText(AsInteger(row[kSent])));
  delivery.set_external_id(AsText(row[kExternalId]));
  delivery.set_link(AsText(row[kLink]));
  if (const std::string& problem = AsText(row[kProblem]); !problem.empty() && !delivery.mutable_problem()->ParseFromString(problem)) {
    return Status(StatusCode::kDataLoss, "delivery " + delivery.delivery_id() + ": its problem cannot be read").WithClass(ErrorClass::kHub);
  }
  return delivery;
}

Status NotNow(const std::string& delivery_id, const std::string& why, const std::string& reason, const std::string& remedy) {
  return FailedPrecondition("delivery " + delivery_id + ": " + why).WithReason(reason).WithRemedy(remedy).WithClass(ErrorClass::kConfiguration);
}

// A row that is to be: of an edition, with the sheet that its document is made of; or of an export, whose file is made.
struct NewDelivery {
  const plugin::v1::WriteRequest& request;
  std::string a3_id = "";
  int64_t edition = 0;
  std::string event;
  std::string connector_id;
  std::string export_id = "";
  std::string sheet = "";
  std::string sha256 = "";
};

Status Insert(store::TenantStore& store, const NewDelivery& delivery, int64_t now_us) {
  return store.Execute(
      "INSERT INTO delivery (municipality_id, delivery_id, a3_id, edition, event, connector_id, state, title, sheet, request, sha256, failures, problem, "
      "external_id, link, created_us, next_attempt_us, sent_us, lease_token, lease_holder, lease_until_us, export_id) "
      "VALUES ($1, $2, $3, $4, $5, $6, 'waiting', $7, $8, $9, $12, 0, $10, '', '', $11, $11, 0, 0, '', 0, $13) "
      "ON CONFLICT (municipality_id, delivery_id) DO NOTHING",
      {delivery.request.delivery_id(), delivery.a3_id, delivery.edition, delivery.event, delivery.connector_id, delivery.request.title(),
       store::Bytes{delivery.sheet}, store::Bytes{delivery.request.SerializeAsString()}, store::Bytes{}, now_us, delivery.sha256, delivery.export_id}).status();
}

}  // namespace

Status Enqueue(store::TenantStore& store, const Edition& edition, int64_t now_us) {
  const model::v1::A3& a3 = edition.sheet.a3();
  const std::string event = EventName(edition.event);
  plugin::v1::WriteRequest request;
  request.set_delivery_id(store.municipality_id() + "/" + a3.a3_id() + "/" + std::to_string(a3.edition()) + "/" + event);
  request.set_title(edition.title);
  request.mutable_properties()->insert(edition.properties.begin(), edition.properties.end());
  (*request.mutable_properties())["a3_id"] = a3.a3_id();
  (*request.mutable_properties())["edition"] = std::to_string(a3.edition());
  (*request.mutable_properties())["event"] = event;
  return Insert(store, {.request = request, .a3_id = a3.a3_id(), .edition = a3.edition(), .event = event, .connector_id = edition.connector_id,
                        .sheet = edition.sheet.SerializeAsString()}, now_us);
}

Status EnqueueExport(store::TenantStore& store, const plugin::v1::WriteRequest& file, const model::v1::Export& stated, int64_t now_us) {
  return Insert(store, {.request = file, .event = "exported", .connector_id = stated.connector_id(), .export_id = stated.export_id(),
                        .sha256 = file.properties().at("sha256")}, now_us);
}

Result<int64_t> CountUnsent(store::TenantStore& store, const std::string& export_id) {
  HELHET_ASSIGN_OR_RETURN(const store::Row row, store.QueryOne(
      "SELECT count(*) FROM delivery WHERE municipality_id = $1 AND export_id = $2 AND state <> 'sent'", {export_id}));
  return AsInteger(row[0]);
}

Result<api::v1::ListDeliveriesResponse> ListDeliveries(store::TenantStore& store, const DeliveryFilter& filter, int page_size, const std::string& after) {
  api::v1::ListDeliveriesResponse response;
  // One more than asked for tells whether there is a next page.
  HELHET_RETURN_IF_ERROR(store.Query(
      "SELECT " + std::string(kColumns) + " FROM delivery WHERE municipality_id = $1 AND ($2 = '' OR a3_id = $2) AND ($5 = '' OR export_id = $5) AND ($4 = '' OR (created_us, delivery_id) < "
      "(SELECT created_us, delivery_id FROM delivery WHERE municipality_id = $1 AND delivery_id = $4)) ORDER BY created_us DESC, delivery_id DESC LIMIT $3",
      {filter.a3_id, int64_t{page_size} + 1, after, filter.export_id}, [&](const store::Row& row) -> Status {
        HELHET_ASSIGN_OR_RETURN(*response.add_deliveries(), FromRow(row, store.municipality_id()));
        return OkStatus();
      }));
  if (response.deliveries_size() > page_size) {
    response.mutable_deliveries()->RemoveLast();
    response.set_next_page_token(response.deliveries().rbegin()->delivery_id());
  }
  return response;
}

Result<Delivery> LoadDelivery(store::TenantStore& store, const std::string& delivery_id) {
  HELHET_ASSIGN_OR_RETURN(const store::Row row, store.QueryOne(
      "SELECT " + std::string(kColumns) + " FROM delivery WHERE municipality_id = $1 AND delivery_id = $2", {delivery_id}));
  if (!row.empty()) return FromRow(row, store.municipality_id());
  return NotFound("delivery '" + delivery_id + "': there is no such delivery").WithReason("delivery_not_found").WithSetting("delivery_id")
      .WithRemedy("helhet delivery list shows those there are").WithClass(ErrorClass::kConfiguration);
}

Result<Delivery> Retry(store::TenantStore& store, const std::string& delivery_id, const std::string& connector_id, int64_t now_us) {
  HELHET_RETURN_IF_ERROR(store.InTransaction([&]() -> Status {
    if (!connector_id.empty()) HELHET_RETURN_IF_ERROR(configuration::Load<model::v1::Connector>(store, connector_id).status());
    HELHET_ASSIGN_OR_RETURN(const int64_t rows, store.Execute(
        "UPDATE delivery SET state = 'waiting', next_attempt_us = $4, failures = 0, connector_id = CASE WHEN $3 = '' THEN connector_id ELSE $3 END "
        "WHERE municipality_id = $1 AND delivery_id = $2 AND state <> 'sent' AND lease_until_us <= $4",
        {delivery_id, connector_id, now_us}));
    if (rows == 1) return OkStatus();
    HELHET_ASSIGN_OR_RETURN(const Delivery delivery, LoadDelivery(store, delivery_id));
    if (delivery.state() == api::v1::DELIVERY_STATE_SENT) return NotNow(delivery_id, "the receiver has it already", "delivery_sent", "open it by its link, or run the export again");
    return NotNow(delivery_id, "it is on its way this moment", "delivery_under_way", "look again in a few minutes");
  }));
  return LoadDelivery(store, delivery_id);
}

Result<std::vector<api::v1::Filing>> FilingsOf(store::TenantStore& store, const std::string& a3_id) {
  std::vector<api::v1::Filing> filings;
  HELHET_RETURN_IF_ERROR(store.Query(
      "SELECT " + std::string(kColumns) + " FROM delivery WHERE municipality_id = $1 AND a3_id = $2 ORDER BY created_us DESC, delivery_id DESC LIMIT $3",
      {a3_id, int64_t{kMostFilings}}, [&](const store::Row& row) -> Status {
        HELHET_ASSIGN_OR_RETURN(Delivery delivery, FromRow(row, store.municipality_id()));
        api::v1::Filing& filing = filings.emplace_back();
        filing.set_edition(delivery.edition());
        filing.set_event(delivery.event());
        filing.set_state(delivery.state());
        if (const int64_t sent_us = AsInteger(row[kSent]); sent_us != 0) filing.set_sent_date(model::LocalDay(sent_us));
        filing.set_link(delivery.link());
        filing.set_external_id(delivery.external_id());
        if (delivery.has_problem()) *filing.mutable_problem() = std::move(*delivery.mutable_problem());
        return OkStatus();
      }));
  return filings;
}

}  // namespace helhet::outbox
