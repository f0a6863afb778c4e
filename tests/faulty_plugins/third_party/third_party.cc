// A connector as somebody else would make it: over plugin_abi.h alone, with generated code of its own choice.
// The build makes it against several schemas and runtimes; see CMakeLists.txt.
#include <string>

#include "contract_identity.h"
#include "helhet/plugin/v1/connector.pb.h"
#include "helhet/plugin_abi.h"

namespace {

namespace v1 = helhet::plugin::v1;

helhet_status Emit(void* instance, const google::protobuf::MessageLite& message) {
  const auto* host = static_cast<const helhet_host*>(instance);
  const std::string bytes = message.SerializeAsString();
  return host->emit(host->self, {reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()});
}

helhet_status Describe(void* instance) {
  v1::DescribeResponse response;
  response.set_name(PLUGIN_NAME);
  response.set_version("1.0.0");
  response.set_manifest_sha256(MANIFEST_SHA256);
  response.set_contract_version(CONTRACT_VERSION);
  response.set_model_sha256(MODEL_SHA256);
  return Emit(instance, response);
}

helhet_status Read(void* instance, helhet_bytes start_bytes) {
  v1::ReadStart start;
  if (!start.ParseFromArray(start_bytes.data, static_cast<int>(start_bytes.size))) return HELHET_INTERNAL;
  v1::Batch batch;
  batch.set_sequence(1);
  batch.set_checkpoint("done");
  auto* record = batch.add_records();
  record->set_stream("figures");
  record->set_natural_key("third_party/1");
  record->set_locator(start.full() ? "full" : "since");
  auto* statistic = record->mutable_fact()->mutable_statistic();
  statistic->set_region_code("5037");
  statistic->set_period("2024");
  return Emit(instance, batch);
}

constexpr helhet_plugin kTable = {
    sizeof(helhet_plugin), HELHET_ABI_MAJOR, HELHET_ABI_MINOR, 0,
    [](const helhet_host* host) -> void* { return const_cast<helhet_host*>(host); },
    [](void*) {},
    Describe,
    [](void*, helhet_bytes) -> helhet_status { return HELHET_OK; },
    [](void* instance) { return Emit(instance, v1::CheckResponse()); },
    [](void* instance) { return Emit(instance, v1::DiscoverResponse()); },
    Read,
    nullptr};

}  // namespace

extern "C" __attribute__((visibility("default"))) const helhet_plugin* helhet_plugin_entry(void) { return &kTable; }
