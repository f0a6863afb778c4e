// A place that documents of the hub go out to as files: a folder, or a folder on an SFTP server. Settings:
//
//   write_folder       folder of this machine; the manifest asks for it among `write_paths`
//   sftp_write_folder  folder on the server of `sftp`, whose login document_source.h has
//   replace            whether a document takes the place of another of its name; false when not stated
#pragma once

#include <memory>
#include <string>

#include "helhet/connector.h"
#include "helhet/settings.h"
#include "helhet/status.h"

namespace helhet::sdk {

class DocumentTarget {
 public:
  virtual ~DocumentTarget() = default;

  // Whether the settings name such a place.
  static bool IsStated(const Settings& settings);
  // For Configure. INVALID_ARGUMENT names the setting that is wrong. Touches nothing.
  static Result<std::unique_ptr<DocumentTarget>> From(const Settings& settings);

  // For Check: that the place is there, in words.
  virtual Result<std::string> Check(const Host& host) = 0;
  // For Write: stores the document under its `file_name`, so that it stands there whole or not at all, and once however often it is
  // asked for. FAILED_PRECONDITION with reason another_document when another document has the name and is not to be replaced;
  // INVALID_ARGUMENT when the name is none; UNAVAILABLE when it may pass.
  virtual Result<plugin::v1::WriteResponse> Store(const plugin::v1::WriteRequest& request, const Host& host) = 0;
};

}  // namespace helhet::sdk
