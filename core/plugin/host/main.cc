// helhet-plugin-host: one plugin in one confined process. core/plugin/launch_protocol.h says how it is
// started; it takes no arguments and no environment.
#include <chrono>
#include <cstdlib>
#include <memory>
#include <new>
#include <string>

#include <grpcpp/grpcpp.h>
#include <pthread.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/plugin/host/bridge.h"
#include "core/plugin/host/call_queue.h"
#include "core/plugin/host/control.h"
#include "core/plugin/host/library.h"
#include "core/plugin/host/sandbox.h"
#include "core/plugin/launch_protocol.h"
#include "helhet/limits.h"

#ifdef __SANITIZE_THREAD__
// As tests/tsan_suppressions.txt, whose path no environment can tell a child: these libraries are built without the
// sanitizer.
extern "C" const char* __tsan_default_suppressions() {
  return "called_from_lib:libgrpc.so\nrace:libgrpc\nrace:libgpr.so\nrace:libprotobuf.so\nrace:libupb.so\nrace:libabsl_\nrace:grpc::internal::\nrace:libspdlog.so\n";
}
#endif

namespace helhet::plugin_host {
namespace {

constexpr size_t kThreadStackBytes = 1 << 20;  // gRPC's threads; the plugin runs on the main one.

Status ConfineAndReport(const plugin::LaunchOrder& order, const Control& control) {
  Status outcome;
  for (const auto& [name, status] : Confine(order)) {
    const std::string part(name);
    control.Send("sandbox " + part + (status.ok() ? " active" : " refused: " + status.message()));
    if (!status.ok() && outcome.ok() && order.sandbox_required) {
      outcome = FailedPrecondition("sandbox: the kernel refuses " + part + " (" + status.message() +
                                   "), and policy requires it");
    }
  }
  return outcome;
}

// The program is run from the same sealed bytes that the hub has checked.
Status Become(const plugin::LaunchOrder& order) {
  const std::string image = "/proc/self/fd/" + std::to_string(plugin::kImageDescriptor);
  char* const arguments[] = {const_cast<char*>(order.program.c_str()), nullptr};
  execve(image.c_str(), arguments, environ);
  return FromErrno(order.program);
}

std::unique_ptr<grpc::Server> Listen(CallQueue& calls, const std::string& socket) {
  grpc::ServerBuilder builder;
  builder.AddListeningPort("unix:" + socket, grpc::InsecureServerCredentials());
  builder.SetMaxReceiveMessageSize(limits::kMessageBytes);
  builder.SetMaxSendMessageSize(limits::kMessageBytes);
  builder.AddChannelArgument(GRPC_ARG_MAX_METADATA_SIZE, plugin::kMetadataBytes);
  builder.RegisterCallbackGenericService(&calls);
  return builder.BuildAndStart();
}

Status Serve(const plugin::LaunchOrder& order, Control& control) {
  HELHET_ASSIGN_OR_RETURN(const Library library,
                          Library::Load("plugin " + order.plugin_name + " " + order.plugin_version));
  HELHET_ASSIGN_OR_RETURN(const std::string packet, control.Receive());
  HELHET_ASSIGN_OR_RETURN(const plugin::ServeOrder serve, plugin::DecodeServeOrder(packet));
  Bridge bridge(library.table());
  if (!bridge.Create()) return Internal("plugin " + order.plugin_name + ": it could make no instance");

  CallQueue calls;
  const auto server = Listen(calls, serve.socket);
  if (server == nullptr) return Internal("socket " + serve.socket + ": gRPC cannot listen on it");
  control.Send("ready " + serve.secret);
  control.BeatUntilClosed([&calls] { calls.Close(); });
  while (const auto call = calls.Next()) {
    const grpc::Status status = bridge.Serve(call);
    calls.Finished();
    call->End(status);
  }
  server->Shutdown(std::chrono::system_clock::now());
  return OkStatus();
}

Status Run(Control& control) {
  umask(0077);
  HELHET_ASSIGN_OR_RETURN(const std::string packet, control.Receive());
  HELHET_ASSIGN_OR_RETURN(const plugin::LaunchOrder order, plugin::DecodeLaunchOrder(packet));
  if (chdir(order.private_folder.c_str()) != 0) return FromErrno(order.private_folder);
  HELHET_RETURN_IF_ERROR(ConfineAndReport(order, control));
  if (!order.program.empty()) return Become(order);

  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, kThreadStackBytes);
  pthread_setattr_default_np(&attributes);
  std::set_new_handler([] {
    Control().Send("memory");
    throw std::bad_alloc();
  });
  return Serve(order, control);
}

}  // namespace
}  // namespace helhet::plugin_host

int main() {
  helhet::plugin_host::Control control;
  const helhet::Status status = helhet::plugin_host::Run(control);
  if (!status.ok()) control.Send("refused " + status.message());
  // Without running destructors of the library: its threads may still be at work.
  _exit(status.ok() ? EXIT_SUCCESS : EXIT_FAILURE);
}
