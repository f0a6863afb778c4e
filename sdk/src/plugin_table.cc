// The shim between the C ABI and Connector. Exceptions stop here.
#include <chrono>
#include <cstdio>
#include <exception>

#include "helhet/connector.h"
#include "helhet/model_sha256.h"

namespace helhet::sdk {

// A plugin has one table, so what the table needs to know of its class stands in one place per library.
struct Shim {
  PluginInfo info;
  ConnectorFactory factory;
};

namespace {

Shim g_shim;  // Set by PluginTable before the host can call anything; constant after.

struct Instance {
  explicit Instance(const helhet_host* table) : host(table) {}
  Host host;
  std::unique_ptr<Connector> connector;
};

std::string_view View(helhet_bytes bytes) { return {reinterpret_cast<const char*>(bytes.data), bytes.size}; }

helhet_status Emit(const Host& host, const google::protobuf::Message& message) {
  const std::string bytes = message.SerializeAsString();
  return host.table()->emit(host.table()->self, {reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()});
}

plugin::v1::Problem ProblemOf(const Status& status) {
  plugin::v1::Problem problem;
  problem.set_code(status.reason());
  problem.set_problem_class(static_cast<plugin::v1::ProblemClass>(status.error_class()));
  problem.set_setting(status.setting());
  problem.set_what(status.message());
  problem.set_remedy(status.remedy());
  problem.set_retry_after_ms(status.retry_after_ms());
  return problem;
}

helhet_status Fail(const Host& host, const Status& status) {
  if (status.ok()) return HELHET_OK;
  const std::string bytes = ProblemOf(status).SerializeAsString();
  host.table()->problem(host.table()->self, {reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()});
  return static_cast<helhet_status>(status.code());
}

// Runs a call; what it throws becomes a status of the plugin's own class.
template <typename Call>
helhet_status Guard(const Host& host, Call call) {
  try {
    return Fail(host, call());
  } catch (const std::bad_alloc&) {
    return Fail(host, ResourceExhausted("out of memory: the connector needs more than its limit").WithReason("out_of_memory").WithClass(ErrorClass::kPlugin));
  } catch (const std::exception& error) {
    return Fail(host, Internal(std::string("the connector threw: ") + error.what()).WithReason("exception").WithClass(ErrorClass::kPlugin));
  } catch (...) {
    return Fail(host, Internal("the connector threw something that is no std::exception").WithReason("exception").WithClass(ErrorClass::kPlugin));
  }
}

Status EmitOrStatus(const Host& host, const google::protobuf::Message& message) {
  const helhet_status code = Emit(host, message);
  return code == HELHET_OK ? OkStatus() : Status(static_cast<StatusCode>(code), "the host took no answer");
}

void* Create(const helhet_host* table) {
  try {
    auto instance = std::make_unique<Instance>(table);
    instance->connector = g_shim.factory();
    return instance.release();
  } catch (...) {
    return nullptr;
  }
}

void Destroy(void* self) { delete static_cast<Instance*>(self); }

helhet_status Describe(void* self) {
  auto& instance = *static_cast<Instance*>(self);
  return Guard(instance.host, [&] {
    plugin::v1::DescribeResponse response;
    response.set_name(g_shim.info.name);
    response.set_version(g_shim.info.version);
    response.set_manifest_sha256(g_shim.info.manifest_sha256);
    response.set_model_sha256(g_shim.info.model_sha256);
    response.set_contract_version(HELHET_CONTRACT_VERSION);
    return EmitOrStatus(instance.host, response);
  });
}

helhet_status Configure(void* self, helhet_bytes bytes) {
  auto& instance = *static_cast<Instance*>(self);
  return Guard(instance.host, [&]() -> Status {
    plugin::v1::ConfigureRequest request;
    if (!request.ParseFromArray(bytes.data, static_cast<int>(bytes.size))) return Internal("configure: the request is no ConfigureRequest");
    HELHET_ASSIGN_OR_RETURN(Settings settings,
                            Settings::Parse(request.settings_json(), {request.secrets().begin(), request.secrets().end()},
                                            request.municipality_id(), request.connector_id(), request.proxy_socket()));
    return instance.connector->Configure(settings);
  });
}

helhet_status Check(void* self) {
  auto& instance = *static_cast<Instance*>(self);
  return Guard(instance.host, [&]() -> Status {
    HELHET_ASSIGN_OR_RETURN(std::string summary, instance.connector->Check(instance.host));
    plugin::v1::CheckResponse response;
    response.set_summary(std::move(summary));
    return EmitOrStatus(instance.host, response);
  });
}

helhet_status Discover(void* self) {
  auto& instance = *static_cast<Instance*>(self);
  return Guard(instance.host, [&]() -> Status {
    HELHET_ASSIGN_OR_RETURN(auto response, instance.connector->Discover(instance.host));
    return EmitOrStatus(instance.host, response);
  });
}

// Connectors compare days as text: `31.12.2023` would come after every day, and pass over all there is.
Status CheckBackfill(const std::string& day) {
  if (day.empty()) return OkStatus();
  int year = 0, month = 0, days = 0;
  const bool has_form = day.size() == 10 && day.find_first_not_of("0123456789-") == std::string::npos &&
                        std::sscanf(day.c_str(), "%4d-%2d-%2d", &year, &month, &days) == 3;
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(days))};
  if (has_form && date.ok()) return OkStatus();
  return InvalidArgument("backfill: '" + day + "' is no date")
      .WithReason("backfill_date_invalid")
      .WithRemedy("state the day as YYYY-MM-DD")
      .WithClass(ErrorClass::kConfiguration);
}

