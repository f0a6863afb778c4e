// What each method of the server asks of its caller: one table for all of them.
#pragma once

#include <google/protobuf/descriptor.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/security/roles.h"
#include "helhet/status.h"

namespace helhet::security {

// What a request says of the municipality that it is about.
enum class Scope {
  kHub,                // nothing; the answer holds only what the caller may see
  kMunicipality,       // `municipality_id` names it
  kMunicipalityOrAll,  // `municipality_id` names it, or is empty: all that the caller may see
  kEachResource,       // each of `resources` names its own
};

struct MethodRule {
  std::string_view method;  // as gRPC writes it, without the first slash: helhet.api.v1.HubService/GetStatus
  RoleSet roles = 0;        // those that may call it; 0 means anybody, with no token at all
  Scope scope = Scope::kHub;
};

// Every rule there is, those of health and reflection among them.
const std::vector<MethodRule>& AllMethodRules();

// The rules of the methods that a server has. Immutable once made; thread-safe.
class RuleTable {
 public:
  // Holds the rules against the services' descriptors. FAILED_PRECONDITION names each method without a
  // rule, each rule of these services without a method, and each rule whose scope is not what the request
  // has: a server does not start like that.
  static Result<RuleTable> Make(const std::vector<MethodRule>& rules, const std::vector<const google::protobuf::ServiceDescriptor*>& services);

  // The rule of a call's path, `/package.Service/Method`; null when the server has no such method.
  const MethodRule* OfPath(std::string_view path) const;
  // The rule of the one method that takes this request; null when none does.
  const MethodRule* OfRequest(const google::protobuf::Descriptor* request) const;

 private:
  std::map<std::string, MethodRule, std::less<>> by_method_;
  std::map<const google::protobuf::Descriptor*, MethodRule> by_request_;
};

}  // namespace helhet::security
