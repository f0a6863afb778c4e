#include "core/configuration/apply.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/configuration/field_diff.h"
#include "core/configuration/field_rules.h"
#include "core/configuration/held_resources.h"
#include "core/configuration/limits.h"

namespace helhet::configuration {
namespace {

using api::v1::ApplyConfigurationRequest;
using api::v1::ApplyConfigurationResponse;
using api::v1::Change;
using api::v1::Resource;
using google::protobuf::Message;

// What a stated resource comes to beside the one that is held.
struct PlannedChange {
  Change change;
  std::string body;
};

// By municipality: indices of its resources in the request.
using Stated = std::map<std::string, std::vector<int>>;
// By index in the request.
using Plan = std::map<int, PlannedChange>;

Result<Stated> ByMunicipality(const ApplyConfigurationRequest& request) {
  if (request.resources_size() > limits::kResources) {
    return InvalidArgument("configuration: more than " + std::to_string(limits::kResources) + " resources at once").WithRemedy("divide them");
  }
  Stated stated;
  Faults faults;
  for (int i = 0; i < request.resources_size(); ++i) {
    const Resource& resource = request.resources(i);
    const std::string& id = resource.municipality_id();
    if (!IsIdentifier(id)) {
      faults.Add(resource.origin(), "municipality", "'" + id + "' is no identifier", "state the municipality's number: \"5037\"");
    } else if (resource.has_municipality() && resource.municipality().municipality_id() != id) {
      faults.Add(resource.origin(), "municipality", "'" + resource.municipality().municipality_id() + "' is stated as a resource of '" + id + "'",
                 "a municipality owns itself");
    } else {
      stated[id].push_back(i);
    }
  }
  HELHET_RETURN_IF_ERROR(faults.ToStatus());
  return stated;
}

// A plan that is locked stays as it was adopted; forecasts are kept apart from it and may change.
bool SamePlan(model::v1::Benefit before, model::v1::Benefit after) {
  for (model::v1::Benefit* benefit : {&before, &after}) {
    for (auto& period : *benefit->mutable_plan()) period.clear_forecast_value();
    model::v1::Benefit plan_only;
    plan_only.mutable_plan()->Swap(benefit->mutable_plan());
    *benefit = plan_only;
  }
  return DiffFields(before, after).empty();
}

// A plan locks when its sheet is adopted, and at once when the sheet is already.
bool LocksPlan(const Resource& resource, const Configuration& all) {
  const ConfiguredResource* sheet = resource.has_benefit() ? all.Find("a3", resource.benefit().a3_id()) : nullptr;
  if (sheet == nullptr) return false;
  const auto state = sheet->resource.a3().state();
  return state == model::v1::A3_STATE_ADOPTED || state == model::v1::A3_STATE_IN_FOLLOW_UP || state == model::v1::A3_STATE_CLOSED;
}

PlannedChange Compare(const ConfiguredResource& stated, const HeldResource* held, bool locks_plan, const ResourceChecks& checks, Faults& faults) {
  Resource resource = stated.resource;
  Message& content = MutableContentOf(resource, *stated.kind);
  ClearFieldsSetByHub(content);
  PlannedChange planned;
  planned.change.set_municipality_id(resource.municipality_id());
  planned.change.set_kind(stated.kind->name);
  planned.change.set_resource_id(IdOf(content, *stated.kind));
  planned.change.set_action(api::v1::CHANGE_ACTION_CREATED);
  if (locks_plan) resource.mutable_benefit()->set_plan_locked(true);
  if (held != nullptr) {
    Resource before = held->resource;
    const bool locked = before.benefit().plan_locked();
    if (locked && !SamePlan(before.benefit(), resource.benefit())) {
      faults.Add(resource.origin(), stated.Name() + ": plan", "it was locked when it was adopted", "leave it as it was; state forecast_value instead");
    }
    if (before.has_a3() && checks.check_sheet_change) {
      const Status open = checks.check_sheet_change(before.a3(), resource.a3());
      if (!open.ok()) faults.Add(resource.origin(), open.message(), "", open.remedy());
    }
    ClearFieldsSetByHub(MutableContentOf(before, *stated.kind));
    if (locked) {  // files cannot unlock it
      before.mutable_benefit()->set_plan_locked(true);
      resource.mutable_benefit()->set_plan_locked(true);
    }
    for (auto& field : DiffFields(ContentOf(before, *stated.kind), content)) *planned.change.add_fields() = std::move(field);
    planned.change.set_action(planned.change.fields().empty() ? api::v1::CHANGE_ACTION_UNCHANGED : api::v1::CHANGE_ACTION_UPDATED);
  }
  planned.body = ToJson(content);
  return planned;
}

// Loads what the hub holds of one municipality, lays what is stated over it, validates, and compares.
Result<Plan> MakePlan(store::TenantStore& store, const ApplyConfigurationRequest& request, const std::vector<int>& indices,
                      const ResourceChecks& checks, Faults& faults) {
  Configuration configuration(store.municipality_id(), /*is_whole=*/true);
  std::map<std::pair<std::string, std::string>, HeldResource> held;
  for (const ResourceKind& kind : ResourceKinds()) {
    HELHET_ASSIGN_OR_RETURN(auto resources, LoadHeldResources(store, kind));
    for (HeldResource& resource : resources) {
      configuration.AddHeld(resource.resource);
      held.emplace(std::make_pair(kind.name, resource.document.document_id), std::move(resource));
    }
  }
  for (const int index : indices) configuration.AddStated(request.resources(index), faults);
  Validate(configuration, checks, faults);

  Plan plan;
  for (const int index : indices) {
    const ResourceKind* kind = KindOf(request.resources(index));
    if (kind == nullptr) continue;  // told as a fault by AddStated
    const ConfiguredResource stated{kind, request.resources(index), true};
    const auto before = held.find({kind->name, IdOf(ContentOf(stated.resource, *kind), *kind)});
    plan[index] = Compare(stated, before == held.end() ? nullptr : &before->second, LocksPlan(stated.resource, configuration), checks, faults);
  }
  return plan;
}

Status Write(store::TenantStore& store, const Plan& plan, int64_t now_us) {
  for (const auto& [index, planned] : plan) {
    if (planned.change.action() == api::v1::CHANGE_ACTION_UNCHANGED) continue;
    HELHET_RETURN_IF_ERROR(SaveDocument(store, planned.change.kind(), planned.change.resource_id(), planned.body, "", now_us).status());
  }
  return OkStatus();
}

Status CallHooks(const ApplyHooks& hooks, const std::string& municipality_id, const Plan& plan) {
  std::set<std::string> changed;
  for (const auto& [index, planned] : plan) {
    if (planned.change.action() != api::v1::CHANGE_ACTION_UNCHANGED) changed.insert(planned.change.kind());
  }
  const std::pair<const char*, const std::function<Status(const std::string&)>&> calls[] = {
      {"unit", hooks.units_changed}, {"measure", hooks.measures_changed}, {"connector", hooks.connectors_changed},
      {"purchasing_rules", hooks.rules_changed}, {"municipality", hooks.rules_changed}};
  for (const auto& [kind, hook] : calls) {
    if (!hook || !changed.contains(kind)) continue;
    Status status = hook(municipality_id);
    if (!status.ok()) return status.Annotate("municipality " + municipality_id + ": the configuration is stored, but what follows from it failed");
  }
  return OkStatus();
}

Result<Plan> ApplyTo(store::Database& database, const std::string& municipality_id, const std::vector<int>& indices,
                     const ApplyConfigurationRequest& request, const ApplyHooks& hooks, int64_t now_us) {
  store::TenantStore store(database, municipality_id);
  Plan plan;
  HELHET_RETURN_IF_ERROR(store.InTransaction([&]() -> Status {
    HELHET_RETURN_IF_ERROR(LockConfiguration(store));
    // Somebody may have changed the hub since the first look.
    Faults faults;
    HELHET_ASSIGN_OR_RETURN(plan, MakePlan(store, request, indices, hooks.checks, faults));
    HELHET_RETURN_IF_ERROR(faults.ToStatus());
    return Write(store, plan, now_us);
  }));
  HELHET_RETURN_IF_ERROR(CallHooks(hooks, municipality_id, plan));
  return plan;
}

}  // namespace

Result<ApplyConfigurationResponse> Apply(store::DatabaseFactory& factory, const ApplyConfigurationRequest& request, const ApplyHooks& hooks,
                                         int64_t now_us) {
  HELHET_ASSIGN_OR_RETURN(const Stated stated, ByMunicipality(request));
  HELHET_ASSIGN_OR_RETURN(const auto database, factory.Connect());
  // First a look at all, so that a fault in one municipality leaves the others as they were too.
  Plan plan;
  Faults faults;
  for (const auto& [municipality_id, indices] : stated) {
    store::TenantStore store(*database, municipality_id);
    HELHET_ASSIGN_OR_RETURN(Plan part, MakePlan(store, request, indices, hooks.checks, faults));
    plan.merge(part);
  }
  HELHET_RETURN_IF_ERROR(faults.ToStatus());

  if (!request.validate_only()) {
    plan.clear();
    for (const auto& [municipality_id, indices] : stated) {
      HELHET_ASSIGN_OR_RETURN(Plan part, ApplyTo(*database, municipality_id, indices, request, hooks, now_us));
      plan.merge(part);
    }
  }
  ApplyConfigurationResponse response;
  for (auto& [index, planned] : plan) *response.add_changes() = std::move(planned.change);
  return response;
}

Result<api::v1::ExportConfigurationResponse> Export(store::DatabaseFactory& factory, const api::v1::ExportConfigurationRequest& request,
                                                    const std::function<bool(const std::string&)>& may_see) {
  const std::set<std::string> kinds(request.kinds().begin(), request.kinds().end());
  for (const std::string& kind : kinds) {
    if (FindKindByName(kind) == nullptr) return InvalidArgument("kind: there is no kind '" + kind + "'").WithRemedy("name one of proto/'s, as a3_template");
  }
  HELHET_ASSIGN_OR_RETURN(const auto database, factory.Connect());
  HELHET_ASSIGN_OR_RETURN(std::vector<std::string> tenants, ListTenants(*database));
  std::erase_if(tenants, [&](const std::string& id) {
    return !may_see(id) || (!request.municipality_id().empty() && id != request.municipality_id());
  });
  if (tenants.empty() && !request.municipality_id().empty()) return NotFound("municipality '" + request.municipality_id() + "': the hub has none of that name");
  api::v1::ExportConfigurationResponse response;
  for (const std::string& tenant : tenants) {
    store::TenantStore store(*database, tenant);
    for (const ResourceKind& kind : ResourceKinds()) {
      if (!kinds.empty() && !kinds.contains(kind.name)) continue;
      HELHET_ASSIGN_OR_RETURN(auto resources, LoadHeldResources(store, kind));
      for (HeldResource& held : resources) *response.add_resources() = std::move(held.resource);
    }
  }
  return response;
}

}  // namespace helhet::configuration
