#include "helhet/testing/loopback_server.h"

#include <arpa/inet.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <memory>

namespace helhet::testing {
namespace {

// Reads bytes from a connection, through TLS when there is any.
struct Wire {
  int descriptor;
  SSL* tls = nullptr;

  ssize_t Read(char* data, size_t size) {
    return tls != nullptr ? SSL_read(tls, data, static_cast<int>(size)) : read(descriptor, data, size);
  }
  void Write(const std::string& text) {
    for (size_t done = 0; done < text.size();) {
      const ssize_t count = tls != nullptr ? SSL_write(tls, text.data() + done, static_cast<int>(text.size() - done))
                                           : write(descriptor, text.data() + done, text.size() - done);
      if (count <= 0) return;
      done += static_cast<size_t>(count);
    }
  }
};

size_t BodyLength(const std::string& head) {
  const size_t at = head.find("Content-Length: ");
  return at == std::string::npos ? 0 : std::stoul(head.substr(at + 16));
}

std::string ReadRequest(Wire& wire) {
  std::string request;
  char buffer[4096];
  while (true) {
    const size_t end = request.find("\r\n\r\n");
    if (end != std::string::npos && request.size() >= end + 4 + BodyLength(request.substr(0, end))) return request;
    const ssize_t count = wire.Read(buffer, sizeof(buffer));
    if (count <= 0) return request;
    request.append(buffer, static_cast<size_t>(count));
  }
}

bool ReadExactly(int descriptor, unsigned char* data, size_t size) {
  for (size_t done = 0; done < size;) {
    const ssize_t count = read(descriptor, data + done, size - done);
    if (count <= 0) return false;
    done += static_cast<size_t>(count);
  }
  return true;
}

}  // namespace

LoopbackServer::LoopbackServer(Kind kind, const std::string& folder, Handler handler)
    : kind_(kind), handler_(std::move(handler)) {
  std::signal(SIGPIPE, SIG_IGN);
  if (kind_ == Kind::kSocks5) socket_path_ = folder + "/proxy";
  if (kind_ == Kind::kTls) MakeCertificate(folder);
  Listen();
  thread_ = std::thread([this] { Serve(); });
}

LoopbackServer::~LoopbackServer() {
  ending_ = true;
  shutdown(listener_, SHUT_RDWR);
  thread_.join();
  for (const int connection : waiting_) close(connection);
  close(listener_);
  SSL_CTX_free(tls_);
}

std::string LoopbackServer::url() const {
  return (kind_ == Kind::kTls ? "https://127.0.0.1:" : "http://127.0.0.1:") + std::to_string(port_);
}

void LoopbackServer::Listen() {
  bool listening = false;
  if (kind_ == Kind::kSocks5) {
    listener_ = socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    socket_path_.copy(address.sun_path, sizeof(address.sun_path) - 1);
    listening =
        bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0 && listen(listener_, 8) == 0;
  } else {
    listener_ = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof(address);
    listening = bind(listener_, reinterpret_cast<sockaddr*>(&address), length) == 0 && listen(listener_, 8) == 0;
    getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &length);
    port_ = ntohs(address.sin_port);
  }
  if (!listening) {
    std::perror("loopback server");
    std::abort();
  }
}

// A certificate signed by itself for 127.0.0.1, valid for a day.
void LoopbackServer::MakeCertificate(const std::string& folder) {
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(EVP_EC_gen("P-256"), &EVP_PKEY_free);
  const std::unique_ptr<X509, decltype(&X509_free)> certificate(X509_new(), &X509_free);
  X509_set_version(certificate.get(), 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -60);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 86400);
  X509_set_pubkey(certificate.get(), key.get());
  X509_NAME* name = X509_get_subject_name(certificate.get());
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("loopback"), -1, -1, 0);
  X509_set_issuer_name(certificate.get(), name);
  X509_EXTENSION* names = X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "IP:127.0.0.1");
  X509_add_ext(certificate.get(), names, -1);
  X509_EXTENSION_free(names);
  X509_sign(certificate.get(), key.get(), EVP_sha256());

  tls_ = SSL_CTX_new(TLS_server_method());
  SSL_CTX_use_certificate(tls_, certificate.get());
  SSL_CTX_use_PrivateKey(tls_, key.get());
  certificate_path_ = folder + "/certificate.pem";
  std::FILE* file = std::fopen(certificate_path_.c_str(), "w");
  PEM_write_X509(file, certificate.get());
  std::fclose(file);
}

void LoopbackServer::Serve() {
  while (!ending_) {
    const int connection = accept(listener_, nullptr, nullptr);
    if (connection < 0) return;
    ServeOne(connection);
  }
}

void LoopbackServer::ServeOne(int connection) {
  Wire wire{connection};
  const bool shaken = kind_ != Kind::kSocks5 || ShakeHandsAsProxy(connection);
  if (kind_ == Kind::kTls) {
    wire.tls = SSL_new(tls_);
    SSL_set_fd(wire.tls, connection);
  }
  if (shaken && (wire.tls == nullptr || SSL_accept(wire.tls) == 1)) {
    requests_.push_back(ReadRequest(wire));
    const std::string answer = handler_(requests_.back());
    wire.Write(answer);
    if (answer.empty()) {
      waiting_.push_back(connection);
      return;
    }
  }
  if (wire.tls != nullptr) SSL_shutdown(wire.tls);
  SSL_free(wire.tls);
  close(connection);
}

// SOCKS5 with no authentication, CONNECT to a name (RFC 1928).
bool LoopbackServer::ShakeHandsAsProxy(int connection) {
  unsigned char bytes[256];
  if (!ReadExactly(connection, bytes, 2) || !ReadExactly(connection, bytes, bytes[1])) return false;
  if (write(connection, "\x05\x00", 2) != 2) return false;
  if (!ReadExactly(connection, bytes, 5) || bytes[3] != 3) return false;
  const size_t length = bytes[4];
  if (!ReadExactly(connection, bytes, length + 2)) return false;
  targets_.push_back(std::string(reinterpret_cast<char*>(bytes), length) + ":" +
                     std::to_string(bytes[length] * 256 + bytes[length + 1]));
  return write(connection, "\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00", 10) == 10;
}

}  // namespace helhet::testing
