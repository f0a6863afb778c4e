#include "helhet/maskinporten.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "helhet/base64.h"

namespace helhet::sdk {
namespace {

using nlohmann::json;
using Bio = std::unique_ptr<BIO, decltype(&BIO_free)>;
using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;

// Maskinporten refuses what is valid for more than 120 s, and clocks differ.
constexpr int64_t kValidSeconds = 110;

Status Wrong(const char* setting, const char* why, const char* remedy) {
  return InvalidArgument(std::string(setting) + ": " + why)
      .WithReason("setting_invalid")
      .WithSetting(setting)
      .WithRemedy(remedy)
      .WithClass(ErrorClass::kConfiguration);
}

// A passphrase is never asked for on a terminal.
int GivePassphrase(char* buffer, int size, int, void* context) {
  const auto& passphrase = *static_cast<const std::string*>(context);
  if (passphrase.empty() || passphrase.size() > static_cast<size_t>(size)) return -1;
  passphrase.copy(buffer, passphrase.size());
  return static_cast<int>(passphrase.size());
}

Key ReadKey(const MaskinportenClient& client) {
  const std::string& pem = client.private_key.reveal();
  const Bio text(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), &BIO_free);
  std::string passphrase = client.private_key_passphrase.reveal();
  return Key(PEM_read_bio_PrivateKey(text.get(), nullptr, &GivePassphrase, &passphrase), &EVP_PKEY_free);
}

std::vector<Certificate> ReadCertificates(const std::string& pem) {
  const Bio text(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), &BIO_free);
  std::vector<Certificate> certificates;
  while (X509* certificate = PEM_read_bio_X509(text.get(), nullptr, nullptr, nullptr)) {
    certificates.emplace_back(certificate, &X509_free);
  }
  return certificates;
}

// Standard base64 of DER, as x5c wants it (RFC 7515 section 4.1.6).
std::string Base64Of(X509* certificate) {
  unsigned char* der = nullptr;
  const int size = i2d_X509(certificate, &der);
  const std::string text = Base64({reinterpret_cast<const char*>(der), static_cast<size_t>(size)});
  OPENSSL_free(der);
  return text;
}

std::string NewId() {
  unsigned char bytes[16];
  RAND_bytes(bytes, sizeof(bytes));
  return Base64Url({reinterpret_cast<const char*>(bytes), sizeof(bytes)});
}

// RSASSA-PKCS1-v1_5 with SHA-256; empty when the key cannot sign.
std::string Sign(EVP_PKEY* key, const std::string& text) {
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  size_t size = 0;
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  if (EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key) != 1) return {};
  if (EVP_DigestSign(context.get(), nullptr, &size, bytes, text.size()) != 1) return {};
  std::string signature(size, '\0');
  if (EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size, bytes, text.size()) != 1) return {};
  signature.resize(size);
  return signature;
}

json HeaderOf(const MaskinportenClient& client, const std::vector<Certificate>& certificates) {
  json header = {{"alg", "RS256"}, {"typ", "JWT"}};
  if (!client.key_id.empty()) {
    header["kid"] = client.key_id;
    return header;
  }
  header["x5c"] = json::array();
  for (const Certificate& certificate : certificates) header["x5c"].push_back(Base64Of(certificate.get()));
  return header;
}

json ClaimsOf(const MaskinportenClient& client, int64_t now_s) {
  json claims = {{"aud", client.audience}, {"iss", client.client_id}, {"scope", client.scope}, {"iat", now_s},
                 {"exp", now_s + kValidSeconds}, {"jti", NewId()}};
  if (!client.resources.empty()) claims["resource"] = client.resources;
  if (!client.consumer_organisation_number.empty()) claims["consumer_org"] = client.consumer_organisation_number;
  return claims;
}

}  // namespace

Status CheckMaskinportenClient(const MaskinportenClient& client) {
  const Key key = ReadKey(client);
  if (!key || EVP_PKEY_get_base_id(key.get()) != EVP_PKEY_RSA) {
    return Wrong("secrets.private_key", "not an RSA private key that can be read with the stated passphrase",
                 "state the whole key in PEM, from -----BEGIN to -----END, and its passphrase if it has one");
  }
  if (client.key_id.empty() == client.certificates.empty()) {
    return Wrong("settings.auth.key_id", "state either key_id or certificates, and not both",
                 "state the id under which the key is registered, or the enterprise certificate");
  }
  if (!client.key_id.empty()) return OkStatus();
  const auto certificates = ReadCertificates(client.certificates);
  if (certificates.empty()) {
    return Wrong("settings.auth.certificates", "no certificate in PEM", "state the enterprise certificate, and those above it");
  }
  if (X509_check_private_key(certificates[0].get(), key.get()) != 1) {
    return Wrong("settings.auth.certificates", "the first certificate is not that of the private key",
                 "state the enterprise certificate first, and those above it after");
  }
  return OkStatus();
}

Result<std::string> SignMaskinportenGrant(const MaskinportenClient& client, int64_t now_us) {
  const int64_t now_s = now_us / 1'000'000;
  const auto certificates = ReadCertificates(client.certificates);
  time_t now = now_s;
  if (client.key_id.empty() && !certificates.empty() && X509_cmp_time(X509_get0_notAfter(certificates[0].get()), &now) < 0) {
    return FailedPrecondition("settings.auth.certificates: the enterprise certificate has expired")
        .WithReason("certificate_expired")
        .WithSetting("settings.auth.certificates")
        .WithRemedy("order a new enterprise certificate, and state it with its key")
        .WithClass(ErrorClass::kConfiguration);
  }
  const std::string signed_part =
      Base64Url(HeaderOf(client, certificates).dump()) + "." + Base64Url(ClaimsOf(client, now_s).dump());
  const Key key = ReadKey(client);
  const std::string signature = key ? Sign(key.get(), signed_part) : "";
  if (signature.empty()) return Wrong("secrets.private_key", "the key cannot sign", "state the RSA key of the client");
  return signed_part + "." + Base64Url(signature);
}

TokenRequest MaskinportenRequest(const MaskinportenClient& client) {
  TokenRequest request{.url = client.url};
  request.form = [client](int64_t now_us) -> Result<Form> {
    HELHET_ASSIGN_OR_RETURN(std::string grant, SignMaskinportenGrant(client, now_us));
    return Form{{"grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"}, {"assertion", std::move(grant)}};
  };
  return request;
}

}  // namespace helhet::sdk
