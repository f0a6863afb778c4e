// A connector that is a program, not a library: it serves the contract itself, as one in another language
// would. Started under another name it does one thing wrong before it is ready; `fault` chooses one for later.
#include <string>
#include <string_view>
#include <thread>

#include <grpcpp/grpcpp.h>
#include <poll.h>
#include <unistd.h>

#include "helhet/model_sha256.h"
#include "helhet/plugin/v1/connector.grpc.pb.h"

#ifdef __SANITIZE_ADDRESS__
// The sanitizer would turn core dumps off, which the sandbox has done already and does not let anyone do.
extern "C" const char* __asan_default_options() { return "disable_coredump=0"; }
#endif
#ifdef __SANITIZE_THREAD__
extern "C" const char* __tsan_default_options() { return "disable_coredump=0"; }
// As core/plugin/host/main.cc.
extern "C" const char* __tsan_default_suppressions() { return "race:libgrpc\nrace:grpc::internal::\nrace:libprotobuf.so\nrace:libgpr.so\nrace:libabsl_\n"; }
#endif

namespace helhet::program {
namespace {

namespace v1 = plugin::v1;

constexpr int kControl = 3;

class Program final : public v1::Connector::Service {
 public:
  explicit Program(std::string name) : name_(std::move(name)) {}

  grpc::Status Describe(grpc::ServerContext*, const v1::DescribeRequest*, v1::DescribeResponse* response) override {
    response->set_name(name_);
    response->set_version("1.0.0");
    response->set_manifest_sha256(MANIFEST_SHA256);
    response->set_contract_version(HELHET_CONTRACT_VERSION);
    response->set_model_sha256(HELHET_MODEL_SHA256);
    return grpc::Status::OK;
  }

  grpc::Status Configure(grpc::ServerContext*, const v1::ConfigureRequest* request, v1::ConfigureResponse*) override {
    settings_ = request->settings_json();
    return grpc::Status::OK;
  }

  grpc::Status Check(grpc::ServerContext*, const v1::CheckRequest*, v1::CheckResponse* response) override {
    if (Has("problem_too_large")) return {grpc::StatusCode::INTERNAL, "failed", std::string(1 << 20, 'x')};
    if (Has("large_answer")) response->set_summary(std::string(40 << 20, 'x'));
    return grpc::Status::OK;
  }

  grpc::Status Read(grpc::ServerContext*,
                    grpc::ServerReaderWriter<v1::ReadResponse, v1::ReadRequest>* stream) override {
    v1::ReadRequest request;
    stream->Read(&request);
    v1::ReadResponse response;
    if (Has("empty_response")) stream->Write(response);
    for (int i = 0; i < 10'000 && Has("flood_progress"); ++i) {
      response.mutable_progress()->set_done(i);
      stream->Write(response);
    }
    const int batches = Has("ignore_window") ? 1'000'000 : 1;
    for (int i = 1; i <= batches; ++i) {
      response.mutable_batch()->set_sequence(static_cast<uint64_t>(i));
      if (!stream->Write(response)) return grpc::Status::CANCELLED;
    }
    return Has("fail_at_end") ? grpc::Status(grpc::StatusCode::UNAVAILABLE, "the source went away") : grpc::Status::OK;
  }

  grpc::Status Write(grpc::ServerContext*,
                     grpc::ServerReaderWriter<v1::WriteResponse, v1::WriteRequest>* stream) override {
    v1::WriteRequest request;
    while (stream->Read(&request)) {
      v1::WriteResponse response;
      response.set_delivery_id(Has("wrong_receipt") ? "another" : request.delivery_id());
      response.set_external_id("external/" + request.delivery_id());
      stream->Write(response);
    }
    return grpc::Status::OK;
  }

 private:
  bool Has(std::string_view fault) const { return settings_.find(fault) != std::string::npos; }

  const std::string name_;
  std::string settings_;
};

std::string ValueOf(const std::string& packet, const std::string& key) {
  const size_t begin = packet.find(key + " ") + key.size() + 1;
  return packet.substr(begin, packet.find('\n', begin) - begin);
}

void Say(const std::string& packet) {
  if (write(kControl, packet.data(), packet.size()) < 0) _exit(1);
}

int Run(const std::string& name) {
  std::string packet(4096, '\0');
  const ssize_t size = read(kControl, packet.data(), packet.size());
  if (size <= 0) return 1;
  packet.resize(static_cast<size_t>(size));

  Program service(name);
  grpc::ServerBuilder builder;
  builder.AddListeningPort("unix:" + ValueOf(packet, "socket"), grpc::InsecureServerCredentials());
  builder.SetMaxSendMessageSize(-1);
  builder.RegisterService(&service);
  const auto server = builder.BuildAndStart();
  if (server == nullptr) return 1;

  if (name == "program_refuses") Say("refused the licence has run out");
  if (name == "program_refuses") return 1;
  if (name == "program_never_ready") pause();
  Say("ready " + (name == "program_wrong_secret" ? std::string(64, '0') : ValueOf(packet, "secret")));
  while (true) {
    pollfd control{kControl, POLLIN, 0};
    if (poll(&control, 1, 1000) > 0) break;
    Say("alive");
  }
  server->Shutdown(std::chrono::system_clock::now());
  return 0;
}

}  // namespace
}  // namespace helhet::program

int main(int, char** argv) { return helhet::program::Run(argv[0]); }
