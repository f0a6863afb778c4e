#include "core/security/x509.h"

#include <arpa/inet.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <memory>

namespace helhet::security {
namespace {

template <auto Free>
struct Freer {
  template <typename T>
  void operator()(T* object) const { Free(object); }
};
using Key = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freer<X509_free>>;
using Memory = std::unique_ptr<BIO, Freer<BIO_free>>;
using TimeText = std::unique_ptr<ASN1_TIME, Freer<ASN1_TIME_free>>;
using Names = std::unique_ptr<GENERAL_NAMES, Freer<GENERAL_NAMES_free>>;

constexpr int64_t kSecondUs = 1'000'000;
constexpr int64_t kDayUs = 86'400 * kSecondUs;
// Clocks of clients differ from the hub's.
constexpr int64_t kClockSkewUs = 3600 * kSecondUs;

Status CryptoError(const std::string& what) {
  char text[256];
  ERR_error_string_n(ERR_get_error(), text, sizeof(text));
  ERR_clear_error();
  return Internal("certificate: " + what + ": " + text).WithReason("certificate").WithClass(ErrorClass::kHub);
}

std::string Contents(const Memory& memory) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(memory.get(), &data);
  return {data, static_cast<size_t>(size)};
}

Memory MemoryOf(const std::string& text) { return Memory(BIO_new_mem_buf(text.data(), static_cast<int>(text.size()))); }

Certificate ParseCertificate(const std::string& pem) { return Certificate(PEM_read_bio_X509(MemoryOf(pem).get(), nullptr, nullptr, nullptr)); }

Key ParseKey(const std::string& pem) { return Key(PEM_read_bio_PrivateKey(MemoryOf(pem).get(), nullptr, nullptr, nullptr)); }

bool SetRandomSerial(X509* certificate) {
  unsigned char bytes[16];  // above the 64 bits that Baseline Requirements 7.1 ask for
  if (RAND_bytes(bytes, sizeof(bytes)) != 1) return false;
  bytes[0] = static_cast<unsigned char>((bytes[0] & 0x7f) | 0x40);  // positive, never 0
  const std::unique_ptr<BIGNUM, Freer<BN_free>> number(BN_bin2bn(bytes, sizeof(bytes), nullptr));
  return BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr;
}

bool AddExtension(X509* certificate, X509* issuer, int nid, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  const std::unique_ptr<X509_EXTENSION, Freer<X509_EXTENSION_free>> extension(
      X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str()));
  return extension != nullptr && X509_add_ext(certificate, extension.get(), -1) == 1;
}

bool SetTimes(X509* certificate, int64_t not_before_us, int64_t not_after_us) {
  return ASN1_TIME_set(X509_getm_notBefore(certificate), not_before_us / kSecondUs) != nullptr &&
         ASN1_TIME_set(X509_getm_notAfter(certificate), not_after_us / kSecondUs) != nullptr;
}

bool SetSubject(X509* certificate, const std::string& common_name) {
  return X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_UTF8,
                                    reinterpret_cast<const unsigned char*>(common_name.c_str()), -1, -1, 0) == 1;
}

int64_t EndOf(const X509* certificate) {
  const TimeText epoch(ASN1_TIME_set(nullptr, 0));
  int days = 0;
  int seconds = 0;
  if (ASN1_TIME_diff(&days, &seconds, epoch.get(), X509_get0_notAfter(certificate)) != 1) return 0;
  return days * kDayUs + seconds * kSecondUs;
}

bool IsAddress(const std::string& name) {
  in6_addr address;
  return inet_pton(AF_INET, name.c_str(), &address) == 1 || inet_pton(AF_INET6, name.c_str(), &address) == 1;
}

std::string AlternativeNames(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ",") + std::string(IsAddress(name) ? "IP:" : "DNS:") + name;
  return text;
}

std::string AddressText(const ASN1_OCTET_STRING* bytes) {
  char text[INET6_ADDRSTRLEN] = "";
  inet_ntop(ASN1_STRING_length(bytes) == 4 ? AF_INET : AF_INET6, ASN1_STRING_get0_data(bytes), text, sizeof(text));
  return text;
}

// What both kinds of certificate have in common.
struct Draft {
  Key key{EVP_EC_gen("P-256")};
  Certificate certificate{X509_new()};

  bool Begin(const std::string& common_name, int64_t not_before_us, int64_t not_after_us) {
    return key != nullptr && certificate != nullptr && X509_set_version(certificate.get(), X509_VERSION_3) == 1 &&
           SetRandomSerial(certificate.get()) && SetTimes(certificate.get(), not_before_us, not_after_us) &&
           SetSubject(certificate.get(), common_name) && X509_set_pubkey(certificate.get(), key.get()) == 1;
  }
  Result<KeyPair> Finish(EVP_PKEY* signer) {
    if (X509_sign(certificate.get(), signer, EVP_sha256()) == 0) return CryptoError("cannot be signed");
    const Memory key_text(BIO_new(BIO_s_mem()));
    const Memory certificate_text(BIO_new(BIO_s_mem()));
    if (PEM_write_bio_PKCS8PrivateKey(key_text.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1 ||
        PEM_write_bio_X509(certificate_text.get(), certificate.get()) != 1) {
      return CryptoError("cannot be written");
    }
    return KeyPair{Contents(key_text), Contents(certificate_text)};
  }
};

}  // namespace

