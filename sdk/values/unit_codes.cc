#include "helhet/values/unit_codes.h"

#include "helhet/values/reference.h"

namespace helhet::sdk {

void AddUnitCode(const char* scheme, const std::string& code, model::v1::Fact& fact) {
  if (IsFiller(code)) return;
  for (const auto& known : fact.unit_codes()) {
    if (known.scheme() == scheme && known.code() == code) return;
  }
  auto* unit_code = fact.add_unit_codes();
  unit_code->set_scheme(scheme);
  unit_code->set_code(code);
}

}  // namespace helhet::sdk
