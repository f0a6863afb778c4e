// Takes out all that waits in the outbox, as a hub does it.
//   filing_hub STORE_URL RUNTIME_FOLDER
// Exit code 0 when everything is in the archive.
#include <cstdio>

#include "core/hub/connector_pool.h"
#include "core/outbox/relay.h"
#include "tests/support/test_hub.h"

namespace helhet::testing {
namespace {

// A failure makes a delivery wait; time then passes faster here than for others.
constexpr int64_t kPatienceUs = 3'600'000'000;
constexpr int kTicks = 8;

// As large as the test wants it, and as quickly made: what is on trial is the way out.
Result<outbox::RenderedDocument> Document(const api::v1::GetA3Response& sheet) {
  return outbox::RenderedDocument{"application/pdf", "pdf", "%PDF " + std::to_string(sheet.a3().edition()) + sheet.a3().rationale()};
}

Status FileAll(const char* url, const char* runtime_folder) {
  HELHET_ASSIGN_OR_RETURN(const auto database, store::OpenDatabase(url));
  HELHET_ASSIGN_OR_RETURN(const auto hub, TestHub::Start(*database, runtime_folder));
  hub::ConnectorPool pool(hub->supervisor(), std::chrono::minutes(10));
  int64_t ahead_us = 0;
  outbox::Relay relay({.database = *database,
                       .render = Document,
                       .write = [&](const std::string& municipality_id, const model::v1::Connector& connector, const plugin::v1::WriteRequest& request) {
                         return pool.Write(municipality_id, connector, request);
                       },
                       .holder = "filing-hub",
                       .now_us = [&] { return NowUs() + ahead_us; }});
  for (int tick = 0; tick < kTicks; ++tick, ahead_us += kPatienceUs) {
    HELHET_RETURN_IF_ERROR(relay.Tick());
    HELHET_ASSIGN_OR_RETURN(const auto left, hub->store().QueryOne("SELECT COUNT(*) FROM delivery WHERE municipality_id = $1 AND state <> 'sent'"));
    if (store::AsInteger(left[0]) == 0) return OkStatus();
  }
  return Unavailable("filing: something still waits");
}

}  // namespace
}  // namespace helhet::testing

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const auto status = helhet::testing::FileAll(argv[1], argv[2]);
  if (!status.ok()) std::fprintf(stderr, "%s\n", status.message().c_str());
  return status.ok() ? 0 : 1;
}
