// delivery: documents on their way to the archive, and exports on theirs.
#include "core/cli/commands.h"
#include "core/cli/display_width.h"
#include "core/cli/filing_text.h"
#include "core/cli/municipalities.h"
#include "core/cli/number_format.h"
#include "core/cli/texts_common.h"
#include "core/cli/texts_connector.h"
#include "core/cli/texts_delivery.h"
#include "core/model/fact_schema.h"

namespace helhet::cli {
namespace {

using namespace api::v1;  // NOLINT: this file is about these messages
using Deliveries = DeliveryService::Stub;

struct DeliveryArguments {
  std::string sheet;
  std::string name;
  std::string connector;
};

Table DeliveryTable(Session& session, const ListDeliveriesResponse& listed) {
  const Language in = session.language();
  Table table({{"delivery_id", "", Align::kLeft, false, true},
               {"title", session.Say(text::kDocument), Align::kLeft, true},
               {"connector_id", session.Say(text::kConnector), Align::kLeft, true},
               {"state", session.Say(text::kState), Align::kLeft, true},
               {"link", "", Align::kLeft, false, true}});
  for (const Delivery& delivery : listed.deliveries()) {
    Cell state = FilingCell(delivery.state(), FormatTime(delivery.send_time(), in), delivery.problem(), in, delivery.event());
    state.plain = model::EnumText(*DeliveryState_descriptor()->FindValueByNumber(delivery.state()));
    Cell title = Cell::Titled(delivery.title(), delivery.delivery_id());
    title.plain = delivery.title();
    table.Add({delivery.delivery_id(), title, delivery.connector_id(), state, delivery.link()});
  }
  return table;
}

Result<ExitCode> ListDeliveries(Session& session, const DeliveryArguments& arguments) {
  HELHET_ASSIGN_OR_RETURN(const auto meant, MunicipalitiesMeant(session));
  HELHET_ASSIGN_OR_RETURN(Hub* const hub, session.hub());
  ListDeliveriesResponse all;
  for (const auto& municipality : meant) {
    ListDeliveriesRequest request;
    request.set_municipality_id(municipality.municipality_id());
    request.set_a3_id(arguments.sheet);
    HELHET_ASSIGN_OR_RETURN(const auto listed, hub->AskAll(hub->deliveries, &Deliveries::ListDeliveries, request));
    all.MergeFrom(listed);
  }
  session.Print(all, DeliveryTable(session, all), text::kNone);
  return ExitCode::kOk;
}

Result<ExitCode> RetryDelivery(Session& session, const DeliveryArguments& arguments) {
  HELHET_ASSIGN_OR_RETURN(Hub* const hub, session.hub());
  RetryDeliveryRequest request;
  // Whose it is stands in front of its name.
  request.set_municipality_id(arguments.name.substr(0, arguments.name.find('/')));
  request.set_delivery_id(arguments.name);
  request.set_connector_id(arguments.connector);
  HELHET_ASSIGN_OR_RETURN(const auto answer, hub->Ask(hub->deliveries, &Deliveries::RetryDelivery, request));
  if (session.output() == Output::kTable) {
    session.out() << Printable(session.Say(text::kWillBeTried, answer.delivery().delivery_id())) << "\n";
    return ExitCode::kOk;
  }
  ListDeliveriesResponse one;
  *one.add_deliveries() = answer.delivery();
  session.Print(answer, DeliveryTable(session, one), text::kNone);
  return ExitCode::kOk;
}

}  // namespace

void AddDeliveryCommands(Commands& commands) {
  auto arguments = std::make_shared<DeliveryArguments>();
  CLI::App* group = commands.Group("delivery", text::kDeliveryGroup);
  CLI::App* list = commands.Add(group, "list", text::kDeliveryList, [arguments](Session& session) { return ListDeliveries(session, *arguments); });
  list->add_option("--a3", arguments->sheet, commands.Say(text::kDeliveryOfSheet))->option_text("NAME");
  CLI::App* retry = commands.Add(group, "retry", text::kDeliveryRetry, [arguments](Session& session) { return RetryDelivery(session, *arguments); });
  retry->add_option("DELIVERY", arguments->name, commands.Say(text::kDeliveryName))->required();
  retry->add_option("--connector", arguments->connector, commands.Say(text::kDeliveryThrough))->option_text("NAME");
}

}  // namespace helhet::cli