helhet_status Read(void* self, helhet_bytes bytes) {
  auto& instance = *static_cast<Instance*>(self);
  return Guard(instance.host, [&]() -> Status {
    plugin::v1::ReadStart start;
    if (!start.ParseFromArray(bytes.data, static_cast<int>(bytes.size))) return Internal("read: the request is no ReadStart");
    HELHET_RETURN_IF_ERROR(CheckBackfill(start.backfill_from()));
    Emitter emitter(instance.host, start.checkpoint());
    const bool replay = start.replay_size() > 0;
    HELHET_RETURN_IF_ERROR(replay ? instance.connector->Replay(start, emitter, instance.host)
                                  : instance.connector->Read(start, emitter, instance.host));
    return emitter.Flush();
  });
}

// A document that could not be taken out is a receipt with a problem, and the next can still be. Only a call that is
// cancelled, or that the connector does not have, ends them all.
Result<plugin::v1::WriteResponse> ReceiptOf(const plugin::v1::WriteRequest& request, Result<plugin::v1::WriteResponse> outcome) {
  if (outcome.ok()) return outcome;
  const Status& status = outcome.status();
  if (status.code() == StatusCode::kCancelled || status.code() == StatusCode::kUnimplemented) return status;
  plugin::v1::WriteResponse refused;
  refused.set_delivery_id(request.delivery_id());
  *refused.mutable_problem() = ProblemOf(status);
  return refused;
}

helhet_status Write(void* self) {
  auto& instance = *static_cast<Instance*>(self);
  return Guard(instance.host, [&]() -> Status {
    while (true) {
      plugin::v1::WriteRequest request;
      const helhet_status code = instance.host.table()->next_write(
          instance.host.table()->self,
          [](void* context, helhet_bytes message) {
            static_cast<plugin::v1::WriteRequest*>(context)->ParseFromString(std::string(View(message)));
          },
          &request);
      if (code == HELHET_NOT_FOUND) return OkStatus();
      if (code != HELHET_OK) return Status(static_cast<StatusCode>(code), "write: the hub sends no more documents");
      HELHET_ASSIGN_OR_RETURN(const auto receipt, ReceiptOf(request, instance.connector->Write(request, instance.host)));
      HELHET_RETURN_IF_ERROR(EmitOrStatus(instance.host, receipt));
    }
  });
}

constexpr helhet_plugin kTable = {
    sizeof(helhet_plugin), HELHET_ABI_MAJOR, HELHET_ABI_MINOR, 0,
    Create, Destroy, Describe, Configure, Check, Discover, Read, Write};

}  // namespace

const helhet_plugin* PluginTable(const PluginInfo& info, ConnectorFactory factory) {
  g_shim = {info, factory};
  return &kTable;
}

Status Connector::Replay(const plugin::v1::ReadStart&, Emitter&, Host&) {
  return Unimplemented("replay: this connector does not read documents that the hub has kept")
      .WithReason("replay_not_offered")
      .WithRemedy("correct the source and run the connector with --full")
      .WithClass(ErrorClass::kConfiguration);
}

std::string PropertyOf(const plugin::v1::WriteRequest& request, const std::string& name) {
  const auto found = request.properties().find(name);
  return found == request.properties().end() ? "" : found->second;
}

plugin::v1::DiscoverResponse IncrementalStreams(const std::vector<std::pair<std::string, std::string>>& names_and_kinds) {
  plugin::v1::DiscoverResponse response;
  for (const auto& [name, kind] : names_and_kinds) {
    auto* stream = response.add_streams();
    stream->set_name(name);
    stream->set_kind(kind);
    stream->set_incremental(true);
  }
  return response;
}

Result<plugin::v1::WriteResponse> Connector::Write(const plugin::v1::WriteRequest&, Host&) {
  return Unimplemented("write: this connector only reads");
}

}  // namespace helhet::sdk
