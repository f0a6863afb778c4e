#include "sftp_host_key.h"

#include <memory>
#include <optional>
#include <sstream>
#include <type_traits>

namespace helhet::sdk {
namespace {

using Key = std::unique_ptr<std::remove_pointer_t<ssh_key>, void (*)(ssh_key)>;

constexpr const char* kKinds =
    "ssh-ed25519,ecdsa-sha2-nistp256,ecdsa-sha2-nistp384,ecdsa-sha2-nistp521,rsa-sha2-512,rsa-sha2-256";

bool IsFingerprint(const std::string& text) { return text.starts_with("SHA256:"); }

// The key in the text; null when there is none. What stands before its kind, a host's name, is passed over.
Key ReadKey(const std::string& text) {
  std::istringstream words(text);
  std::string word;
  while (words >> word) {
    const ssh_keytypes_e kind = ssh_key_type_from_name(word.c_str());
    std::string base64;
    ssh_key key = nullptr;
    if (kind == SSH_KEYTYPE_UNKNOWN || !(words >> base64)) continue;
    if (ssh_pki_import_pubkey_base64(base64.c_str(), kind, &key) == SSH_OK) return Key(key, ssh_key_free);
  }
  return Key(nullptr, ssh_key_free);
}

std::string Fingerprint(ssh_key key) {
  unsigned char* hash = nullptr;
  size_t size = 0;
  if (ssh_get_publickey_hash(key, SSH_PUBLICKEY_HASH_SHA256, &hash, &size) != SSH_OK) return "";
  char* text = ssh_get_fingerprint_hash(SSH_PUBLICKEY_HASH_SHA256, hash, size);
  const std::string fingerprint = text == nullptr ? "" : text;
  ssh_string_free_char(text);
  ssh_clean_pubkey_hash(&hash);
  return fingerprint;
}

}  // namespace

Status CheckHostKeyForm(const std::string& stated, const std::string& setting) {
  if (IsFingerprint(stated) || ReadKey(stated)) return OkStatus();
  return InvalidArgument(setting + ": not the public key of a host")
      .WithReason("host_key_unreadable")
      .WithSetting(setting)
      .WithRemedy("state a line as 'ssh-ed25519 AAAA…' or 'SHA256:…', as whoever runs the server gives it")
      .WithClass(ErrorClass::kConfiguration);
}

std::string HostKeyPreference(const std::string& stated) {
  const Key key = IsFingerprint(stated) ? Key(nullptr, ssh_key_free) : ReadKey(stated);
  if (!key) return kKinds;
  const ssh_keytypes_e kind = ssh_key_type(key.get());
  if (kind == SSH_KEYTYPE_RSA) return std::string("rsa-sha2-512,rsa-sha2-256,") + kKinds;
  return std::string(ssh_key_type_to_char(kind)) + "," + kKinds;
}

Status CheckHostKey(ssh_session ssh, const std::string& host, const std::string& stated) {
  ssh_key raw = nullptr;
  if (ssh_get_server_publickey(ssh, &raw) != SSH_OK) return Unavailable(host + ": the host shows no key");
  const Key shown(raw, ssh_key_free);
  const std::string fingerprint = Fingerprint(shown.get());
  std::string expected = stated;
  if (!IsFingerprint(stated)) {
    const Key key = ReadKey(stated);
    expected = key ? Fingerprint(key.get()) : "";
  }
  if (!fingerprint.empty() && fingerprint == expected) return OkStatus();
  return FailedPrecondition(host + ": the host's key is " + ssh_key_type_to_char(ssh_key_type(shown.get())) + " " +
                            fingerprint + ", but the settings state " + expected)
      .WithReason("host_key_changed")
      .WithSetting("settings.sftp.host_key")
      .WithRemedy("ask whoever runs the server whether its key was changed, and state the new one only if it was")
      .WithClass(ErrorClass::kConfiguration);
}

}  // namespace helhet::sdk
