// A connector in a child process, spoken to over its private socket.
#pragma once

#include <memory>
#include <string>

#include <grpcpp/channel.h>

#include "core/plugin/child.h"
#include "core/plugin/child_call.h"
#include "core/plugin/connection.h"
#include "core/plugin/permissions.h"
#include "core/plugin/private_folder.h"
#include "core/plugin/rate_limiter.h"
#include "helhet/plugin/v1/connector.grpc.pb.h"

namespace helhet::plugin {

class EgressProxy;

// What a child owns beside its process.
struct ChildParts {
  ChildParts();
  ChildParts(ChildParts&&) noexcept;
  ~ChildParts();

  std::unique_ptr<PrivateFolder> folder;
  std::unique_ptr<EgressProxy> proxy;  // null for a plugin without hosts
  std::vector<Endpoint> hosts;         // that it may call
  std::shared_ptr<Child> child;
};

class ChildConnection : public Connection {
 public:
  // `limiter` must outlive it. The child is ready, and listens on `socket`.
  ChildConnection(ChildParts parts, const std::string& socket, RateLimiter& limiter);
  // Lets the child go.
  ~ChildConnection() override;

  // Asks the connector what it is; once, before Configure.
  Status Describe();
  Status Configure(const v1::ConfigureRequest& request);

  Result<std::string> Check() override;
  Result<v1::DiscoverResponse> Discover() override;
  Result<std::unique_ptr<ReadSession>> Read(const v1::ReadStart& start) override;
  Result<std::unique_ptr<WriteSession>> Write() override;
  const v1::DescribeResponse& description() const override { return description_; }

  const Child& child() const { return *parts_.child; }
  // Whether another call can be made: none is under way, and none has failed by the child's fault, or been
  // cancelled or left.
  bool reusable() const { return !state_->broken && !state_->busy && !parts_.child->ended(); }

 private:
  template <typename Request, typename Response>
  using Method = grpc::Status (v1::Connector::Stub::*)(grpc::ClientContext*, const Request&, Response*);

  template <typename Request, typename Response>
  Result<Response> CallOnce(Method<Request, Response> method, const Request& request);
  // Takes the child for one call. FAILED_PRECONDITION when it is taken.
  Status BeginCall();
  Result<std::unique_ptr<ChildCall>> BeginStream(const char* method);

  const ChildParts parts_;
  RateLimiter& limiter_;
  const std::shared_ptr<CallState> state_ = std::make_shared<CallState>();
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<v1::Connector::Stub> stub_;
  v1::DescribeResponse description_;
};

}  // namespace helhet::plugin
