#include "kostra_code.h"

namespace helhet::saft {
namespace {

constexpr size_t kDigits = 3;

bool IsNumber(std::string_view code) {
  return !code.empty() && code.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

std::string KostraArt(std::string_view code) {
  if (!IsNumber(code) || code.size() > kDigits) return {};
  const std::string art = std::string(kDigits - code.size(), '0') + std::string(code);
  return art == "000" ? std::string() : art;
}

std::string KostraFunction(std::string_view code) {
  if (!IsNumber(code) || code.size() < kDigits || code[0] == '0') return {};
  return std::string(code.substr(0, kDigits));
}

}  // namespace helhet::saft
