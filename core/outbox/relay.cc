#include "core/outbox/relay.h"

#include <spdlog/spdlog.h>

#include <chrono>

#include "core/configuration/documents.h"
#include "core/fault/fault.h"
#include "core/plugin/crash_budget.h"
#include "core/plugin/problem.h"
#include "core/plugin/retry_wait.h"
#include "core/store/raw_payload.h"
#include "helhet/limits.h"

namespace helhet::outbox {
namespace {

// The outbox is looked at this often: a step is taken by whichever hub was asked, and shows in the archive soon after.
constexpr std::chrono::seconds kLongestSleep{2};
// A connector that crashes on a document is not given it for ever, nor is a sheet rendered for ever that ends the hub.
constexpr int kCrashes = 5;
// What a receipt may say; links of archives have a few hundred bytes.
constexpr size_t kReceiptBytes = 4000;

// When it is tried again; none when a person has to act first.
std::optional<int64_t> NextAttemptUs(const Status& problem, int failures_before, int64_t now_us) {
  const bool may_pass = plugin::IsCrash(problem) ? failures_before + 1 < kCrashes : plugin::MayPass(problem);
  if (!may_pass) return std::nullopt;
  return now_us + std::chrono::microseconds(plugin::WaitAfter(problem, failures_before + 1)).count();
}

Status CheckReceipt(const plugin::v1::WriteResponse& receipt, const std::string& connector_id) {
  const std::string name = "connector " + connector_id;
  if (receipt.has_problem()) return plugin::FromProblem(receipt.problem(), StatusCode::kUnknown).Annotate(name);
  const bool is_whole = !receipt.external_id().empty() && receipt.external_id().size() + receipt.link().size() <= kReceiptBytes;
  if (is_whole) return OkStatus();
  return Internal(name + ": its receipt for " + receipt.delivery_id() + " has no identifier, or is longer than " + std::to_string(kReceiptBytes) + " bytes")
      .WithReason("receipt_invalid").WithRemedy("upgrade the plugin, or tell its makers").WithClass(ErrorClass::kPlugin);
}

}  // namespace

Relay::~Relay() {
  Stop();
  if (thread_.joinable()) thread_.join();
}

void Relay::Stop() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  woken_.notify_all();
}

Status Relay::Tick() {
  HELHET_ASSIGN_OR_RETURN(const auto database, context_.database.Connect());
  HELHET_ASSIGN_OR_RETURN(const auto tenants, configuration::ListTenants(*database));
  for (const std::string& tenant : tenants) MakeDue(*database, tenant);
  // In turns: a municipality with much to send, or whose archive hangs, lets the others in between. One that something went wrong for
  // waits for the next tick.
  std::vector<std::string> waiting = tenants;
  while (!ending_ && !waiting.empty()) {
    std::erase_if(waiting, [&](const std::string& tenant) {
      store::TenantStore store(*database, tenant);
      const auto took = DeliverNext(store);
      if (!took.ok()) spdlog::error("delivery_failed municipality={} why=\"{}\"", tenant, took.status().message());
      return !took.ok() || !*took;
    });
  }
  return OkStatus();
}

// What cannot be made keeps nothing waiting that is made.
void Relay::MakeDue(store::Database& database, const std::string& tenant) {
  if (!context_.make_due) return;
  store::TenantStore store(database, tenant);
  if (const Status made = context_.make_due(store, context_.now_us()); !made.ok()) spdlog::error("not_made municipality={} why=\"{}\"", tenant, made.message());
}

Result<bool> Relay::DeliverNext(store::TenantStore& store) {
  if (ending_) return false;
  HELHET_ASSIGN_OR_RETURN(std::optional<Claim> claim, ClaimNext(store, context_.holder, context_.now_us()));
  if (!claim) return false;
  HELHET_RETURN_IF_ERROR(Deliver(store, *claim));
  return true;
}

// One delivery from claim to receipt. The order is what makes it one document: its bytes are stored before they are first sent,
// under an identifier that the archive finds them by, and the receipt only after the archive has answered.
Status Relay::Deliver(store::TenantStore& store, Claim& claim) {
  fault::Pass("delivery_claimed");
  const auto receipt = Send(store, claim);
  if (!receipt.ok()) return Settle(store, claim, receipt.status());
  fault::Pass("document_sent");
  const Status stored = store.InTransaction([&]() -> Status {
    HELHET_RETURN_IF_ERROR(StoreReceipt(store, claim, *receipt, context_.now_us()));
    fault::Pass("receipt_written");
    return OkStatus();
  });
  // It is sent again when its turn comes, and the archive finds what it has.
  if (!stored.ok()) return Settle(store, claim, stored);
  fault::Pass("receipt_stored");
  spdlog::info("delivered municipality={} delivery={} connector={}", store.municipality_id(), claim.delivery_id(), claim.connector_id);
  return OkStatus();
}

