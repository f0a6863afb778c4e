#include "core/security/authoriser.h"

#include <strings.h>

namespace helhet::security {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

Result<std::string_view> TokenOf(std::string_view authorization) {
  constexpr std::string_view kScheme = "Bearer ";  // RFC 6750, 2.1; the scheme's case does not count (RFC 9110, 11.1)
  if (authorization.size() > kScheme.size() && strncasecmp(authorization.data(), kScheme.data(), kScheme.size()) == 0) {
    return authorization.substr(kScheme.size());
  }
  return Status(StatusCode::kUnauthenticated, "token: the call carries none; send the metadata `authorization: Bearer TOKEN`")
      .WithReason("token_missing").WithClass(ErrorClass::kConfiguration);
}

std::string MunicipalityOf(const Message& message) {
  const FieldDescriptor* field = message.GetDescriptor()->FindFieldByName("municipality_id");
  return message.GetReflection()->GetString(message, field);
}

Status CheckMunicipality(const Identity& caller, const std::string& municipality_id, const std::string& where) {
  if (municipality_id.empty()) {
    return InvalidArgument(where + ": it must say which municipality it is about").WithReason("municipality_missing")
        .WithSetting("municipality_id").WithClass(ErrorClass::kConfiguration);
  }
  if (caller.MaySee(municipality_id)) return OkStatus();
  return PermissionDenied("municipality " + municipality_id + ": the token is for municipality " + caller.municipality_id)
      .WithReason("other_municipality").WithClass(ErrorClass::kConfiguration);
}

Status CheckScope(const Identity& caller, Scope scope, const Message& request) {
  const std::string& name = request.GetDescriptor()->name();
  switch (scope) {
    case Scope::kHub: return OkStatus();
    case Scope::kMunicipality: return CheckMunicipality(caller, MunicipalityOf(request), name);
    case Scope::kMunicipalityOrAll: {
      const std::string municipality_id = MunicipalityOf(request);
      return municipality_id.empty() ? OkStatus() : CheckMunicipality(caller, municipality_id, name);
    }
    case Scope::kEachResource: {
      const FieldDescriptor* field = request.GetDescriptor()->FindFieldByName("resources");
      const int size = request.GetReflection()->FieldSize(request, field);
      for (int i = 0; i < size; ++i) {
        const Message& resource = request.GetReflection()->GetRepeatedMessage(request, field, i);
        HELHET_RETURN_IF_ERROR(CheckMunicipality(caller, MunicipalityOf(resource), name + ".resources[" + std::to_string(i) + "]"));
      }
      return OkStatus();
    }
  }
  return Internal("roles: a scope is not known").WithClass(ErrorClass::kHub);
}

class Processor : public grpc::AuthMetadataProcessor {
 public:
  explicit Processor(const Authoriser& authoriser) : authoriser_(authoriser) {}

  // Asking the store takes time, which gRPC's own threads must not wait for.
  bool IsBlocking() const override { return true; }

  grpc::Status Process(const InputMetadata& metadata, grpc::AuthContext*, OutputMetadata*, OutputMetadata*) override {
    const Status status = authoriser_.MayCall(ValueOf(metadata, ":path"), ValueOf(metadata, "authorization"));
    return status.ok() ? grpc::Status::OK : grpc::Status(static_cast<grpc::StatusCode>(status.code()), status.message());
  }

 private:
  static std::string_view ValueOf(const InputMetadata& metadata, const char* key) {
    // Two tokens in one call are none: it would not be clear whose call it is.
    if (metadata.count(key) != 1) return {};
    const grpc::string_ref value = metadata.find(key)->second;
    return {value.data(), value.size()};
  }

  const Authoriser& authoriser_;
};

}  // namespace

Result<Identity> Authoriser::Identify(const MethodRule& rule, std::string_view authorization) const {
  HELHET_ASSIGN_OR_RETURN(const std::string_view token, TokenOf(authorization));
  HELHET_ASSIGN_OR_RETURN(Identity caller, tokens_.Authenticate(token));
  if (Holds(rule.roles, caller.role)) return caller;
  return PermissionDenied(std::string(rule.method) + ": role " + std::string(RoleName(caller.role)) + " may not call it; these may: " +
                          RoleNames(rule.roles)).WithReason("role_insufficient").WithClass(ErrorClass::kConfiguration);
}

Status Authoriser::MayCall(std::string_view path, std::string_view authorization) const {
  const MethodRule* rule = rules_.OfPath(path);
  if (rule != nullptr && rule->roles == 0) return OkStatus();
  if (rule != nullptr) return Identify(*rule, authorization).status();
  // The server's methods all have rules, so it has no such method; but that is told to those who may ask.
  HELHET_ASSIGN_OR_RETURN(const std::string_view token, TokenOf(authorization));
  HELHET_RETURN_IF_ERROR(tokens_.Authenticate(token).status());
  return Unimplemented("call: the hub has no method " + std::string(path));
}

Result<Identity> Authoriser::MayAsk(const Message& request, std::string_view authorization) const {
  const MethodRule* rule = rules_.OfRequest(request.GetDescriptor());
  if (rule == nullptr) return Internal("roles: no method takes a " + request.GetDescriptor()->full_name()).WithClass(ErrorClass::kHub);
  HELHET_ASSIGN_OR_RETURN(Identity caller, Identify(*rule, authorization));
  HELHET_RETURN_IF_ERROR(CheckScope(caller, rule->scope, request));
  return caller;
}

std::shared_ptr<grpc::AuthMetadataProcessor> ProcessorOf(const Authoriser& authoriser) { return std::make_shared<Processor>(authoriser); }

}  // namespace helhet::security
