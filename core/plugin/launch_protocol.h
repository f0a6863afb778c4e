// How the hub starts a connector process: the contract of descriptor 3.
//
// What a program in any language must do to be a connector:
//   1. Read one packet from descriptor 3: lines `secret <hex>` and `socket <path>`, and others to be ignored.
//   2. Serve helhet.plugin.v1.Connector (gRPC without TLS) on the Unix socket of that path.
//   3. Write the packet `ready <secret>` to descriptor 3. The hub dials only then.
//   4. From then on write the packet `alive` to it once a second, also while a call is under way.
//   5. End when reading descriptor 3 gives end of file. A call under way is cancelled by then.
// It may write `refused <sentence>` instead of ready, to say why it cannot run. Descriptor 3 is a Unix
// socket of packets (SOCK_SEQPACKET): one read is one packet, one write is one packet, of at most 4 KiB.
// Standard output and error are the hub's log: a line may begin with `<7>` debug, `<6>` info, `<4>` warning
// or `<3>` error. The working folder is private and writable.
//
// Before that, helhet-plugin-host has read a packet of its own (LaunchOrder) and confined the process; it
// then serves a library, or becomes the program by execve. Besides the above it writes `sandbox <part>
// active` or `sandbox <part> refused: <why>` for each part, and `memory` when an allocation fails.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "helhet/status.h"

namespace helhet::plugin {

inline constexpr int kControlDescriptor = 3;
inline constexpr int kImageDescriptor = 4;
// A packet fits in a socket buffer at once; more than 4 KiB from a child is rubbish.
inline constexpr size_t kPacketBytes = 4096;
inline constexpr size_t kLaunchPacketBytes = 64 * 1024;

// A problem travels in the trailing metadata, where gRPC's own limit of 8 KiB is too narrow.
inline constexpr int kMetadataBytes = 64 * 1024;
// Memory of gRPC and its libraries, which comes on top of what a plugin is granted.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr uint64_t kHostMib = 640;  // A sanitizer keeps what is freed, and a shadow of what is not.
#else
inline constexpr uint64_t kHostMib = 96;
#endif

// Parts of the confinement, as told by `sandbox`.
inline constexpr std::string_view kSandboxParts[] = {"user_namespace", "network_namespace", "private_root",
                                                     "no_new_privileges", "limits", "landlock", "seccomp"};

// The first packet: what helhet-plugin-host is to load, and within which walls.
struct LaunchOrder {
  std::string plugin_name;
  std::string plugin_version;
  // Name of the program on descriptor 4, to become it; empty means that a library is there, to be loaded.
  std::string program;
  // Writable, and holds the socket.
  std::string private_folder;
  // Empty; where the tree of files is put together that the process sees.
  std::string root_folder;
  std::vector<std::string> readable_paths;
  std::vector<std::string> writable_paths;
  // Folders whose files may also be mapped as code, beside the system's.
  std::vector<std::string> library_folders;
  // Whether it may connect to Unix sockets: to the hub's outgoing proxy, for plugins with hosts.
  bool may_connect = false;
  // Whether a part of the confinement that the kernel refuses ends the start.
  bool sandbox_required = true;
  uint64_t memory_mib = 0;
  uint64_t cpu_seconds = 0;
};

// INVALID_ARGUMENT when a value holds a line break.
Result<std::string> EncodeLaunchOrder(const LaunchOrder& order);
// INVALID_ARGUMENT names the line that is not understood.
Result<LaunchOrder> DecodeLaunchOrder(std::string_view packet);

// The second packet: what the one that serves needs to know.
struct ServeOrder {
  std::string secret;
  std::string socket;
};

std::string EncodeServeOrder(const ServeOrder& order);
Result<ServeOrder> DecodeServeOrder(std::string_view packet);

}  // namespace helhet::plugin
