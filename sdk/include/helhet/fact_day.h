// The day that a fact counts on, as far as a backfill from a day is concerned.
#pragma once

#include <string>

#include "helhet/model/v1/fact.pb.h"

namespace helhet::sdk {

// The date that decides the fact's period, YYYY-MM-DD. Of an agreement or a catalogue the last day of validity, of a
// budget line the last day of its year; 9999-12-30 for one without end, and for a document in an archive, which counts
// until it is gone. Empty when the fact does not say.
std::string FactDay(const model::v1::Fact& fact);

}  // namespace helhet::sdk
