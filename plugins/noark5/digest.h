// SHA-256 of what comes piece by piece.
#pragma once

#include <openssl/evp.h>

#include <memory>
#include <string>
#include <string_view>

namespace helhet::noark5 {

class Sha256 {
 public:
  Sha256();
  void Add(std::string_view bytes);
  // In hexadecimal, lower case, as `sjekksum` is written. Once.
  std::string Hex();

 private:
  std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context_;
};

std::string Sha256Of(std::string_view bytes);

}  // namespace helhet::noark5
