// Where a document stands on its way to the archive, in words.
#pragma once

#include <string>

#include "core/cli/table.h"
#include "helhet/api/v1/delivery_service.pb.h"

namespace helhet::cli {

// `arkivert 18.12.2025`, `venter på arkivering`, `ikke arkivert: hvorfor`. While it waits after a failure, that is said too.
// `sent` is when, as people read it. What is exported is sent, not filed.
Cell FilingCell(api::v1::DeliveryState state, const std::string& sent, const plugin::v1::Problem& problem, Language language,
                api::v1::DeliveryEvent event = api::v1::DELIVERY_EVENT_DECIDED);

// `utgave 3, vedtak`.
std::string FiledEdition(int edition, api::v1::DeliveryEvent event, Language language);

}  // namespace helhet::cli
