// Brings the hub to what is stated, and gives back what it holds.
#pragma once

#include <functional>
#include <string>

#include "core/configuration/validate.h"
#include "core/store/database.h"

namespace helhet::configuration {

// What the hub does around a change. Each may be empty.
struct ApplyHooks {
  ResourceChecks checks;
  // Called for each municipality after its change is committed, in this order. A hub that ends in between
  // has to do the same at its next start, so each must be safe to repeat.
  std::function<Status(const std::string& municipality_id)> units_changed;
  std::function<Status(const std::string& municipality_id)> measures_changed;
  std::function<Status(const std::string& municipality_id)> connectors_changed;
  // What documents are matched by: purchasing rules, and the municipality with its own number.
  std::function<Status(const std::string& municipality_id)> rules_changed;
};

// Says of each stated resource, in the order stated, whether it is new, differs or is the same, and writes
// those that are not the same. All municipalities are validated before anything is written; each is then one
// transaction. Stating the same twice writes nothing the second time and calls no hook.
//
// INVALID_ARGUMENT has every fault, one a line: origin, resource, field, why, and what to do. A failed hook's
// status says that the change itself is stored.
Result<api::v1::ApplyConfigurationResponse> Apply(store::DatabaseFactory& database, const api::v1::ApplyConfigurationRequest& request,
                                                  const ApplyHooks& hooks, int64_t now_us);

// Everything that is stated of the municipalities that `may_see` takes, in an order that can be applied.
// A3s have the edition and etag they stand at, benefits their etag. NOT_FOUND for a municipality that is not
// there, INVALID_ARGUMENT for a kind that does not exist.
Result<api::v1::ExportConfigurationResponse> Export(store::DatabaseFactory& database, const api::v1::ExportConfigurationRequest& request,
                                                    const std::function<bool(const std::string& municipality_id)>& may_see);

}  // namespace helhet::configuration
