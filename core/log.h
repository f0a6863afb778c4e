// The hub's log. One line = event + key=value; info is start, stop and the summary of a run.
#pragma once

#include <spdlog/spdlog.h>
