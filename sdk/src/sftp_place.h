// Files of a folder on an SFTP server. Part of document_source.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "remote_place.h"
#include "sftp_session.h"

namespace helhet::sdk {

class SftpPlace : public RemotePlace {
 public:
  // `path` is relative to where the login ends up, or absolute. `host` outlives the place.
  SftpPlace(SftpLogin login, std::string path, const Host& host);

  Result<std::vector<RemoteFile>> List() override;
  Result<Fetched> Fetch(const RemoteFile& file, uint64_t limit_bytes, SpoolFile& spool) override;

 private:
  struct Folder {
    std::string path;
    std::string name;  // with a slash at the end, empty for the root
    int depth = 0;
  };

  // Connects, or connects again after a connection broke.
  Status Reach();
  Status ListFolder(const Folder& folder, std::vector<Folder>& pending, std::vector<RemoteFile>& files);
  Status See(const Folder& folder, const sftp_attributes_struct& entry, std::vector<Folder>& pending,
             std::vector<RemoteFile>& files);
  Result<Fetched> Transfer(const RemoteFile& file, uint64_t limit_bytes, SpoolFile& spool);
  Result<bool> IsAsListed(const RemoteFile& file) const;
  Status Fallen(Status status);

  const SftpLogin login_;
  const std::string path_;
  const Host& host_;
  std::unique_ptr<SftpSession> session_;
};

}  // namespace helhet::sdk
