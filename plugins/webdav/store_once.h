// Puts a document on a server so that it stands there once, however often it is asked for.
#pragma once

#include <string>

#include "helhet/connector.h"
#include "helhet/status.h"
#include "server.h"

namespace helhet::webdav {

// Where a document goes: below `folder`, in a folder for its case, under a name that holds its delivery_id and nothing that a file
// system or an address would read in its own way.
std::string PathOfDocument(const std::string& folder, const plugin::v1::WriteRequest& request);

// Stores it, or finds it from an earlier attempt. A file that is a beginning of it is an upload that broke off, and is replaced.
// FAILED_PRECONDITION with reason another_document when something else stands there; UNAVAILABLE when it is changed meanwhile.
Status StoreOnce(Server& server, const std::string& path, const plugin::v1::WriteRequest& request, const sdk::Host& host);

}  // namespace helhet::webdav
