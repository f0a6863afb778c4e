#include "credit_note.h"

#include <google/protobuf/descriptor.h>

namespace helhet::rest {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

bool IsTurned(const FieldDescriptor& field) {
  return field.cpp_type() == FieldDescriptor::CPPTYPE_INT64 &&
         (field.name().ends_with("amount_minor") || field.name() == "quantity_micros");
}

void Turn(Message& message) {
  const auto* reflection = message.GetReflection();
  for (int i = 0; i < message.GetDescriptor()->field_count(); ++i) {
    const FieldDescriptor* field = message.GetDescriptor()->field(i);
    if (field->is_repeated() && field->message_type() != nullptr) {
      for (int at = 0; at < reflection->FieldSize(message, field); ++at) Turn(*reflection->MutableRepeatedMessage(&message, field, at));
    } else if (IsTurned(*field) && (!field->has_presence() || reflection->HasField(message, field))) {
      reflection->SetInt64(&message, field, -reflection->GetInt64(message, field));
    }
  }
}

}  // namespace

void TurnCreditNote(model::v1::Fact& fact) {
  const auto type = fact.invoice().type();
  const bool credits = type == model::v1::INVOICE_TYPE_CREDIT_NOTE || type == model::v1::INVOICE_TYPE_SELF_BILLED_CREDIT_NOTE;
  if (fact.has_invoice() && credits) Turn(*fact.mutable_invoice());
}

}  // namespace helhet::rest
