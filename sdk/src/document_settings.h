// The settings that name where documents are read from, as document_source.h lists them.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "helhet/folder_source.h"
#include "helhet/settings.h"
#include "helhet/status.h"
#include "https_place.h"
#include "sftp_session.h"

namespace helhet::sdk {

struct SftpFolder {
  SftpLogin login;
  std::string path;
};

using PlaceSettings = std::variant<FolderSourceOptions, SftpFolder, HttpsIndex>;

// INVALID_ARGUMENT naming the setting that is missing or wrong.
Result<SftpLogin> ReadSftpLogin(const Settings& settings);
Result<PlaceSettings> ReadPlaceSettings(const Settings& settings);

}  // namespace helhet::sdk
