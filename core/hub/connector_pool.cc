#include "core/hub/connector_pool.h"

#include <algorithm>

#include "core/hub/connector_secrets.h"

namespace helhet::hub {
namespace {

// Idle children are looked for this often within the time that they may be idle.
constexpr int kLooks = 4;
constexpr std::chrono::milliseconds kShortestLook{1000};

}  // namespace

ConnectorPool::ConnectorPool(plugin::Supervisor& supervisor, std::chrono::milliseconds idle, std::filesystem::path secrets)
    : supervisor_(supervisor), idle_(idle), secrets_(std::move(secrets)), thread_([this] { LetIdleGo(); }) {}

ConnectorPool::~ConnectorPool() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  ending_changed_.notify_all();
  thread_.join();
}

Result<plugin::InstanceConfig> ConnectorPool::InstanceOf(const std::string& municipality_id, const model::v1::Connector& connector) const {
  plugin::InstanceConfig instance;
  instance.municipality_id = municipality_id;
  instance.connector_id = connector.connector_id();
  instance.plugin = connector.plugin();
  instance.version = connector.plugin_version();
  instance.settings_json = connector.settings_json().empty() ? "{}" : connector.settings_json();
  if (!secrets_.empty()) {
    HELHET_ASSIGN_OR_RETURN(instance.secrets, ReadSecrets(secrets_, municipality_id, connector.connector_id()));
  }
  return instance;
}

Result<plugin::Connection*> ConnectorPool::Connect(const std::string& municipality_id, const model::v1::Connector& connector) {
  Taken taken;
  HELHET_ASSIGN_OR_RETURN(taken.instance, InstanceOf(municipality_id, connector));
  HELHET_ASSIGN_OR_RETURN(taken.connection, supervisor_.Connect(taken.instance));
  plugin::Connection* const connection = taken.connection.get();
  const std::lock_guard lock(mutex_);
  taken_.insert_or_assign({municipality_id, connector.connector_id()}, std::move(taken));
  return connection;
}

void ConnectorPool::Release(const std::string& municipality_id, const std::string& connector_id) {
  std::unique_lock lock(mutex_);
  auto node = taken_.extract(Key(municipality_id, connector_id));
  lock.unlock();  // letting a child go may take a moment
  if (!node.empty()) supervisor_.KeepWarm(node.mapped().instance, std::move(node.mapped().connection));
}

Result<plugin::v1::WriteResponse> ConnectorPool::Write(const std::string& municipality_id, const model::v1::Connector& connector,
                                                      const plugin::v1::WriteRequest& request) {
  HELHET_ASSIGN_OR_RETURN(const plugin::InstanceConfig instance, InstanceOf(municipality_id, connector));
  HELHET_ASSIGN_OR_RETURN(auto connection, supervisor_.Connect(instance));
  auto receipt = Write(*connection, request);
  supervisor_.KeepWarm(instance, std::move(connection));
  return receipt;
}

Result<plugin::v1::WriteResponse> ConnectorPool::Write(plugin::Connection& connection, const plugin::v1::WriteRequest& request) {
  HELHET_ASSIGN_OR_RETURN(const auto session, connection.Write());
  {
    const std::lock_guard lock(mutex_);
    if (writes_cancelled_) return Cancelled("delivery " + request.delivery_id() + ": the hub is ending");
    writing_.insert(session.get());
  }
  auto receipt = session->Deliver(request);
  // The document is out: that the child ends badly after it is for the next one to find. It can be cancelled until then.
  if (receipt.ok()) static_cast<void>(session->Finish());
  {
    const std::lock_guard lock(mutex_);
    writing_.erase(session.get());
  }
  return receipt;
}

void ConnectorPool::CancelWrites() {
  const std::lock_guard lock(mutex_);
  writes_cancelled_ = true;
  for (plugin::WriteSession* session : writing_) session->Cancel();
}

Result<CheckedConnector> ConnectorPool::Check(const std::string& municipality_id, const model::v1::Connector& connector) {
  HELHET_ASSIGN_OR_RETURN(const plugin::InstanceConfig instance, InstanceOf(municipality_id, connector));
  HELHET_ASSIGN_OR_RETURN(const auto connection, supervisor_.StartNew(instance));
  CheckedConnector checked;
  HELHET_ASSIGN_OR_RETURN(checked.summary, connection->Check());
  for (const plugin::SandboxPart& part : connection->child().sandbox()) {
    if (part.active) checked.confinement.push_back(part.name);
  }
  return checked;
}

void ConnectorPool::LetIdleGo() {
  std::unique_lock lock(mutex_);
  const auto look = std::max(idle_ / kLooks, kShortestLook);
  while (!ending_changed_.wait_for(lock, look, [&] { return ending_; })) {
    lock.unlock();
    supervisor_.LetIdleGo(idle_);
    lock.lock();
  }
}

}  // namespace helhet::hub
