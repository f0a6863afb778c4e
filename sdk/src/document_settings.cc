#include "document_settings.h"

#include "helhet/http_transport.h"
#include "helhet/web_address.h"
#include "sftp_host_key.h"

namespace helhet::sdk {
namespace {

constexpr const char* kPlaces[] = {"folder", "sftp", "https"};

Status Wrong(const std::string& setting, const std::string& why, const std::string& remedy) {
  return InvalidArgument(setting + ": " + why)
      .WithReason("setting_invalid")
      .WithSetting(setting)
      .WithRemedy(remedy)
      .WithClass(ErrorClass::kConfiguration);
}

// Host and port of `sftp://host:port`. A path or a user in it would be passed over in silence, so there may be none.
Status ReadAddress(const std::string& text, SftpLogin& login) {
  const auto address = WebAddress::Parse(text);
  const bool only_host = address && (address->path.empty() || address->path == "/") && address->user.empty();
  if (!only_host || address->scheme != "sftp") {
    return Wrong("settings.sftp.address", "'" + text + "' is not of the form sftp://host:port",
                 "state the host and the port alone, and the path in settings.sftp.path");
  }
  login.host = address->host;
  login.port = address->port;
  return OkStatus();
}

Result<PlaceSettings> ReadSftp(const Settings& settings) {
  HELHET_ASSIGN_OR_RETURN(SftpLogin login, ReadSftpLogin(settings));
  return PlaceSettings(SftpFolder{std::move(login), settings.Text("sftp.path", ".")});
}

Result<PlaceSettings> ReadHttps(const Settings& settings) {
  HttpsIndex index;
  HELHET_ASSIGN_OR_RETURN(index.url, settings.Text("https.index"));
  if (HostOfUrl(index.url).empty()) {
    return Wrong("settings.https.index", "'" + index.url + "' is no address", "state an address that begins with https://");
  }
  index.headers = settings.Texts("https.headers");
  index.user = settings.Text("https.user", "");
  index.password = settings.SecretOf("password");
  index.token = settings.SecretOf("token");
  index.ca_file = settings.Text("https.ca_file", "");
  index.proxy_socket = settings.proxy_socket();
  return PlaceSettings(std::move(index));
}

}  // namespace

Result<SftpLogin> ReadSftpLogin(const Settings& settings) {
  SftpLogin login;
  HELHET_ASSIGN_OR_RETURN(const std::string address, settings.Text("sftp.address"));
  HELHET_RETURN_IF_ERROR(ReadAddress(address, login));
  HELHET_ASSIGN_OR_RETURN(login.user, settings.Text("sftp.user"));
  HELHET_ASSIGN_OR_RETURN(login.host_key, settings.Text("sftp.host_key"));
  HELHET_RETURN_IF_ERROR(CheckHostKeyForm(login.host_key, "settings.sftp.host_key"));
  login.password = settings.SecretOf("password");
  login.private_key = settings.SecretOf("private_key");
  login.private_key_passphrase = settings.SecretOf("private_key_passphrase");
  login.proxy_socket = settings.proxy_socket();
  return login;
}

Result<PlaceSettings> ReadPlaceSettings(const Settings& settings) {
  int places = 0;
  for (const char* place : kPlaces) places += settings.Has(place) ? 1 : 0;
  if (places != 1) {
    return Wrong("settings.folder", std::string(places == 0 ? "none" : "more than one") + " of folder, sftp and https is stated",
                 "state one of them");
  }
  if (settings.Has("sftp")) return ReadSftp(settings);
  if (settings.Has("https")) return ReadHttps(settings);
  FolderSourceOptions folder;
  HELHET_ASSIGN_OR_RETURN(folder.folder, settings.Text("folder"));
  return PlaceSettings(std::move(folder));
}

}  // namespace helhet::sdk
