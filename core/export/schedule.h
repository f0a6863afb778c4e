// Exports at their times: files are made when they are due, and put in the outbox.
#pragma once

#include <string>

#include "core/store/tenant_store.h"
#include "helhet/api/v1/export_service.pb.h"
#include "helhet/status.h"

namespace helhet::exports {

// Makes the files of a municipality that are due, and states each export's next time. A file and the time that follows are stored
// together, so that hubs beside each other, and one that is killed, make one file for each time. Of times that passed while the
// hub was down, the last one is made up for. What cannot be made is stated with the export, and tried at its next time.
Status MakeDue(store::TenantStore& store, int64_t now_us);

// Makes a file beside the schedule and puts it in the outbox. Errors as MakeFile.
Result<api::v1::Delivery> RunNow(store::TenantStore& store, const std::string& export_id, int64_t now_us);

// Exports of a municipality by identifier, after the one that `after` names, which is also the next page's token. One that was stated a
// moment ago has its first time already.
Result<api::v1::ListExportsResponse> ListExports(store::TenantStore& store, int page_size, const std::string& after, int64_t now_us);

}  // namespace helhet::exports
