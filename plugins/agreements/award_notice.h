// Contract award notices in eForms (UBL 2.3 ContractAwardNotice), Norwegian national forms and E4 included.
#pragma once

#include <string_view>
#include <vector>

#include "helhet/model/v1/fact.pb.h"
#include "helhet/status.h"

namespace helhet::agreements {

// The agreements of a notice: for each lot that has a winner (BT-142 `selec-w`), for each contract (BT-150) or, where
// none is named, each tender, for each tenderer that is part of it. `callers` may call off; empty means the notice's
// buyers.
//
// Refuses by name what is no award: not_an_award for another notice or document, no_award for a notice that nothing was
// awarded by; and what XmlDocument refuses.
Result<std::vector<model::v1::Fact>> ReadAwardNotice(std::string_view bytes, const std::vector<std::string>& callers);

}  // namespace helhet::agreements
