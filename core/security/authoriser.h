// The one place that says yes or no to a call.
#pragma once

#include <google/protobuf/message.h>
#include <grpcpp/security/auth_metadata_processor.h>

#include <memory>
#include <string_view>

#include "core/security/identity.h"
#include "core/security/method_rules.h"
#include "core/security/token_registry.h"
#include "helhet/status.h"

namespace helhet::security {

// A call is asked about twice. Before its request is read: is there a token that stands, with a role that may
// call the method (MayCall, for every method of the server)? And with the request: is the municipality the
// caller's (MayAsk, for every method of the API)? The caller's identity is taken from the call's own
// metadata both times, as what gRPC keeps in its AuthContext belongs to the connection, and one connection
// may carry the calls of many.
//
// Thread-safe.
class Authoriser {
 public:
  // Both must outlive it.
  Authoriser(const RuleTable& rules, TokenRegistry& tokens) : rules_(rules), tokens_(tokens) {}

  // `authorization` is the value of that metadata, `Bearer TOKEN`. UNAUTHENTICATED without a token that
  // stands, PERMISSION_DENIED when its role may not call the method, UNIMPLEMENTED when there is no such
  // method.
  Status MayCall(std::string_view path, std::string_view authorization) const;
  // Gives who asks. PERMISSION_DENIED when the request is about a municipality that is not the caller's,
  // INVALID_ARGUMENT when it names none and must.
  Result<Identity> MayAsk(const google::protobuf::Message& request, std::string_view authorization) const;

 private:
  Result<Identity> Identify(const MethodRule& rule, std::string_view authorization) const;

  const RuleTable& rules_;
  TokenRegistry& tokens_;
};

// Puts MayCall in front of every method of a server. `authoriser` must outlive the server.
std::shared_ptr<grpc::AuthMetadataProcessor> ProcessorOf(const Authoriser& authoriser);

}  // namespace helhet::security
