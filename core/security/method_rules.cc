#include "core/security/method_rules.h"

#include <set>

namespace helhet::security {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::MethodDescriptor;
using google::protobuf::ServiceDescriptor;

constexpr RoleSet kAdministrators = static_cast<RoleSet>(Role::kAdministrator);
// They run the hub. Raw documents hold personal data, and settings say where sources are: theirs alone.
constexpr RoleSet kOperators = kAdministrators | Role::kOperator;
// They write A3s.
constexpr RoleSet kAuthors = Role::kAdministrator | Role::kOwner | Role::kContributor;
// They take part in the work on A3s.
constexpr RoleSet kParticipants = kAuthors | Role::kValidator | Role::kDecisionMaker | Role::kRepresentative;
// They own A3s.
constexpr RoleSet kLeaders = Role::kAdministrator | Role::kOwner;
// They answer for figures that others earn by. Not administrators: who approves an effect does nothing else with it.
constexpr RoleSet kValidators = static_cast<RoleSet>(Role::kValidator);
// They work in the municipality, and see how its figures come about.
constexpr RoleSet kStaff = kOperators | Role::kOwner | Role::kContributor | Role::kValidator | Role::kDecisionMaker | Role::kReader;
// Everyone who follows an A3: its sheets and figures, not the records behind them.
constexpr RoleSet kFollowers = kStaff | Role::kRepresentative;

bool HasMunicipality(const Descriptor* message) {
  const FieldDescriptor* field = message->FindFieldByName("municipality_id");
  return field != nullptr && field->type() == FieldDescriptor::TYPE_STRING && !field->is_repeated();
}

bool HasResources(const Descriptor* message) {
  const FieldDescriptor* field = message->FindFieldByName("resources");
  return field != nullptr && field->is_repeated() && field->message_type() != nullptr && HasMunicipality(field->message_type());
}

bool FitsRequest(Scope scope, const Descriptor* request) {
  switch (scope) {
    case Scope::kHub: return !HasMunicipality(request) && !HasResources(request);
    case Scope::kMunicipality:
    case Scope::kMunicipalityOrAll: return HasMunicipality(request);
    case Scope::kEachResource: return HasResources(request) && !HasMunicipality(request);
  }
  return false;
}

std::string PathOf(const MethodDescriptor* method) { return method->service()->full_name() + "/" + method->name(); }

}  // namespace

