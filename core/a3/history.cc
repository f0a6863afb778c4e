#include "core/a3/history.h"

#include "core/a3/difference.h"
#include "core/a3/sharing.h"
#include "core/a3/sheet.h"
#include "core/configuration/documents.h"
#include "core/model/time_text.h"

namespace helhet::a3 {
namespace {

using model::v1::A3;

// Of a sheet, its actions alone: what else changed is left out.
A3 ActionsOf(const A3& sheet) {
  A3 actions;
  *actions.mutable_actions() = sheet.actions();
  return actions;
}

// What an edition did, against the one before.
void AddEvents(const A3& before, const A3& after, const std::string& action_id, int64_t written_us, api::v1::ListActionHistoryResponse& response) {
  auto difference = DiffSheets(ActionsOf(before), ActionsOf(after));
  for (auto& change : *difference.mutable_changes()) {
    if (change.kind() == api::v1::A3_CHANGE_KIND_REORDERED || (!action_id.empty() && change.item_id() != action_id)) continue;
    auto* event = response.add_events();
    event->set_edition(after.edition());
    event->set_written_at(model::TimeText(written_us));
    *event->mutable_change() = std::move(change);
  }
}

}  // namespace

Result<api::v1::ListActionHistoryResponse> ListActionHistory(store::TenantStore& store, const security::Identity& caller, const std::string& a3_id,
                                                             const std::string& action_id, int page_size, int64_t after_edition) {
  HELHET_ASSIGN_OR_RETURN(const A3 newest, LoadVisible(store, caller, a3_id));
  api::v1::ListActionHistoryResponse response;
  A3 before;
  for (int64_t edition = after_edition; edition <= newest.edition(); ++edition) {
    if (edition == 0) continue;
    HELHET_ASSIGN_OR_RETURN(const auto document, configuration::LoadDocument(store, "a3", a3_id, edition));
    HELHET_ASSIGN_OR_RETURN(const A3 sheet, ReadSheet(document));
    if (!MaySee(caller, sheet)) continue;
    // The last edition of the page before is what this one begins from.
    if (edition > after_edition) AddEvents(before, sheet, action_id, document.written_us, response);
    before = sheet;
    if (response.events_size() >= page_size && edition < newest.edition()) {
      response.set_next_page_token(std::to_string(edition));
      break;
    }
  }
  return response;
}

}  // namespace helhet::a3
