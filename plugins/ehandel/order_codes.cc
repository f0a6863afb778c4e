#include "order_codes.h"

#include "helhet/values/quoted.h"
#include "helhet/values/refusal.h"

namespace helhet::ehandel {
namespace {

struct ResponseCode {
  const char* code;
  model::v1::OrderStatus status;
};
constexpr ResponseCode kResponseCodes[] = {
    {"AB", model::v1::ORDER_STATUS_ACKNOWLEDGED},
    {"AP", model::v1::ORDER_STATUS_ACCEPTED},
    {"CA", model::v1::ORDER_STATUS_ACCEPTED_WITH_CHANGES},
    {"RE", model::v1::ORDER_STATUS_REJECTED},
    {"27", model::v1::ORDER_STATUS_REJECTED},
    {"28", model::v1::ORDER_STATUS_ACCEPTED_WITH_CHANGES},
    {"29", model::v1::ORDER_STATUS_ACCEPTED},
    {"30", model::v1::ORDER_STATUS_ACCEPTED_WITH_CHANGES},
};

struct LineStatusCode {
  const char* code;
  model::v1::OrderLineAction action;
};
constexpr LineStatusCode kLineStatusCodes[] = {
    {"1", model::v1::ORDER_LINE_ACTION_ADDED},     {"2", model::v1::ORDER_LINE_ACTION_DELETED},
    {"3", model::v1::ORDER_LINE_ACTION_CHANGED},   {"4", model::v1::ORDER_LINE_ACTION_ACCEPTED},
    {"5", model::v1::ORDER_LINE_ACTION_ACCEPTED},  {"7", model::v1::ORDER_LINE_ACTION_DELETED},
    {"42", model::v1::ORDER_LINE_ACTION_ACCEPTED}, {"27", model::v1::ORDER_LINE_ACTION_DELETED},
    {"29", model::v1::ORDER_LINE_ACTION_ACCEPTED}, {"30", model::v1::ORDER_LINE_ACTION_CHANGED},
};

}  // namespace

Result<model::v1::OrderStatus> StatusOfResponse(const std::string& code) {
  constexpr const char* kRemedy = "ask the sender for a corrected document";
  if (code.empty()) {
    return sdk::Refused("response_code_missing", "cbc:OrderResponseCode: the response does not say where the order stands", kRemedy);
  }
  for (const ResponseCode& known : kResponseCodes) {
    if (code == known.code) return known.status;
  }
  return sdk::Refused("response_code_unknown", "cbc:OrderResponseCode: " + sdk::Quoted(code) + " is none of AB, AP, CA and RE", kRemedy);
}

std::optional<model::v1::OrderLineAction> ActionOfLine(const std::string& code) {
  for (const LineStatusCode& known : kLineStatusCodes) {
    if (code == known.code) return known.action;
  }
  return std::nullopt;
}

}  // namespace helhet::ehandel
