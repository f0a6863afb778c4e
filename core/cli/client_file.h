// client.yaml: how a command line reaches a hub. helhetd writes one in its data folder.
//
//   address: 127.0.0.1:7443     # host and port of the hub's gRPC
//   ca_file: tls/ca.pem         # its authority's certificate; relative to this file, or a whole path
//   token_file: admin.token     # likewise; or token: the token itself
//   municipality: "5037"        # the one that is meant when none is said; may be left out
#pragma once

#include <filesystem>
#include <string>

#include "helhet/status.h"

namespace helhet::cli {

struct ClientFile {
  std::filesystem::path path;
  std::string address;
  std::filesystem::path ca_file;
  std::string authority_pem;
  std::string token;
  std::string municipality;
};

// NOT_FOUND when the file, or one that it names, is not there; INVALID_ARGUMENT names the line and key.
Result<ClientFile> ReadClientFile(const std::filesystem::path& path);

}  // namespace helhet::cli
