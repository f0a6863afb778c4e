#include "json_screen.h"

#include "helhet/values/refusal.h"

namespace helhet::agreements {
namespace {

using nlohmann::json;

// A value of the tree takes up to 200 bytes with its name, within 512 MiB for the child; a package of 30 MiB has 600,000.
constexpr int kValues = 1'000'000;
// Objects inside one another: OCDS needs about 10.
constexpr int kDepth = 50;

// Counts what goes by, and keeps nothing.
class Counter : public nlohmann::json_sax<json> {
 public:
  bool null() override { return Value(); }
  bool boolean(bool) override { return Value(); }
  bool number_integer(number_integer_t) override { return Value(); }
  bool number_unsigned(number_unsigned_t) override { return Value(); }
  bool number_float(number_float_t, const string_t&) override { return Value(); }
  bool string(string_t&) override { return Value(); }
  bool binary(binary_t&) override { return Value(); }
  bool key(string_t&) override { return true; }
  bool start_object(size_t) override { return Enter(); }
  bool start_array(size_t) override { return Enter(); }
  bool end_object() override { return --depth_, true; }
  bool end_array() override { return --depth_, true; }
  bool parse_error(size_t position, const std::string&, const json::exception&) override {
    status_ = sdk::Refused("json_malformed", "not well-formed JSON at byte " + std::to_string(position), "send it again, whole");
    return false;
  }

  const Status& status() const { return status_; }

 private:
  bool Value() {
    if (++values_ <= kValues) return true;
    status_ = sdk::Refused("json_too_many_values", "more than " + std::to_string(kValues) + " values", "split the package in several");
    return false;
  }
  bool Enter() {
    if (++depth_ <= kDepth) return Value();
    status_ = sdk::Refused("json_too_deep", "values inside one another more than " + std::to_string(kDepth) + " deep",
                           "ask the publisher for a document as the standard has it");
    return false;
  }

  int values_ = 0;
  int depth_ = 0;
  Status status_;
};

}  // namespace

Result<json> ParseJson(std::string_view bytes) {
  Counter counter;
  json::sax_parse(bytes, &counter);
  HELHET_RETURN_IF_ERROR(counter.status());
  return json::parse(bytes, nullptr, /*allow_exceptions=*/false);
}

}  // namespace helhet::agreements
