// Times as the API writes them.
#pragma once

#include "core/model/time_text.h"

namespace helhet::api {

using model::TimeText;

}  // namespace helhet::api
