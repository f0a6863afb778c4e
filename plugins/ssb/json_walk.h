// A bounded walk through JSON text on simdjson's on-demand parser: members and elements in turn, each value
// looked at exactly once, numbers as their own text. All that is not asked for is still checked.
#pragma once

#include <simdjson.h>

#include <string>
#include <string_view>

#include "decimal.h"
#include "helhet/status.h"

namespace helhet::jsonstat {

using Json = simdjson::ondemand::value;
using JsonType = simdjson::ondemand::json_type;

inline Status NotJson(simdjson::error_code error) {
  return InvalidArgument(std::string("not well-formed json: ") + simdjson::error_message(error))
      .WithReason("json_malformed");
}

#define HELHET_JSON_OK(expression)                                                                            \
  do {                                                                                                        \
    if (const auto helhet_json_error_ = (expression); helhet_json_error_) return NotJson(helhet_json_error_); \
  } while (false)

// Where a walk is. `place` names it in messages: `dimension Region, category`.
class JsonWalk {
 public:
  explicit JsonWalk(int depth_limit) : depth_left_(depth_limit) {}

  static Result<JsonType> TypeOf(Json& value) {
    JsonType type;
    HELHET_JSON_OK(value.type().get(type));
    return type;
  }

  // Calls visit(key, value) for each member. `what` names the value in a message when it is no object.
  template <typename Visit>
  Status Members(Json value, const std::string& what, Visit visit) {
    HELHET_ASSIGN_OR_RETURN(const JsonType type, TypeOf(value));
    if (type != JsonType::object) return InvalidArgument(what + ": not an object");
    simdjson::ondemand::object object;
    HELHET_JSON_OK(value.get_object().get(object));
    return EachMember(object, visit);
  }

  // Calls visit(value) for each element.
  template <typename Visit>
  Status Elements(Json value, const std::string& what, Visit visit) {
    HELHET_ASSIGN_OR_RETURN(const JsonType type, TypeOf(value));
    if (type != JsonType::array) return InvalidArgument(what + ": not a list");
    simdjson::ondemand::array array;
    HELHET_JSON_OK(value.get_array().get(array));
    const Level level(*this);
    if (depth_left_ < 0) return TooDeep();
    for (auto element : array) {
      Json child;
      HELHET_JSON_OK(element.get(child));
      HELHET_RETURN_IF_ERROR(visit(child));
    }
    return OkStatus();
  }

  static Result<std::string> Text(Json value, const std::string& what) {
    HELHET_ASSIGN_OR_RETURN(const JsonType type, TypeOf(value));
    if (type != JsonType::string) return InvalidArgument(what + ": not a text");
    std::string_view text;
    HELHET_JSON_OK(value.get_string().get(text));
    return std::string(text);
  }

  // The text of a number, checked against JSON's grammar.
  static Result<std::string_view> Number(Json value, const std::string& what) {
    HELHET_ASSIGN_OR_RETURN(const JsonType type, TypeOf(value));
    std::string_view token = value.raw_json_token();
    token = token.substr(0, token.find_last_not_of(" \t\r\n") + 1);
    if (type != JsonType::number || !ssb::IsJsonNumber(token)) {
      return InvalidArgument(what + ": '" + std::string(token.substr(0, 40)) + "' is no number");
    }
    return token;
  }

  // A scalar as text: numbers as written, true, false; nothing for null.
  static Result<std::string> Scalar(Json value) {
    HELHET_ASSIGN_OR_RETURN(const JsonType type, TypeOf(value));
    if (type == JsonType::string) return Text(value, "");
    if (type == JsonType::number) {
      HELHET_ASSIGN_OR_RETURN(const std::string_view number, Number(value, "number"));
      return std::string(number);
    }
    if (type == JsonType::boolean) {
      bool flag = false;
      HELHET_JSON_OK(value.get_bool().get(flag));
      return std::string(flag ? "true" : "false");
    }
    bool is_null = false;
    HELHET_JSON_OK(value.is_null().get(is_null));
    if (!is_null) return InvalidArgument("not well-formed json: neither a value nor null").WithReason("json_malformed");
    return std::string();
  }

  // Steps over a value and checks all of it.
  Status Skip(Json value) {
    HELHET_ASSIGN_OR_RETURN(const JsonType type, TypeOf(value));
    if (type == JsonType::object) {
      return Members(value, "", [this](std::string_view, Json child) { return Skip(child); });
    }
    if (type == JsonType::array) return Elements(value, "", [this](Json child) { return Skip(child); });
    return Scalar(value).status();
  }

  template <typename Visit>
  Status EachMember(simdjson::ondemand::object& object, Visit visit) {
    const Level level(*this);
    if (depth_left_ < 0) return TooDeep();
    for (auto member : object) {
      simdjson::ondemand::field field;
      HELHET_JSON_OK(std::move(member).get(field));
      std::string_view key;
      HELHET_JSON_OK(field.unescaped_key().get(key));
      HELHET_RETURN_IF_ERROR(visit(key, field.value()));
    }
    return OkStatus();
  }

 private:
  struct Level {
    explicit Level(JsonWalk& walk) : walk(walk) { --walk.depth_left_; }
    ~Level() { ++walk.depth_left_; }
    JsonWalk& walk;
  };
  static Status TooDeep() {
    return ResourceExhausted("objects and lists lie too deep inside each other").WithReason("json_too_deep");
  }

  int depth_left_;
};

}  // namespace helhet::jsonstat
