// Making and changing things in the archive (chapter 6 of the specification, «Opprette objekter», «Oppdatere objekter»).
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "session.h"

namespace helhet::noark5 {

// Makes what a `ny-…` relation of `parent` makes: the core's template with our values over it. PERMISSION_DENIED
// not_allowed when the relation is not offered; UNAVAILABLE conflict when somebody else is changing the parent.
Result<Resource> Create(Session& session, const Resource& parent, const std::string& word, const char* relation, const Json& values);

// Makes one thing, once: `find` gives the earliest that bears our mark, `make` makes it. Two attempts at one delivery may
// pass each other, as when the first is still under way in the core after its time is out. So after making it is looked
// again; the earliest counts, and ours, which holds nothing yet, is taken away.
Result<Resource> FindOrMake(Session& session, const std::function<Result<std::optional<Resource>>()>& find,
                            const std::function<Result<Resource>()>& make);

// The earlier of two things that bear one mark: by `opprettetDato`, and by systemID where that is the same.
bool IsEarlier(const Resource& a, const Resource& b);

// Changes attributes by a merge patch (RFC 7396) on the version that was read last. On a conflict, 409 or 412, it is read
// again and tried once more, unless somebody else has already made it as we want it, which `is_done` tells; then UNAVAILABLE
// conflict.
Status Change(Session& session, const std::string& href, const std::string& word, const Json& patch,
              const std::function<bool(const Resource&)>& is_done);

}  // namespace helhet::noark5