const std::vector<MethodRule>& AllMethodRules() {
  static const auto* const rules = new std::vector<MethodRule>{
      {"helhet.api.v1.HubService/GetStatus", kStaff, Scope::kHub},
      {"helhet.api.v1.HubService/CreateToken", kAdministrators, Scope::kMunicipality},

      {"helhet.api.v1.ConfigurationService/ApplyConfiguration", kOperators, Scope::kEachResource},
      {"helhet.api.v1.ConfigurationService/ExportConfiguration", kOperators, Scope::kMunicipalityOrAll},
      // Rules and definitions are for all who see how figures come about; connectors' settings are not (configuration_service.cc).
      {"helhet.api.v1.ConfigurationService/ListEditions", kStaff, Scope::kMunicipality},
      {"helhet.api.v1.ConfigurationService/GetEdition", kStaff, Scope::kMunicipality},

      {"helhet.api.v1.ConnectorService/ListConnectors", kOperators, Scope::kMunicipalityOrAll},
      {"helhet.api.v1.ConnectorService/CheckConnector", kOperators, Scope::kMunicipality},
      {"helhet.api.v1.ConnectorService/RunConnector", kOperators, Scope::kMunicipality},
      {"helhet.api.v1.ConnectorService/CancelRun", kOperators, Scope::kMunicipality},
      {"helhet.api.v1.ConnectorService/ListRuns", kStaff, Scope::kMunicipality},
      {"helhet.api.v1.ConnectorService/ListPlugins", kStaff, Scope::kHub},

      {"helhet.api.v1.MeasureService/ListMeasures", kFollowers, Scope::kMunicipality},
      {"helhet.api.v1.MeasureService/GetSeries", kFollowers, Scope::kMunicipality},
      {"helhet.api.v1.MeasureService/ExplainFigure", kStaff, Scope::kMunicipality},
      {"helhet.api.v1.MeasureService/GetSourceDocument", kOperators, Scope::kMunicipality},

      {"helhet.api.v1.A3Service/ListA3s", kFollowers, Scope::kMunicipality},
      {"helhet.api.v1.A3Service/GetA3", kFollowers, Scope::kMunicipality},
      {"helhet.api.v1.A3Service/RenderA3", kFollowers, Scope::kMunicipality},
      {"helhet.api.v1.A3Service/UpdateA3", kAuthors, Scope::kMunicipality},
      // Each step has roles of its own (core/a3/process.cc).
      {"helhet.api.v1.A3Service/MoveA3", kAuthors | Role::kDecisionMaker, Scope::kMunicipality},
      {"helhet.api.v1.A3Service/StartDeepDive", kAuthors, Scope::kMunicipality},
      {"helhet.api.v1.A3Service/RecordFollowUp", kAuthors, Scope::kMunicipality},
      {"helhet.api.v1.A3Service/StartNextCycle", kLeaders, Scope::kMunicipality},
      {"helhet.api.v1.A3Service/ListA3Steps", kFollowers, Scope::kMunicipality},
      {"helhet.api.v1.A3Service/DiffA3Editions", kFollowers, Scope::kMunicipality},
      {"helhet.api.v1.A3Service/ListActionHistory", kFollowers, Scope::kMunicipality},
      {"helhet.api.v1.A3Service/AddA3Comment", kParticipants, Scope::kMunicipality},
      {"helhet.api.v1.A3Service/ListA3Comments", kFollowers, Scope::kMunicipality},

      {"helhet.api.v1.BenefitService/ListBenefits", kFollowers, Scope::kMunicipality},
      {"helhet.api.v1.BenefitService/GetBenefit", kFollowers, Scope::kMunicipality},
      {"helhet.api.v1.BenefitService/FreezeBaseline", kLeaders | Role::kValidator, Scope::kMunicipality},
      {"helhet.api.v1.BenefitService/RebaselineBenefit", kValidators, Scope::kMunicipality},
      {"helhet.api.v1.BenefitService/ApproveActual", kValidators, Scope::kMunicipality},
      {"helhet.api.v1.BenefitService/ApproveCorrection", kValidators, Scope::kMunicipality},
      {"helhet.api.v1.BenefitService/AddAssessment", kAuthors | Role::kValidator, Scope::kMunicipality},
      {"helhet.api.v1.BenefitService/ApproveAssessment", kValidators, Scope::kMunicipality},
      {"helhet.api.v1.BenefitService/GetBenefitMap", kFollowers, Scope::kMunicipality},
      {"helhet.api.v1.BenefitService/ListBudgetEffects", kFollowers, Scope::kMunicipality},
      {"helhet.api.v1.BenefitService/ListGaps", kFollowers, Scope::kMunicipality},

      {"helhet.api.v1.ReportService/ListAttention", kFollowers, Scope::kMunicipality},
      {"helhet.api.v1.ReportService/ListLoad", kStaff, Scope::kMunicipality},
      {"helhet.api.v1.ReportService/RankActions", kStaff, Scope::kMunicipality},
      {"helhet.api.v1.ReportService/ReportUnit", kFollowers, Scope::kMunicipality},

      {"helhet.api.v1.DeliveryService/ListDeliveries", kStaff, Scope::kMunicipality},
      {"helhet.api.v1.DeliveryService/RetryDelivery", kOperators, Scope::kMunicipality},

      {"helhet.api.v1.ExportService/ListExports", kStaff, Scope::kMunicipality},
      {"helhet.api.v1.ExportService/RunExport", kOperators, Scope::kMunicipality},
      {"helhet.api.v1.ExportService/PreviewExport", kStaff, Scope::kMunicipality},

      {"helhet.api.v1.QuarantineService/ListQuarantine", kOperators, Scope::kMunicipality},
      {"helhet.api.v1.QuarantineService/GetQuarantined", kOperators, Scope::kMunicipality},
      {"helhet.api.v1.QuarantineService/ReplayQuarantine", kOperators, Scope::kMunicipality},
      {"helhet.api.v1.QuarantineService/ListUnmappedCodes", kOperators, Scope::kMunicipality},
      {"helhet.api.v1.QuarantineService/MapCode", kOperators, Scope::kMunicipality},

      // Whoever watches over the machine has no token. It tells that the hub answers, and no more.
      {"grpc.health.v1.Health/Check", 0, Scope::kHub},
      {"grpc.health.v1.Health/Watch", 0, Scope::kHub},
      {"grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo", kFollowers, Scope::kHub},
  };
  return *rules;
}

Result<RuleTable> RuleTable::Make(const std::vector<MethodRule>& rules, const std::vector<const ServiceDescriptor*>& services) {
  RuleTable table;
  for (const MethodRule& rule : rules) table.by_method_.emplace(rule.method, rule);
  std::string problems;
  const auto complain = [&](const std::string& method, const char* why) { problems += (problems.empty() ? "" : "; ") + method + " " + why; };
  std::set<std::string> methods;
  for (const ServiceDescriptor* service : services) {
    for (int i = 0; i < service->method_count(); ++i) {
      const MethodDescriptor* method = service->method(i);
      const std::string path = PathOf(method);
      methods.insert(path);
      const auto rule = table.by_method_.find(path);
      if (rule == table.by_method_.end()) {
        complain(path, "has no rule");
      } else if (!FitsRequest(rule->second.scope, method->input_type())) {
        complain(path, "has a rule of another scope than its request");
      } else if (!table.by_request_.emplace(method->input_type(), rule->second).second) {
        complain(path, "takes the request of another method");
      }
    }
    for (const MethodRule& rule : rules) {
      const bool of_service = rule.method.starts_with(service->full_name() + "/");
      if (of_service && !methods.contains(std::string(rule.method))) complain(std::string(rule.method), "has a rule and does not exist");
    }
  }
  if (problems.empty()) return table;
  return FailedPrecondition("roles: " + problems).WithReason("method_without_rule").WithClass(ErrorClass::kHub)
      .WithRemedy("state the rule in core/security/method_rules.cc");
}

const MethodRule* RuleTable::OfPath(std::string_view path) const {
  if (path.starts_with("/")) path.remove_prefix(1);
  const auto rule = by_method_.find(path);
  return rule == by_method_.end() ? nullptr : &rule->second;
}

const MethodRule* RuleTable::OfRequest(const Descriptor* request) const {
  const auto rule = by_request_.find(request);
  return rule == by_request_.end() ? nullptr : &rule->second;
}

}  // namespace helhet::security
