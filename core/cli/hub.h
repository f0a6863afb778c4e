// The hub as commands see it: its services, over one connection.
#pragma once

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>

#include <chrono>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <type_traits>

#include "core/cli/client_file.h"
#include "core/cli/text.h"
#include "helhet/api/v1/a3_service.grpc.pb.h"
#include "helhet/api/v1/benefit_service.grpc.pb.h"
#include "helhet/api/v1/configuration_service.grpc.pb.h"
#include "helhet/api/v1/connector_service.grpc.pb.h"
#include "helhet/api/v1/delivery_service.grpc.pb.h"
#include "helhet/api/v1/export_service.grpc.pb.h"
#include "helhet/api/v1/hub_service.grpc.pb.h"
#include "helhet/api/v1/measure_service.grpc.pb.h"
#include "helhet/api/v1/quarantine_service.grpc.pb.h"
#include "helhet/api/v1/report_service.grpc.pb.h"
#include "helhet/status.h"

namespace helhet::cli {

// How long commands wait: for an answer; for what computes or stores first; for a whole run.
inline constexpr std::chrono::seconds kAnswer{60};
inline constexpr std::chrono::minutes kWork{30};
inline constexpr std::chrono::hours kRun{24};

// A connection with TLS that trusts the file's authority alone, and never goes by a proxy.
std::shared_ptr<grpc::Channel> Dial(const ClientFile& client);

// Of one thread.
class Hub {
 public:
  Hub(std::shared_ptr<grpc::Channel> channel, ClientFile client, Language language);

  api::v1::HubService::Stub hub;
  api::v1::ConfigurationService::Stub configuration;
  api::v1::ConnectorService::Stub connectors;
  api::v1::MeasureService::Stub measures;
  api::v1::A3Service::Stub a3s;
  api::v1::BenefitService::Stub benefits;
  api::v1::DeliveryService::Stub deliveries;
  api::v1::ExportService::Stub exports;
  api::v1::QuarantineService::Stub quarantine;
  api::v1::ReportService::Stub reports;

  // Calls a method and waits: `hub.Ask(hub.a3s, &A3Service::Stub::GetA3, request)`. A failure of the hub has
  // its code, setting and remedy; that there is no hub to answer is reason `hub_unreachable`.
  template <typename Stub, typename Request, typename Response>
  Result<Response> Ask(Stub& stub, grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*), const Request& request,
                       std::chrono::seconds patience = kAnswer) {
    const auto context = Context(patience);
    Response response;
    const grpc::Status status = (stub.*method)(context.get(), request, &response);
    NoteExamples(*context);
    if (!status.ok()) return Explain(status, patience);
    return response;
  }

  // Calls a method that answers many times; `each` sees the answers.
  template <typename Stub, typename Request, typename Response>
  Status Watch(Stub& stub, std::unique_ptr<grpc::ClientReader<Response>> (Stub::*method)(grpc::ClientContext*, const Request&),
               const Request& request, const std::function<void(const std::type_identity_t<Response>&)>& each) {
    const auto context = Context(kRun);
    const auto reader = (stub.*method)(context.get(), request);
    Response response;
    while (reader->Read(&response)) each(response);
    const grpc::Status status = reader->Finish();
    NoteExamples(*context);
    return Explain(status, kRun);
  }

  // Calls a method that answers in pages until there are no more; gives them as one.
  template <typename Stub, typename Request, typename Response>
  Result<Response> AskAll(Stub& stub, grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*), Request request) {
    Response all;
    for (;;) {
      HELHET_ASSIGN_OR_RETURN(Response page, Ask(stub, method, request));
      request.set_page_token(page.next_page_token());
      all.MergeFrom(page);
      if (request.page_token().empty()) break;
    }
    all.clear_next_page_token();
    return all;
  }

  const ClientFile& client() const { return client_; }

  // Municipalities with made-up data that answers were about: what is printed of them is marked.
  const std::set<std::string>& examples() const { return examples_; }
  // While it lives, answers are only looked up in and not printed, so that they mark nothing.
  class LookingUp {
   public:
    explicit LookingUp(Hub& hub) : hub_(hub), before_(hub.examples_) {}
    ~LookingUp() { hub_.examples_ = before_; }
    LookingUp(const LookingUp&) = delete;
    LookingUp& operator=(const LookingUp&) = delete;

   private:
    Hub& hub_;
    const std::set<std::string> before_;
  };

 private:
  std::unique_ptr<grpc::ClientContext> Context(std::chrono::seconds patience) const;
  Status Explain(const grpc::Status& status, std::chrono::seconds patience) const;
  void NoteExamples(const grpc::ClientContext& context);

  ClientFile client_;
  Language language_;
  std::set<std::string> examples_;
};

}  // namespace helhet::cli