Result<KeyPair> MakeAuthority(const std::string& common_name, int64_t now_us) {
  Draft draft;
  X509* const own = draft.certificate.get();
  if (!draft.Begin(common_name, now_us - kClockSkewUs, now_us + kAuthorityDays * kDayUs) ||
      X509_set_issuer_name(own, X509_get_subject_name(own)) != 1 ||
      !AddExtension(own, own, NID_basic_constraints, "critical,CA:TRUE,pathlen:0") ||
      !AddExtension(own, own, NID_key_usage, "critical,keyCertSign,cRLSign") ||
      !AddExtension(own, own, NID_subject_key_identifier, "hash")) {
    return CryptoError("the authority cannot be made");
  }
  return draft.Finish(draft.key.get());
}

Result<KeyPair> IssueServerCertificate(const KeyPair& authority, const std::vector<std::string>& names, int64_t now_us) {
  const Certificate issuer = ParseCertificate(authority.certificate_pem);
  const Key signer = ParseKey(authority.key_pem);
  if (issuer == nullptr || signer == nullptr || X509_check_private_key(issuer.get(), signer.get()) != 1) {
    return CryptoError("the authority's key and certificate do not belong together");
  }
  const int64_t authority_end_us = EndOf(issuer.get());
  if (authority_end_us <= now_us) {
    return FailedPrecondition("certificate: the authority has ended").WithReason("authority_ended").WithClass(ErrorClass::kConfiguration)
        .WithRemedy("move its folder away: a new one is made at the next start, and clients need its ca.pem");
  }
  Draft draft;
  X509* const own = draft.certificate.get();
  if (names.empty() || !draft.Begin(names.front(), now_us - kClockSkewUs, std::min(now_us + kServerDays * kDayUs, authority_end_us)) ||
      X509_set_issuer_name(own, X509_get_subject_name(issuer.get())) != 1 ||
      !AddExtension(own, issuer.get(), NID_basic_constraints, "critical,CA:FALSE") ||
      !AddExtension(own, issuer.get(), NID_key_usage, "critical,digitalSignature") ||
      !AddExtension(own, issuer.get(), NID_ext_key_usage, "serverAuth") ||
      !AddExtension(own, issuer.get(), NID_authority_key_identifier, "keyid:always") ||
      !AddExtension(own, issuer.get(), NID_subject_alt_name, AlternativeNames(names))) {
    return CryptoError("the server's cannot be made for " + AlternativeNames(names));
  }
  return draft.Finish(signer.get());
}

Result<CertificateContent> ReadCertificate(const std::string& certificate_pem) {
  const Certificate certificate = ParseCertificate(certificate_pem);
  if (certificate == nullptr) {
    ERR_clear_error();
    return InvalidArgument("certificate: this is no PEM certificate").WithReason("certificate");
  }
  CertificateContent content;
  content.not_after_us = EndOf(certificate.get());
  content.is_authority = X509_check_ca(certificate.get()) == 1;
  const Names names(static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(certificate.get(), NID_subject_alt_name, nullptr, nullptr)));
  for (int i = 0; names != nullptr && i < sk_GENERAL_NAME_num(names.get()); ++i) {
    const GENERAL_NAME* name = sk_GENERAL_NAME_value(names.get(), i);
    if (name->type == GEN_IPADD) content.names.push_back(AddressText(name->d.iPAddress));
    if (name->type != GEN_DNS) continue;
    content.names.emplace_back(reinterpret_cast<const char*>(ASN1_STRING_get0_data(name->d.dNSName)),
                               static_cast<size_t>(ASN1_STRING_length(name->d.dNSName)));
  }
  std::sort(content.names.begin(), content.names.end());
  return content;
}

bool BelongsTogether(const KeyPair& pair, const std::string& authority_pem, int64_t now_us) {
  const Certificate certificate = ParseCertificate(pair.certificate_pem);
  const Certificate authority = ParseCertificate(authority_pem);
  const Key key = ParseKey(pair.key_pem);
  bool valid = certificate != nullptr && authority != nullptr && key != nullptr &&
               X509_check_private_key(certificate.get(), key.get()) == 1;
  if (valid) {
    const std::unique_ptr<X509_STORE, Freer<X509_STORE_free>> trusted(X509_STORE_new());
    const std::unique_ptr<X509_STORE_CTX, Freer<X509_STORE_CTX_free>> check(X509_STORE_CTX_new());
    X509_STORE_add_cert(trusted.get(), authority.get());
    X509_STORE_CTX_init(check.get(), trusted.get(), certificate.get(), nullptr);
    X509_STORE_CTX_set_time(check.get(), 0, now_us / kSecondUs);
    X509_STORE_CTX_set_purpose(check.get(), X509_PURPOSE_SSL_SERVER);
    valid = X509_verify_cert(check.get()) == 1;
  }
  ERR_clear_error();
  return valid;
}

}  // namespace helhet::security
