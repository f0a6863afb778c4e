#include "document_target.h"

#include "document_settings.h"

namespace helhet::sdk {
namespace {

Status Wrong(const std::string& setting, const std::string& why, const std::string& remedy) {
  return InvalidArgument(setting + ": " + why).WithReason("setting_invalid").WithSetting(setting).WithRemedy(remedy).WithClass(ErrorClass::kConfiguration);
}

}  // namespace

bool DocumentTarget::IsStated(const Settings& settings) { return settings.Has("write_folder") || settings.Has("sftp_write_folder"); }

Result<std::unique_ptr<DocumentTarget>> DocumentTarget::From(const Settings& settings) {
  if (settings.Has("write_folder") && settings.Has("sftp_write_folder")) {
    return Wrong("settings.write_folder", "a folder on an SFTP server is stated too", "state one place to write to");
  }
  const bool replace = settings.Flag("replace", false);
  if (settings.Has("sftp_write_folder")) {
    HELHET_ASSIGN_OR_RETURN(SftpLogin login, ReadSftpLogin(settings));
    return MakeSftpTarget(std::move(login), settings.Text("sftp_write_folder", "."), replace);
  }
  const std::string folder = settings.Text("write_folder", "");
  if (!folder.starts_with('/')) return Wrong("settings.write_folder", "'" + folder + "' is no absolute path", "state the folder from / on");
  return MakeFolderTarget(folder, replace);
}

Result<std::string> FileNameOf(const plugin::v1::WriteRequest& request) {
  const std::string name = PropertyOf(request, "file_name");
  if (!name.empty() && name.size() <= 255 && name[0] != '.' && name.find('/') == std::string::npos && name.find('\0') == std::string::npos) return name;
  return InvalidArgument("delivery " + request.delivery_id() + ": '" + name + "' is no name of a file").WithReason("file_name_invalid")
      .WithRemedy("give the export a file_name without folders").WithClass(ErrorClass::kConfiguration);
}

std::string UnfinishedName(const std::string& file_name, const plugin::v1::WriteRequest& request) {
  // Names at the limit of a file system leave room for what comes after.
  return "." + file_name.substr(0, 200) + "." + PropertyOf(request, "sha256").substr(0, 16) + ".part";
}

Status AnotherDocument(const std::string& where) {
  return FailedPrecondition(where + ": another document stands there")
      .WithReason("another_document").WithRemedy("move it away and retry the delivery, or state replace: true for one file that is renewed")
      .WithClass(ErrorClass::kConfiguration);
}

plugin::v1::WriteResponse ReceiptFor(const plugin::v1::WriteRequest& request, const std::string& where) {
  plugin::v1::WriteResponse receipt;
  receipt.set_delivery_id(request.delivery_id());
  receipt.set_external_id(where);
  return receipt;
}

}  // namespace helhet::sdk
