// What the hub says has gone wrong, in the reader's language.
#pragma once

#include "core/cli/text.h"
#include "helhet/status.h"

namespace helhet::cli {

// The hub's own sentences are English. The commonest have a code that is known here: they get a sentence and a
// remedy in Norwegian, with the subject that the hub named. The rest stand as the hub said them.
Status InReadersLanguage(const Status& said, Language language);

}  // namespace helhet::cli
