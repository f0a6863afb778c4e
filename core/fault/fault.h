// Named places on the way of the data where the order of steps matters. Tests kill the process at each of them and
// count that they did; without the environment variable they cost one load of a constant.
#pragma once

#include <string_view>

namespace helhet::fault {

// In the order in which a run passes them.
inline constexpr std::string_view kPoints[] = {
    "run_started",          // lease taken and run row written, nothing read
    "batch_received",       // a batch is in memory, nothing of it written
    "batch_facts_written",  // facts are written in an open transaction
    "batch_checkpointed",   // checkpoint and counters are written too; not committed
    "batch_committed",      // durable, not acknowledged
    "batch_acknowledged",   // acknowledged
    "read_ended",           // all batches stored, marks not drained
    "match_written",        // a portion of facts is matched in an open transaction
    "facts_matched",        // all are matched and committed, no figure is written
    "cells_written",        // figures are written in an open transaction
    "marks_drained",        // observations written, run not closed
    "run_closed",           // run row says that it is done, lease not given back
};

// In the order in which the filing of a document passes them.
inline constexpr std::string_view kDeliveryPoints[] = {
    "delivery_claimed",  // leased, nothing made or sent
    "document_stored",   // its bytes are durable, nothing sent
    "document_sent",     // the archive has answered, nothing of it stored
    "receipt_written",   // the receipt is written in an open transaction
    "receipt_stored",    // durable
};

// Kills the process by SIGKILL if the environment variable HELHET_FAULT is `point:N` and this is the Nth
// time that the point is passed; with HELHET_FAULT_TARGET=child its children instead. With HELHET_FAULT_LOG
// set to a file, a byte is appended first, so that a test can count hits.
void Pass(std::string_view point);

}  // namespace helhet::fault
