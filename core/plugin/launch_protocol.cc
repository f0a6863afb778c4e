#include "core/plugin/launch_protocol.h"

#include <charconv>
#include <functional>

namespace helhet::plugin {
namespace {

// Calls `take(key, value)` for each line; stops at the first failure.
Status ForEachLine(std::string_view packet, const std::function<Status(std::string_view, std::string_view)>& take) {
  while (!packet.empty()) {
    const size_t end = packet.find('\n');
    const std::string_view line = packet.substr(0, end);
    packet.remove_prefix(end == std::string_view::npos ? packet.size() : end + 1);
    const size_t space = line.find(' ');
    if (space == std::string_view::npos) return InvalidArgument("launch: line without a value: " + std::string(line));
    HELHET_RETURN_IF_ERROR(take(line.substr(0, space), line.substr(space + 1)));
  }
  return OkStatus();
}

Status ParseNumber(std::string_view key, std::string_view text, uint64_t* number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), *number);
  if (error == std::errc() && end == text.data() + text.size()) return OkStatus();
  return InvalidArgument("launch: " + std::string(key) + " is no number: " + std::string(text));
}

Status TakeLaunchLine(std::string_view key, std::string_view value, LaunchOrder* order) {
  if (key == "name") order->plugin_name = value;
  else if (key == "version") order->plugin_version = value;
  else if (key == "program") order->program = value;
  else if (key == "private") order->private_folder = value;
  else if (key == "root") order->root_folder = value;
  else if (key == "readable") order->readable_paths.emplace_back(value);
  else if (key == "writable") order->writable_paths.emplace_back(value);
  else if (key == "libraries") order->library_folders.emplace_back(value);
  else if (key == "connect") order->may_connect = value == "yes";
  else if (key == "sandbox") order->sandbox_required = value != "prefer";
  else if (key == "memory_mib") return ParseNumber(key, value, &order->memory_mib);
  else if (key == "cpu_seconds") return ParseNumber(key, value, &order->cpu_seconds);
  else return InvalidArgument("launch: unknown line: " + std::string(key));
  return OkStatus();
}

}  // namespace

Result<std::string> EncodeLaunchOrder(const LaunchOrder& order) {
  std::string packet;
  bool one_line_each = true;
  const auto put = [&](const char* key, const std::string& value) {
    one_line_each = one_line_each && value.find('\n') == std::string::npos;
    packet.append(key).append(" ").append(value).append("\n");
  };
  put("name", order.plugin_name);
  put("version", order.plugin_version);
  if (!order.program.empty()) put("program", order.program);
  put("private", order.private_folder);
  put("root", order.root_folder);
  for (const auto& path : order.readable_paths) put("readable", path);
  for (const auto& path : order.writable_paths) put("writable", path);
  for (const auto& path : order.library_folders) put("libraries", path);
  put("connect", order.may_connect ? "yes" : "no");
  put("sandbox", order.sandbox_required ? "require" : "prefer");
  put("memory_mib", std::to_string(order.memory_mib));
  put("cpu_seconds", std::to_string(order.cpu_seconds));
  if (!one_line_each) return InvalidArgument("launch of plugin " + order.plugin_name + ": a path holds a line break");
  if (packet.size() > kLaunchPacketBytes) {
    return InvalidArgument("launch of plugin " + order.plugin_name + ": too many paths");
  }
  return packet;
}

Result<LaunchOrder> DecodeLaunchOrder(std::string_view packet) {
  LaunchOrder order;
  HELHET_RETURN_IF_ERROR(ForEachLine(packet, [&](std::string_view key, std::string_view value) {
    return TakeLaunchLine(key, value, &order);
  }));
  return order;
}

std::string EncodeServeOrder(const ServeOrder& order) {
  return "secret " + order.secret + "\nsocket " + order.socket + "\n";
}

Result<ServeOrder> DecodeServeOrder(std::string_view packet) {
  ServeOrder order;
  HELHET_RETURN_IF_ERROR(ForEachLine(packet, [&](std::string_view key, std::string_view value) {
    if (key == "secret") order.secret = value;
    if (key == "socket") order.socket = value;
    return OkStatus();
  }));
  if (order.secret.empty() || order.socket.empty()) return InvalidArgument("launch: secret or socket is missing");
  return order;
}

}  // namespace helhet::plugin
