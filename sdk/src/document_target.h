// What targets of documents share. Part of document_target.
#pragma once

#include <string>

#include "helhet/document_target.h"
#include "sftp_session.h"

namespace helhet::sdk {

std::unique_ptr<DocumentTarget> MakeFolderTarget(std::string folder, bool replace);
std::unique_ptr<DocumentTarget> MakeSftpTarget(SftpLogin login, std::string folder, bool replace);

// The name that the hub has given the document. INVALID_ARGUMENT when it has none, or one that leads to another folder.
Result<std::string> FileNameOf(const plugin::v1::WriteRequest& request);
// The name under which it is written until it is whole: hidden, and the same in every attempt at this document.
std::string UnfinishedName(const std::string& file_name, const plugin::v1::WriteRequest& request);
Status AnotherDocument(const std::string& where);
plugin::v1::WriteResponse ReceiptFor(const plugin::v1::WriteRequest& request, const std::string& where);

}  // namespace helhet::sdk
