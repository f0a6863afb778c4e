#include "core/store/backends.h"

namespace helhet::store {

Result<std::unique_ptr<DatabaseFactory>> OpenDatabase(const std::string& url) {
  if (url.starts_with("sqlite:")) return OpenSqlite(url.substr(7));
  if (url.starts_with("postgresql:") || url.starts_with("postgres:") || url.find('=') != std::string::npos) {
    return OpenPostgres(url);
  }
  return InvalidArgument("store: '" + url + "' is neither sqlite:PATH nor postgresql://HOST/DATABASE")
      .WithSetting("store")
      .WithClass(ErrorClass::kConfiguration);
}

int64_t AsInteger(const Value& value, int64_t null_value) {
  const int64_t* integer = std::get_if<int64_t>(&value);
  return integer == nullptr ? null_value : *integer;
}

const std::string& AsText(const Value& value) {
  static const std::string empty;
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* bytes = std::get_if<Bytes>(&value)) return bytes->data;
  return empty;
}

bool IsNull(const Value& value) { return std::holds_alternative<std::monostate>(value); }

}  // namespace helhet::store
