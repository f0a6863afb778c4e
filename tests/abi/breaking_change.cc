#include "tests/abi/breaking_change.h"

#include <google/protobuf/descriptor.h>

namespace helhet::plugin {
namespace {

namespace pb = google::protobuf;
using Findings = std::vector<std::string>;

// The type as it goes over the wire, and the name it has in code.
std::string TypeOf(const pb::FieldDescriptor& field) {
  std::string type = field.type_name();
  if (field.message_type() != nullptr) type = field.message_type()->full_name();
  if (field.enum_type() != nullptr) type = field.enum_type()->full_name();
  if (field.is_repeated()) type = "repeated " + type;
  return field.has_presence() ? type : type + " without presence";
}

std::string OneofOf(const pb::FieldDescriptor& field) {
  return field.real_containing_oneof() == nullptr ? "no oneof" : "oneof " + field.real_containing_oneof()->name();
}

void CompareField(const pb::FieldDescriptor& before, const pb::Descriptor& message, Findings& findings) {
  const std::string what = before.full_name() + " = " + std::to_string(before.number());
  const auto* now = message.FindFieldByNumber(before.number());
  if (now == nullptr) {
    findings.push_back(what + ": gone, or has another number");
    return;
  }
  if (now->name() != before.name()) findings.push_back(what + ": is named " + now->name());
  if (TypeOf(*now) != TypeOf(before)) findings.push_back(what + ": was " + TypeOf(before) + ", is " + TypeOf(*now));
  if (OneofOf(*now) != OneofOf(before)) {
    findings.push_back(what + ": was in " + OneofOf(before) + ", is in " + OneofOf(*now));
  }
}

void CompareEnum(const pb::EnumDescriptor& before, const pb::DescriptorPool& pool, Findings& findings) {
  const auto* now = pool.FindEnumTypeByName(before.full_name());
  if (now == nullptr) {
    findings.push_back(before.full_name() + ": gone");
    return;
  }
  for (int i = 0; i < before.value_count(); ++i) {
    const auto& value = *before.value(i);
    const auto* same = now->FindValueByName(value.name());
    if (same == nullptr || same->number() != value.number()) {
      findings.push_back(value.full_name() + " = " + std::to_string(value.number()) + ": gone, or has another number");
    }
  }
}

void CompareMessage(const pb::Descriptor& before, const pb::DescriptorPool& pool, Findings& findings) {
  const auto* now = pool.FindMessageTypeByName(before.full_name());
  if (now == nullptr) {
    findings.push_back(before.full_name() + ": gone");
    return;
  }
  for (int i = 0; i < before.field_count(); ++i) CompareField(*before.field(i), *now, findings);
  for (int i = 0; i < before.nested_type_count(); ++i) CompareMessage(*before.nested_type(i), pool, findings);
  for (int i = 0; i < before.enum_type_count(); ++i) CompareEnum(*before.enum_type(i), pool, findings);
}

std::string Shape(const pb::MethodDescriptor& method) {
  return std::string(method.client_streaming() ? "stream " : "") + method.input_type()->full_name() + " -> " +
         (method.server_streaming() ? "stream " : "") + method.output_type()->full_name();
}

void CompareService(const pb::ServiceDescriptor& before, const pb::DescriptorPool& pool, Findings& findings) {
  const auto* now = pool.FindServiceByName(before.full_name());
  if (now == nullptr) {
    findings.push_back(before.full_name() + ": gone");
    return;
  }
  for (int i = 0; i < before.method_count(); ++i) {
    const auto& method = *before.method(i);
    const auto* same = now->FindMethodByName(method.name());
    if (same == nullptr) {
      findings.push_back(method.full_name() + ": gone");
    } else if (Shape(*same) != Shape(method)) {
      findings.push_back(method.full_name() + ": was " + Shape(method) + ", is " + Shape(*same));
    }
  }
}

}  // namespace

std::vector<std::string> BreakingChanges(const pb::FileDescriptorSet& before, const pb::DescriptorPool& now) {
  Findings findings;
  pb::DescriptorPool pool;
  for (const auto& file_proto : before.file()) {
    const auto* file = pool.BuildFile(file_proto);
    if (file == nullptr) {
      findings.push_back(file_proto.name() + ": the published descriptor cannot be read");
      continue;
    }
    for (int i = 0; i < file->message_type_count(); ++i) CompareMessage(*file->message_type(i), now, findings);
    for (int i = 0; i < file->enum_type_count(); ++i) CompareEnum(*file->enum_type(i), now, findings);
    for (int i = 0; i < file->service_count(); ++i) CompareService(*file->service(i), now, findings);
  }
  return findings;
}

}  // namespace helhet::plugin
