#include "core/configuration/field_rules.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "core/configuration/field_text.h"
#include "core/configuration/limits.h"
#include "core/model/calendar.h"

namespace helhet::configuration {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

struct FieldName {
  std::string_view message;
  std::string_view field;
};

// What must be filled in. What a measure needs is said by the compiler of definitions.
constexpr auto kRequired = std::to_array<FieldName>({
    {"Municipality", "name"}, {"Unit", "name"}, {"UnitExternalCode", "scheme"}, {"UnitExternalCode", "code"},
    {"UnitSuccession", "unit_id"}, {"UnitSuccession", "kind"},
    {"Connector", "plugin"}, {"Connector", "title"},
    {"Measure", "title"}, {"Measure", "definition"}, {"Measure", "measurement_unit"},
    {"A3Template", "title"}, {"A3Template", "boxes"}, {"A3TemplateBox", "box"}, {"A3TemplateBox", "heading"},
    {"A3", "template_id"}, {"A3", "title"}, {"A3", "date"}, {"A3", "unit_id"},
    {"RootCause", "root_cause_id"}, {"RootCause", "text"}, {"Goal", "goal_id"}, {"Goal", "text"},
    {"Action", "action_id"}, {"Action", "text"}, {"A3Measure", "measure_id"}, {"Baseline", "period"},
    {"Participant", "name"}, {"Decision", "date"}, {"Decision", "text"},
    {"Benefit", "title"}, {"Benefit", "type"}, {"BenefitShare", "unit_id"}, {"BenefitPlan", "period"},
    {"Assessment", "assessment_id"}, {"Assessment", "date"}, {"Assessment", "author"}, {"Assessment", "text"},
    {"Capacity", "unit_id"}, {"Export", "title"}, {"Export", "connector_id"}, {"Export", "content"}, {"Export", "format"},
    {"BenefitBudgetLine", "year"}, {"BenefitMapEdge", "from"}, {"BenefitMapEdge", "to"},
});

// Lists of messages by what must be different in each element.
struct UniqueKey {
  std::string_view message;
  std::string_view list;
  std::string_view key;
};
constexpr auto kUnique = std::to_array<UniqueKey>({
    {"A3Template", "boxes", "box"}, {"A3", "root_causes", "root_cause_id"}, {"A3", "goals", "goal_id"},
    {"A3", "actions", "action_id"}, {"A3", "measures", "measure_id"}, {"A3Measure", "targets", "unit_id"},
    {"Baseline", "stated", "unit_id"}, {"Benefit", "shares", "unit_id"}, {"Benefit", "plan", "period"},
    {"Benefit", "assessments", "assessment_id"},
});

// The kind of resource that a field names; empty when it names none. Names within a unit's own tree are
// checked as a tree, those within a sheet with the sheet.
std::string KindReferredTo(const FieldDescriptor& field) {
  const std::string& name = field.name();
  const std::string& message = field.containing_type()->name();
  if (message == "Connector" || message == "Unit" || message == "UnitSuccession") return "";
  if (name == "unit_id" || name == "unit_ids") return "unit";
  if (name == "measure_id" || name == "measure_ids") return "measure";
  if (name == "benefit_ids") return "benefit";
  if (name == "template_id") return "a3_template";
  if (name == "archive_connector_id" || name == "connector_id") return "connector";
  if (name == "a3_id" || name == "deep_dive_id" || (message == "A3" && name == "parent_id")) return "a3";
  return "";
}

bool HasControlCharacters(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return (c >= 0 && c < 0x20 && c != '\n' && c != '\t') || c == 0x7f; });
}

bool AllDigits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Walks one resource.
class FieldChecker {
 public:
  FieldChecker(const ConfiguredResource& resource, const Configuration& all, Faults& faults)
      : resource_(resource), all_(all), faults_(faults) {}

  void Check(const std::string& prefix, const Message& message) {
    const google::protobuf::Descriptor& type = *message.GetDescriptor();
    for (const FieldName& required : kRequired) {
      if (required.message != type.name()) continue;
      const FieldDescriptor* field = type.FindFieldByName(std::string(required.field));
      if (IsEmpty(message, *field)) Fault(prefix + field->name(), "missing", "state it");
    }
    for (const UniqueKey& unique : kUnique) {
      if (unique.message == type.name()) CheckUnique(prefix, message, unique);
    }
    std::vector<const FieldDescriptor*> fields;
    message.GetReflection()->ListFields(message, &fields);
    for (const FieldDescriptor* field : fields) CheckField(prefix + field->name(), message, *field);
  }

 private:
  void Fault(const std::string& path, const std::string& why, const std::string& remedy) {
    faults_.Add(resource_.resource.origin(), resource_.Name() + ": " + path, why, remedy);
  }

