// What follows when people change what is stated: facts find their units anew, measures are computed again,
// schedules are looked at. Each step finds by itself whether there is anything to do, so that a hub that was
// killed between a change and what follows from it makes up for it at its next start.
#pragma once

#include <functional>
#include <string>

#include "core/configuration/apply.h"
#include "core/plugin/catalogue.h"
#include "core/store/tenant_store.h"
#include "helhet/status.h"

namespace helhet::hub {

// Brings a municipality's facts and figures up to date with its units, codes and measures. Gives the number of
// figures that changed.
Result<int64_t> CatchUp(store::TenantStore& store, const std::string& run_id, int64_t now_us);

// Catches up in every municipality of the hub. What goes wrong in one keeps no other waiting; the first fault is given.
Status CatchUpAll(store::DatabaseFactory& database, int64_t now_us);

// Why a connector cannot run, before it is tried: the plugin is not installed, settings or schedule are not in
// order. OK when nothing speaks against it.
Status CheckConnector(const plugin::PluginCatalogue& catalogue, const model::v1::Connector& connector);

// What the hub does around an apply. `wake` looks at the schedules at once. All must outlive the hooks.
configuration::ApplyHooks HooksOf(store::DatabaseFactory& database, const plugin::PluginCatalogue& catalogue,
                                  std::function<int64_t()> now_us, std::function<void()> wake);

}  // namespace helhet::hub
