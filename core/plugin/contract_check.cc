#include "core/plugin/contract_check.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "core/plugin/known_contracts.h"

namespace helhet::plugin {
namespace {

std::pair<int, int> Numbers(std::string_view version) {
  std::pair<int, int> numbers{0, 0};
  const char* end = version.data() + version.size();
  const auto major = std::from_chars(version.data(), end, numbers.first);
  if (major.ptr != end) std::from_chars(major.ptr + 1, end, numbers.second);
  return numbers;
}

Status Refuse(const Manifest& manifest, const std::string& why) {
  return FailedPrecondition("plugin " + manifest.name + " " + manifest.version + ": " + why)
      .WithReason("plugin_contract_mismatch")
      .WithClass(ErrorClass::kPlugin);
}

}  // namespace

std::span<const KnownContract> KnownContracts() { return kKnownContracts; }

Status CheckDescription(const Manifest& manifest, const v1::DescribeResponse& description,
                        std::span<const KnownContract> known) {
  const std::string name_version = description.name() + " " + description.version();
  if (description.name() != manifest.name || description.version() != manifest.version) {
    return Refuse(manifest, "says that it is " + name_version + ": manifest and library do not belong together");
  }
  if (description.manifest_sha256() != manifest.sha256) {
    return Refuse(manifest, "was built with another manifest.json: install manifest and library together");
  }
  const auto same_hash = [&](const KnownContract& contract) { return contract.sha256 == description.model_sha256(); };
  if (const auto built_with = std::find_if(known.begin(), known.end(), same_hash); built_with != known.end()) {
    if (manifest.contract == built_with->version) return OkStatus();
    return Refuse(manifest, "its manifest states contract " + manifest.contract + ", but it was built with " +
                                std::string(built_with->version) + ": state that in manifest.json and build it again");
  }

  const std::string theirs = description.contract_version().empty() ? "none" : description.contract_version();
  const std::string oldest(known.front().version), newest(known.back().version);
  const bool is_newer = Numbers(theirs) > Numbers(newest);
  return Refuse(manifest, "built with contract " + theirs + " (model " + description.model_sha256().substr(0, 12) +
                              "), which is none that this hub knows (" + oldest + " to " + newest + "): " +
                              (is_newer ? "upgrade the hub" : "build the plugin again with the SDK of contract " + newest));
}

}  // namespace helhet::plugin