  static bool IsEmpty(const Message& message, const FieldDescriptor& field) {
    return field.is_repeated() ? message.GetReflection()->FieldSize(message, &field) == 0 : !message.GetReflection()->HasField(message, &field);
  }

  void CheckUnique(const std::string& prefix, const Message& message, const UniqueKey& unique) {
    const FieldDescriptor* list = message.GetDescriptor()->FindFieldByName(std::string(unique.list));
    std::set<std::string> known;
    for (int i = 0; i < message.GetReflection()->FieldSize(message, list); ++i) {
      const Message& element = message.GetReflection()->GetRepeatedMessage(message, list, i);
      const FieldDescriptor* key = element.GetDescriptor()->FindFieldByName(std::string(unique.key));
      const std::string text = FieldText(element, *key, -1);
      if (!known.insert(text).second) {
        Fault(prefix + list->name() + "[" + std::to_string(i) + "]." + key->name(), "'" + text + "' stands twice in the list", "keep one of them");
      }
    }
  }

  void CheckField(const std::string& path, const Message& message, const FieldDescriptor& field) {
    const Reflection& r = *message.GetReflection();
    if (!field.is_repeated()) return CheckValue(path, message, field, -1);
    for (int i = 0; i < r.FieldSize(message, &field); ++i) CheckValue(path + "[" + std::to_string(i) + "]", message, field, i);
  }

  void CheckValue(const std::string& path, const Message& message, const FieldDescriptor& field, int index) {
    const Reflection& r = *message.GetReflection();
    if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
      Check(path + ".", index >= 0 ? r.GetRepeatedMessage(message, &field, index) : r.GetMessage(message, &field));
    } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
      CheckText(path, field, FieldText(message, field, index));
    } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_DOUBLE) {
      const double value = index >= 0 ? r.GetRepeatedDouble(message, &field, index) : r.GetDouble(message, &field);
      if (!std::isfinite(value)) Fault(path, "it is no number", "state one, or leave it out");
    }
  }

  void CheckText(const std::string& path, const FieldDescriptor& field, const std::string& text) {
    const std::string& name = field.name();
    if (text.size() > limits::kTextBytes) return Fault(path, "the text is longer than " + std::to_string(limits::kTextBytes) + " bytes", "shorten it");
    if (HasControlCharacters(text)) return Fault(path, "it has control characters", "remove them");
    if (name.ends_with("_id") || name.ends_with("_ids")) {
      if (!IsIdentifier(text)) {
        return Fault(path, "'" + text + "' is no identifier",
                     "use a–z, 0–9, - and _, at most " + std::to_string(limits::kIdentifierCharacters) + " characters");
      }
      const std::string kind = KindReferredTo(field);
      if (!kind.empty() && !all_.MayHave(kind, text)) Fault(path, "there is no " + kind + " '" + text + "'", "state it, or name one that is there");
    } else if (name == "date" || name.ends_with("_date") || name == "valid_from" || name == "valid_to") {
      if (!model::IsDate(text)) Fault(path, "'" + text + "' is no date", "write a day that exists as YYYY-MM-DD");
    } else if (name == "period") {
      if (!IsPeriod(text)) Fault(path, "'" + text + "' is no period", "write it as 2023, 2023-04, 2023-Q2, 2023-T1 or 2023-H1");
    } else if (name == "organisation_number") {
      if (text.size() != 9 || !AllDigits(text)) Fault(path, "'" + text + "' is no organisation number", "write its nine digits");
    }
  }

  const ConfiguredResource& resource_;
  const Configuration& all_;
  Faults& faults_;
};

}  // namespace

bool IsIdentifier(std::string_view text) {
  if (text.empty() || text.size() > limits::kIdentifierCharacters || text[0] == '-' || text[0] == '_') return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

bool IsPeriod(std::string_view text) {
  if (text.size() < 4 || !AllDigits(text.substr(0, 4)) || text[0] == '0') return false;
  const std::string_view part = text.substr(4);
  if (part.empty()) return true;
  if (part.size() != 3 || part[0] != '-') return false;
  const char last = part[2];
  switch (part[1]) {
    case 'Q': return last >= '1' && last <= '4';
    case 'T': return last >= '1' && last <= '3';
    case 'H': return last >= '1' && last <= '2';
    case '0': return last >= '1' && last <= '9';
    case '1': return last >= '0' && last <= '2';
    default: return false;
  }
}

void CheckFields(const ConfiguredResource& resource, const Configuration& all, Faults& faults) {
  const Message& content = ContentOf(resource.resource, *resource.kind);
  if (IdOf(content, *resource.kind).empty()) {
    return faults.Add(resource.resource.origin(), resource.kind->name, resource.kind->id->name() + " is missing", "give it an identifier");
  }
  FieldChecker(resource, all, faults).Check("", content);
}

}  // namespace helhet::configuration
