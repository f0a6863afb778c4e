// Settings of a connector instance: a JSON object that the hub has checked against the manifest's schema,
// and secrets beside it.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "helhet/status.h"

namespace helhet::sdk {

// A value that must not be printed. Anything that prints it prints ***.
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string value) : value_(std::move(value)) {}
  const std::string& reveal() const { return value_; }
  bool empty() const { return value_.empty(); }

 private:
  std::string value_;
};

// Read access by path: `folder`, `tables.0.id`. An error names the path and what was expected.
class Settings {
 public:
  Settings();
  ~Settings();
  Settings(const Settings&);
  Settings& operator=(const Settings&);

  // From JSON text; INVALID_ARGUMENT with the position when it is not a JSON object.
  static Result<Settings> Parse(const std::string& json, std::map<std::string, std::string> secrets,
                                std::string municipality_id, std::string connector_id,
                                std::string proxy_socket);

  // A required text; INVALID_ARGUMENT when missing or empty.
  Result<std::string> Text(const std::string& path) const;
  std::string Text(const std::string& path, const std::string& fallback) const;
  int64_t Integer(const std::string& path, int64_t fallback) const;
  bool Flag(const std::string& path, bool fallback) const;
  std::vector<std::string> Texts(const std::string& path) const;
  // Number of elements of a list, or of members of an object; 0 when absent.
  size_t Size(const std::string& path) const;
  // Names of an object's members, sorted; empty when absent.
  std::vector<std::string> Keys(const std::string& path) const;
  bool Has(const std::string& path) const;

  Secret SecretOf(const std::string& name) const;
  const std::string& municipality_id() const { return municipality_id_; }
  const std::string& connector_id() const { return connector_id_; }
  // Path of the Unix socket of the hub's outgoing proxy (SOCKS5); empty means no network.
  const std::string& proxy_socket() const { return proxy_socket_; }

 private:
  struct Json;
  std::shared_ptr<const Json> json_;
  std::map<std::string, std::string> secrets_;
  std::string municipality_id_;
  std::string connector_id_;
  std::string proxy_socket_;
};

}  // namespace helhet::sdk
