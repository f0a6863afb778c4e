#include "core/plugin/host/library.h"

#include <cstddef>

#include <dlfcn.h>

#include "core/plugin/launch_protocol.h"

namespace helhet::plugin_host {
namespace {

// Everything of minor 0 must be there; what came later is looked for by struct_size before use.
constexpr uint32_t kSmallestTable = offsetof(helhet_plugin, write) + sizeof(helhet_plugin::write);

std::string Abi(uint32_t major, uint32_t minor) { return std::to_string(major) + "." + std::to_string(minor); }

}  // namespace

Status CheckAbi(const helhet_plugin* table, const std::string& plugin) {
  if (table == nullptr) return FailedPrecondition(plugin + ": helhet_plugin_entry returned no table");
  const bool major_fits = table->abi_major == HELHET_ABI_MAJOR;
  if (!major_fits || table->abi_minor > HELHET_ABI_MINOR) {
    const bool plugin_is_newer = table->abi_major > HELHET_ABI_MAJOR || major_fits;
    return FailedPrecondition(plugin + ": built for plugin ABI " + Abi(table->abi_major, table->abi_minor) +
                              ", this hub takes " + Abi(HELHET_ABI_MAJOR, 0) + " to " +
                              Abi(HELHET_ABI_MAJOR, HELHET_ABI_MINOR) + ": upgrade " +
                              (plugin_is_newer ? "the hub" : "the plugin"));
  }
  if (table->struct_size < kSmallestTable) {
    return FailedPrecondition(plugin + ": its table has " + std::to_string(table->struct_size) +
                              " bytes, at least " + std::to_string(kSmallestTable) +
                              " are needed: build the plugin again with the SDK");
  }
  const bool complete = table->create && table->destroy && table->describe && table->configure && table->check &&
                        table->discover && table->read;
  if (!complete) return FailedPrecondition(plugin + ": its table lacks a function that every connector has");
  return OkStatus();
}

Result<Library> Library::Load(const std::string& plugin) {
  const std::string path = "/proc/self/fd/" + std::to_string(plugin::kImageDescriptor);
  boost::dll::fs::error_code error;
  // rtld_now: the default is lazy, and a function that nobody defines would show only when it is called.
  boost::dll::shared_library library(path, error, boost::dll::load_mode::rtld_now);
  if (error) {
    const char* why = dlerror();  // Says which symbol or library is missing; Boost's code does not.
    return FailedPrecondition(plugin + ": its library cannot be loaded: " +
                              (why != nullptr ? why : error.message()));
  }
  if (!library.has("helhet_plugin_entry")) {
    return FailedPrecondition(plugin + ": its library has no helhet_plugin_entry: it is no plugin");
  }
  const auto entry = library.get<const helhet_plugin*()>("helhet_plugin_entry");
  const helhet_plugin* table = entry();
  HELHET_RETURN_IF_ERROR(CheckAbi(table, plugin));
  return Library(std::move(library), table);
}

}  // namespace helhet::plugin_host