Status Relay::MakeDocument(store::TenantStore& store, Claim& claim) {
  const std::string name = "delivery " + claim.delivery_id();
  if (claim.failures > kCrashes) {
    return Internal(name + ": the hub has ended " + std::to_string(kCrashes) + " times while it made the document")
        .WithReason("document_not_made").WithRemedy("look at the hub's log, and tell its makers").WithClass(ErrorClass::kHub);
  }
  api::v1::GetA3Response sheet;
  if (!sheet.ParseFromString(claim.sheet)) return Status(StatusCode::kDataLoss, name + ": the sheet cannot be read").WithClass(ErrorClass::kHub);
  auto document = context_.render(sheet);
  if (!document.ok()) return Status(document.status()).Annotate(name);
  if (document->bytes.empty() || document->bytes.size() > limits::kDocumentBytes) {
    return ResourceExhausted(name + ": the document has " + std::to_string(document->bytes.size()) + " bytes, and 1 to " +
                             std::to_string(limits::kDocumentBytes) + " can be sent")
        .WithReason("document_size").WithRemedy("shorten the sheet").WithClass(ErrorClass::kHub);
  }
  const std::string sha256 = store::Hex(store::Sha256(document->bytes));
  auto& properties = *claim.request.mutable_properties();
  properties["sha256"] = sha256;
  properties["file_name"] = properties["a3_id"] + "-" + properties["edition"] + "-" + properties["event"] + "." + document->extension;
  claim.request.set_media_type(document->media_type);
  claim.request.set_body(std::move(document->bytes));
  return StoreDocument(store, claim, sha256, context_.now_us());
}

// The connector of the step. Where that is gone since, the municipality's archive as it is now, as long as nothing can have gone
// out through the other: later it may hold the document, and a person has to say.
Result<model::v1::Connector> Relay::ConnectorOf(store::TenantStore& store, Claim& claim) {
  auto connector = configuration::Load<model::v1::Connector>(store, claim.connector_id);
  if (connector.ok() || connector.status().code() != StatusCode::kNotFound) return connector;
  HELHET_ASSIGN_OR_RETURN(const auto municipality, configuration::Load<model::v1::Municipality>(store, store.municipality_id()));
  const std::string& now = municipality.archive_connector_id();
  if (!claim.is_made() && !now.empty() && now != claim.connector_id) {
    HELHET_RETURN_IF_ERROR(StoreConnector(store, claim, now));
    return configuration::Load<model::v1::Connector>(store, now);
  }
  return FailedPrecondition("delivery " + claim.delivery_id() + ": there is no connector '" + claim.connector_id + "' any more")
      .WithReason("connector_gone").WithSetting("archive_connector_id")
      .WithRemedy("put it back, or look in that archive and retry the delivery through another connector").WithClass(ErrorClass::kConfiguration);
}

Result<plugin::v1::WriteResponse> Relay::Send(store::TenantStore& store, Claim& claim) {
  HELHET_ASSIGN_OR_RETURN(const model::v1::Connector connector, ConnectorOf(store, claim));
  if (!claim.is_made()) {
    HELHET_RETURN_IF_ERROR(MakeDocument(store, claim));
    fault::Pass("document_stored");
  }
  HELHET_ASSIGN_OR_RETURN(plugin::v1::WriteResponse receipt, context_.write(store.municipality_id(), connector, claim.request));
  HELHET_RETURN_IF_ERROR(CheckReceipt(receipt, claim.connector_id));
  return receipt;
}

Status Relay::Settle(store::TenantStore& store, const Claim& claim, const Status& problem) {
  // Whoever took over says what becomes of it; and a hub that ends has broken it off itself.
  if (problem.reason() == "lease_lost" || ending_) return problem;
  const auto next_us = NextAttemptUs(problem, claim.failures, context_.now_us());
  spdlog::warn("delivery_not_sent municipality={} delivery={} again={} why=\"{}\"", store.municipality_id(), claim.delivery_id(), next_us.has_value(), problem.message());
  return StoreFailure(store, claim, problem, next_us);
}

void Relay::Start() {
  thread_ = std::thread([this] {
    std::unique_lock lock(mutex_);
    while (!ending_) {
      wake_ = false;
      lock.unlock();
      if (const Status done = Tick(); !done.ok()) spdlog::error("relay_failed why=\"{}\"", done.message());
      lock.lock();
      woken_.wait_for(lock, kLongestSleep, [&] { return ending_ || wake_; });
    }
  });
}

void Relay::Wake() {
  {
    const std::lock_guard lock(mutex_);
    wake_ = true;
  }
  woken_.notify_all();
}

}  // namespace helhet::outbox
