// Connections to connectors, for runs: who has one, and which children wait warm.
#pragma once

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "core/plugin/supervisor.h"
#include "helhet/model/v1/organisation.pb.h"

namespace helhet::hub {

// What a look at a source found.
struct CheckedConnector {
  std::string summary;                   // for a person: `innboks: 48 zip-filer`
  std::vector<std::string> confinement;  // walls around the child that are up
};

// Thread-safe. One run of a connector at a time; the runner sees to that.
class ConnectorPool {
 public:
  // `supervisor` must outlive it. Children without work for `idle` are let go. `secrets` is the folder of connectors' secrets
  // (connector_secrets.h), which are read anew for each connection; empty for none.
  ConnectorPool(plugin::Supervisor& supervisor, std::chrono::milliseconds idle, std::filesystem::path secrets = {});
  ~ConnectorPool();

  // A configured connection for a run: a warm child with the same settings and version, or a new one.
  Result<plugin::Connection*> Connect(const std::string& municipality_id, const model::v1::Connector& connector);
  // The run is over. The child is kept warm when it is fit for it.
  void Release(const std::string& municipality_id, const std::string& connector_id);

  // Takes a document out and gives its receipt; beside a run of the connector, in another child.
  Result<plugin::v1::WriteResponse> Write(const std::string& municipality_id, const model::v1::Connector& connector, const plugin::v1::WriteRequest& request);
  // Breaks off the writes that are under way. Returns at once; none begins after it.
  void CancelWrites();

  // Reaches the source, in a child of its own.
  Result<CheckedConnector> Check(const std::string& municipality_id, const model::v1::Connector& connector);

 private:
  using Key = std::pair<std::string, std::string>;
  // A connection that a run has.
  struct Taken {
    plugin::InstanceConfig instance;
    std::unique_ptr<plugin::Connection> connection;
  };
  void LetIdleGo();
  Result<plugin::InstanceConfig> InstanceOf(const std::string& municipality_id, const model::v1::Connector& connector) const;
  Result<plugin::v1::WriteResponse> Write(plugin::Connection& connection, const plugin::v1::WriteRequest& request);

  plugin::Supervisor& supervisor_;
  const std::chrono::milliseconds idle_;
  const std::filesystem::path secrets_;
  std::mutex mutex_;
  std::map<Key, Taken> taken_;
  std::set<plugin::WriteSession*> writing_;
  bool writes_cancelled_ = false;
  std::condition_variable ending_changed_;
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace helhet::hub
