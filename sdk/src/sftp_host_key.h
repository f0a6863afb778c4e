// The key by which an SSH host proves who it is, held against the one that the settings state.
#pragma once

#include <libssh/libssh.h>

#include <string>

#include "helhet/status.h"

namespace helhet::sdk {

// Whether `stated` is of a form that CheckHostKey takes: `ssh-ed25519 AAAA…`, the same with a host's name in front as
// in known_hosts, or `SHA256:…`. INVALID_ARGUMENT naming `setting`.
Status CheckHostKeyForm(const std::string& stated, const std::string& setting);

// Kinds of host key to ask for, the stated one's first: a host with keys of several kinds shows the first it has.
std::string HostKeyPreference(const std::string& stated);

// FAILED_PRECONDITION host_key_changed, with both fingerprints, when the connected host has another key.
Status CheckHostKey(ssh_session ssh, const std::string& host, const std::string& stated);

}  // namespace helhet::sdk
