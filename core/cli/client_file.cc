#include "core/cli/client_file.h"

#include <yaml-cpp/yaml.h>

#include <fstream>
#include <sstream>

namespace helhet::cli {
namespace {

// A file of a few KiB; a larger one is another file.
constexpr size_t kLargestBytes = 64 << 10;

Result<std::string> ReadFile(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return NotFound(path.string() + ": cannot be read");
  std::string text(kLargestBytes + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<size_t>(file.gcount()));
  if (text.size() > kLargestBytes) return InvalidArgument(path.string() + ": larger than 64 KiB");
  return text;
}

Status ReadKeys(const std::string& text, ClientFile& client, std::filesystem::path& token_file) {
  try {
    const YAML::Node document = YAML::Load(text);
    if (!document.IsMap()) return InvalidArgument(client.path.string() + ": not a map of address, ca_file and token");
    for (const auto& entry : document) {
      const std::string key = entry.first.as<std::string>();
      // The key's line: a value that is missing has none of its own.
      const std::string place = client.path.string() + ":" + std::to_string(entry.first.Mark().line + 1) + ": " + key;
      if (!entry.second.IsScalar()) return InvalidArgument(place + ": a text is expected");
      const std::string& value = entry.second.Scalar();
      if (key == "address") client.address = value;
      else if (key == "ca_file") client.ca_file = value;
      else if (key == "token") client.token = value;
      else if (key == "token_file") token_file = value;
      else if (key == "municipality") client.municipality = value;
      else return InvalidArgument(place + ": unknown key; allowed: address, ca_file, token, token_file, municipality");
    }
  } catch (const YAML::Exception& error) {
    return InvalidArgument(client.path.string() + ":" + std::to_string(error.mark.line + 1) + ": " + error.msg);
  }
  return OkStatus();
}

}  // namespace

Result<ClientFile> ReadClientFile(const std::filesystem::path& path) {
  ClientFile client;
  client.path = path;
  HELHET_ASSIGN_OR_RETURN(const std::string text, ReadFile(path));
  std::filesystem::path token_file;
  HELHET_RETURN_IF_ERROR(ReadKeys(text, client, token_file));
  if (client.address.empty()) return InvalidArgument(path.string() + ": address is missing");
  if (client.ca_file.empty()) return InvalidArgument(path.string() + ": ca_file is missing");
  client.ca_file = path.parent_path() / client.ca_file;
  HELHET_ASSIGN_OR_RETURN(client.authority_pem, ReadFile(client.ca_file));
  if (client.token.empty() && !token_file.empty()) {
    HELHET_ASSIGN_OR_RETURN(client.token, ReadFile(path.parent_path() / token_file));
    client.token.erase(client.token.find_last_not_of(" \r\n\t") + 1);
  }
  if (client.token.empty()) return InvalidArgument(path.string() + ": token is missing");
  return client;
}

}  // namespace helhet::cli
