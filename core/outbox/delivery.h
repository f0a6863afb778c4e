// Documents on their way out as rows: written with the step of a sheet that they come from, or when an export is made; listed, and
// tried again.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/store/tenant_store.h"
#include "helhet/api/v1/a3_service.pb.h"
#include "helhet/api/v1/delivery_service.pb.h"
#include "helhet/model/v1/export.pb.h"
#include "helhet/plugin/v1/connector.pb.h"
#include "helhet/status.h"

namespace helhet::outbox {

// An edition that is to be filed.
struct Edition {
  // As it was when the step was taken: with its figures and benefits. `a3_id` and `edition` are the sheet's.
  const api::v1::GetA3Response& sheet;
  api::v1::DeliveryEvent event;
  std::string connector_id;
  // Of the document; then what the archive needs to know, by the names in core/outbox/README.md.
  std::string title;
  std::map<std::string, std::string> properties;
};

// Puts the edition in the outbox, in the caller's transaction; once for each edition and event, however often it is asked for.
Status Enqueue(store::TenantStore& store, const Edition& edition, int64_t now_us);

// Puts an export's file in the outbox, in the caller's transaction; once for each delivery_id. The file is made already, with its
// hash among the properties.
Status EnqueueExport(store::TenantStore& store, const plugin::v1::WriteRequest& file, const model::v1::Export& stated, int64_t now_us);

// Files of an export that have not gone out: they wait, or have failed.
Result<int64_t> CountUnsent(store::TenantStore& store, const std::string& export_id);

// Which deliveries are meant; empty for all.
struct DeliveryFilter {
  std::string a3_id = "";
  std::string export_id = "";
};

// A municipality's deliveries, newest first. `next_page_token` is the key of the last one, where there are more.
Result<api::v1::ListDeliveriesResponse> ListDeliveries(store::TenantStore& store, const DeliveryFilter& filter, int page_size, const std::string& after);

// NOT_FOUND names it.
Result<api::v1::Delivery> LoadDelivery(store::TenantStore& store, const std::string& delivery_id);

// Lets a delivery be tried at once, through `connector_id` when it is not empty. FAILED_PRECONDITION when the archive has it, or
// while it is on its way; NOT_FOUND for a connector that is not there.
Result<api::v1::Delivery> Retry(store::TenantStore& store, const std::string& delivery_id, const std::string& connector_id, int64_t now_us);

// Of one sheet, as it shows there; newest first.
Result<std::vector<api::v1::Filing>> FilingsOf(store::TenantStore& store, const std::string& a3_id);

}  // namespace helhet::outbox
