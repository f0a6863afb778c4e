#include "core/cli/hub.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

#include <sstream>

#include "core/api/example_data.h"
#include "core/cli/hub_errors.h"
#include "core/cli/texts_common.h"
#include "helhet/limits.h"
#include "helhet/plugin/v1/record.pb.h"

namespace helhet::cli {

std::shared_ptr<grpc::Channel> Dial(const ClientFile& client) {
  grpc::SslCredentialsOptions tls;
  tls.pem_root_certs = client.authority_pem;
  grpc::ChannelArguments arguments;
  // A proxy that the environment names is for the web; a hub on loopback must not be asked for there.
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  arguments.SetMaxReceiveMessageSize(limits::kMessageBytes);
  // So that a watched run notices a hub that has gone.
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, 30'000);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, 20'000);
  return grpc::CreateCustomChannel(client.address, grpc::SslCredentials(tls), arguments);
}

Hub::Hub(std::shared_ptr<grpc::Channel> channel, ClientFile client, Language language)
    : hub(channel), configuration(channel), connectors(channel), measures(channel), a3s(channel), benefits(channel), deliveries(channel), exports(channel),
      quarantine(channel), reports(channel), client_(std::move(client)), language_(language) {}

std::unique_ptr<grpc::ClientContext> Hub::Context(std::chrono::seconds patience) const {
  auto context = std::make_unique<grpc::ClientContext>();
  context->set_deadline(std::chrono::system_clock::now() + patience);
  context->AddMetadata("authorization", "Bearer " + client_.token);
  return context;
}

void Hub::NoteExamples(const grpc::ClientContext& context) {
  const auto range = context.GetServerTrailingMetadata().equal_range(api::kExampleDataKey);
  for (auto told = range.first; told != range.second; ++told) {
    std::istringstream ids(std::string(told->second.data(), told->second.size()));
    for (std::string id; std::getline(ids, id, ',');) examples_.insert(id);
  }
}

Status Hub::Explain(const grpc::Status& status, std::chrono::seconds patience) const {
  if (status.ok()) return OkStatus();
  const std::string file = client_.path.string();
  plugin::v1::Problem problem;
  if (!status.error_details().empty() && problem.ParseFromString(status.error_details())) {
    return InReadersLanguage(Status(static_cast<StatusCode>(status.error_code()), problem.what())
        .WithReason(problem.code()).WithSetting(problem.setting()).WithRemedy(problem.remedy())
        .WithClass(static_cast<ErrorClass>(problem.problem_class())), language_);
  }
  // Without details it was gRPC itself that failed, or the door was shut.
  switch (status.error_code()) {
    case grpc::StatusCode::UNAVAILABLE: {
      const std::string& why = status.error_message();
      const bool is_certificate = why.find("Ssl") != std::string::npos || why.find("SSL") != std::string::npos ||
                                  why.find("CERTIFICATE") != std::string::npos || why.find("handshake") != std::string::npos;
      if (is_certificate) {
        return Unavailable(Say(language_, text::kCertificateRefused, client_.address, client_.ca_file.string()))
            .WithReason("hub_unreachable").WithRemedy(Say(language_, text::kFetchCertificate));
      }
      return Unavailable(Say(language_, text::kHubUnreachable, client_.address))
          .WithReason("hub_unreachable").WithRemedy(Say(language_, text::kStartHub, file));
    }
    case grpc::StatusCode::DEADLINE_EXCEEDED:
      return Status(StatusCode::kDeadlineExceeded, Say(language_, text::kNoAnswerInTime, client_.address, patience.count()))
          .WithReason("hub_unreachable").WithRemedy(Say(language_, text::kSeeHubLog));
    case grpc::StatusCode::UNAUTHENTICATED:
      return Status(StatusCode::kUnauthenticated, status.error_message()).WithRemedy(Say(language_, text::kNewToken, file));
    default: return Status(static_cast<StatusCode>(status.error_code()), status.error_message());
  }
}

}  // namespace helhet::cli
