// The business key of a fact: what makes two records one document in the world, whichever connectors they come from.
#pragma once

#include <string>

#include "helhet/model/v1/fact.pb.h"

namespace helhet::sdk {

// The key as the comment of each kind of fact in proto/helhet/model/v1 states it, behind a word for the kind:
// `invoice/991825827/1001/2023-04-01`, `order/937897833/4500123`, `agreement/2023-112/991825827`. A supplier or buyer
// without an organisation number is told by its name where the fact has one. Of a credit note the word is
// `credit_note`; of an order update `order_response`, `order_change` or `order_cancellation`, and its issuer is the
// supplier of a response and the buyer of the others; of a punch-out cart `punch_out_cart`; of a despatch advice `despatch_advice`, told by
// supplier and number.
//
// Empty when a part that identifies is unknown: such a fact is never one with another's. So is that of an archive
// document without `system`, the name of the archive, which the fact does not hold.
std::string BusinessKey(const model::v1::Fact& fact, const std::string& system = "");

}  // namespace helhet::sdk
