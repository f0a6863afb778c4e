// What a table leaves unsaid because to its readers it goes without saying.
#pragma once

#include "helhet/model/v1/fact.pb.h"

namespace helhet::sdk {

// Sets what a stored fact never leaves unspecified and no column stated: an invoice is an invoice, and its order
// reference is claimed when there is one; an order is placed, in a platform; a receipt is registered; a catalogue is a
// catalogue; a statistic is history, and its variable codes are the unit
// codes where nothing else tells its cells apart; lines are of items. An empty currency becomes NOK.
void FillDefaults(model::v1::Fact& fact);

}  // namespace helhet::sdk
