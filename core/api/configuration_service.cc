#include "core/api/configuration_service.h"

#include <charconv>
#include <set>

#include "core/api/limits.h"
#include "core/api/page.h"
#include "core/configuration/editions.h"
#include "core/configuration/held_resources.h"
#include "core/model/time_text.h"

namespace helhet::api {
namespace {

// The kind that is asked for, if the caller may see it: settings of connectors say where sources are.
Result<const configuration::ResourceKind*> KindFor(const security::Identity& caller, const std::string& name) {
  const configuration::ResourceKind* kind = configuration::FindKindByName(name);
  if (kind == nullptr) return InvalidArgument("kind: there is no kind '" + name + "'").WithRemedy("name one of proto/'s, as purchasing_rules");
  const bool runs_the_hub = caller.role == security::Role::kAdministrator || caller.role == security::Role::kOperator;
  if (kind->name == "connector" && !runs_the_hub) {
    return PermissionDenied("editions of connectors: they are for administrators and operators, and the token's role is " +
                            std::string(security::RoleName(caller.role)));
  }
  return kind;
}

}  // namespace

// The gate has seen that every resource is of a municipality that the caller may change.
grpc::Status ConfigurationService::ApplyConfiguration(grpc::ServerContext* context, const v1::ApplyConfigurationRequest* request,
                                                      v1::ApplyConfigurationResponse* response) {
  return gate_.Serve(context, request, response, [&](Call& call) {
    auto answer = configuration::Apply(database_, *request, hooks_, now_us_());
    std::set<std::string> applied;
    for (const v1::Resource& resource : request->resources()) {
      // A municipality that is not there yet (validate_only) is in the request alone.
      if (resource.municipality().is_example()) call.NoteExample(resource.municipality_id());
      applied.insert(resource.municipality_id());
    }
    for (const std::string& municipality_id : applied) static_cast<void>(call.Store(municipality_id));
    return answer;
  });
}

grpc::Status ConfigurationService::ExportConfiguration(grpc::ServerContext* context, const v1::ExportConfigurationRequest* request,
                                                       v1::ExportConfigurationResponse* response) {
  return gate_.Serve(context, request, response, [&](Call& call) -> Result<v1::ExportConfigurationResponse> {
    HELHET_ASSIGN_OR_RETURN(auto answer, configuration::Export(database_, *request, [&](const std::string& municipality_id) {
      return call.caller().MaySee(municipality_id);
    }));
    std::set<std::string> exported;
    for (const v1::Resource& resource : answer.resources()) exported.insert(resource.municipality_id());
    for (const std::string& municipality_id : exported) HELHET_RETURN_IF_ERROR(call.Store(municipality_id).status());
    return answer;
  });
}

grpc::Status ConfigurationService::ListEditions(grpc::ServerContext* context, const v1::ListEditionsRequest* request, v1::ListEditionsResponse* response) {
  return gate_.Serve(context, request, response, [&](Call& call) -> Result<v1::ListEditionsResponse> {
    HELHET_ASSIGN_OR_RETURN(const auto* kind, KindFor(call.caller(), request->kind()));
    const std::string list = "editions " + request->municipality_id() + " " + request->kind() + " " + request->resource_id();
    HELHET_ASSIGN_OR_RETURN(const Page page, ReadPage(list, 1, request->page_size(), request->page_token(), limits::kPageSize));
    HELHET_ASSIGN_OR_RETURN(store::TenantStore store, call.Store(request->municipality_id()));
    // A token is this list's own, and holds a version that it has given.
    int64_t before = 0;
    const std::string after = page.AfterOne();
    std::from_chars(after.data(), after.data() + after.size(), before);
    const auto size = static_cast<size_t>(page.size);
    HELHET_ASSIGN_OR_RETURN(auto editions, configuration::ListEditions(store, *kind, request->resource_id(), before, size + 1));
    v1::ListEditionsResponse answer;
    for (size_t i = 0; i < editions.size() && i < size; ++i) {
      v1::Edition& edition = *answer.add_editions();
      edition.set_version(editions[i].version);
      edition.set_stated_at(model::TimeText(editions[i].stated_us));
      edition.mutable_fields()->Add(editions[i].fields.begin(), editions[i].fields.end());
    }
    if (editions.size() > size) answer.set_next_page_token(PageToken(list, {std::to_string(editions[size - 1].version)}));
    return answer;
  });
}

grpc::Status ConfigurationService::GetEdition(grpc::ServerContext* context, const v1::GetEditionRequest* request, v1::GetEditionResponse* response) {
  return gate_.Serve(context, request, response, [&](Call& call) -> Result<v1::GetEditionResponse> {
    HELHET_ASSIGN_OR_RETURN(const auto* kind, KindFor(call.caller(), request->kind()));
    HELHET_ASSIGN_OR_RETURN(store::TenantStore store, call.Store(request->municipality_id()));
    HELHET_ASSIGN_OR_RETURN(const auto document, configuration::LoadDocument(store, kind->name, request->resource_id(), request->version()));
    v1::GetEditionResponse answer;
    HELHET_ASSIGN_OR_RETURN(*answer.mutable_resource(), configuration::ResourceOf(store, *kind, document));
    answer.set_version(document.version);
    return answer;
  });
}

}  // namespace helhet::api
