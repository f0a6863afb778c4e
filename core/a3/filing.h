// Which editions of sheets are filed in the municipality's archive, and as what.
#pragma once

#include <vector>

#include "core/store/tenant_store.h"
#include "helhet/model/v1/a3.pb.h"
#include "helhet/status.h"

namespace helhet::a3 {

// Files a sheet that went to political treatment or was decided on, and the deep dives that went with it, on one case: each
// edition as it is now, with the figures that it has now. `sheet` is the organisation A3, `decision` what its step records. In
// the step's transaction; nothing where the municipality has no archive.
Status FileEditions(store::TenantStore& store, const model::v1::A3& sheet, const std::vector<model::v1::A3>& deep_dives, const model::v1::Decision& decision,
                    int64_t now_us);

}  // namespace helhet::a3
