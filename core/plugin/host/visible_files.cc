#include "core/plugin/host/sandbox.h"

namespace helhet::plugin_host {
namespace {

// Files of the system that libraries read when they start: code, certificates, time zones, the number of
// processors. Nothing here is the municipality's.
constexpr const char* kSystemCode[] = {"/usr", "/lib", "/lib64"};
constexpr const char* kSystemFiles[] = {"/etc/ld.so.cache", "/etc/ssl", "/etc/localtime", "/etc/timezone",
                                        "/dev/zero", "/dev/urandom", "/sys/devices/system/cpu", "/proc/self",
                                        "/proc/cpuinfo", "/proc/meminfo"};

}  // namespace

std::vector<VisibleFile> VisibleFiles(const plugin::LaunchOrder& order) {
  std::vector<VisibleFile> files;
  for (const char* path : kSystemCode) files.push_back({path, FileAccess::kReadAndRun});
  for (const char* path : kSystemFiles) files.push_back({path, FileAccess::kRead});
  for (const auto& path : order.library_folders) files.push_back({path, FileAccess::kReadAndRun});
  for (const auto& path : order.readable_paths) files.push_back({path, FileAccess::kRead});
  for (const auto& path : order.writable_paths) files.push_back({path, FileAccess::kReadAndWrite});
  files.push_back({"/dev/null", FileAccess::kReadAndWrite});
  files.push_back({order.private_folder, FileAccess::kReadAndWrite});
  return files;
}

}  // namespace helhet::plugin_host
