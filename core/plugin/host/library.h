// A plugin's library in this process.
#pragma once

#include <string>

#include <boost/dll/shared_library.hpp>

#include "helhet/plugin_abi.h"
#include "helhet/status.h"

namespace helhet::plugin_host {

// Loaded once, never unloaded. Its table has been found to fit this host's ABI.
class Library {
 public:
  // From descriptor kImageDescriptor. `plugin` is its name and version, for messages. FAILED_PRECONDITION
  // says in one sentence why the library does not fit, and which side to upgrade.
  static Result<Library> Load(const std::string& plugin);

  const helhet_plugin& table() const { return *table_; }

 private:
  Library(boost::dll::shared_library library, const helhet_plugin* table)
      : library_(std::move(library)), table_(table) {}

  boost::dll::shared_library library_;
  const helhet_plugin* table_;
};

// Whether a table can be used by this host; FAILED_PRECONDITION as Load.
Status CheckAbi(const helhet_plugin* table, const std::string& plugin);

}  // namespace helhet::plugin_host
