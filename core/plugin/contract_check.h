// Whether a connector and this hub speak the same contract.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/plugin/manifest.h"
#include "helhet/plugin/v1/connector.pb.h"
#include "helhet/status.h"

namespace helhet::plugin {

// A minor version of the contract, by the SHA-256 of its descriptor set.
struct KnownContract {
  std::string_view version;  // major.minor
  std::string_view sha256;
};

// Every published minor (proto/published/hashes.txt), oldest first, and last the one this hub is built with.
std::span<const KnownContract> KnownContracts();

// Holds what a connector says of itself against its manifest and against the contracts known. A mismatch is
// FAILED_PRECONDITION with one sentence: plugin, its version and contract, the hub's, which side to upgrade.
Status CheckDescription(const Manifest& manifest, const v1::DescribeResponse& description,
                        std::span<const KnownContract> known);

}  // namespace helhet::plugin
