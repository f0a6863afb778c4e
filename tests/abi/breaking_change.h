// What in a contract may not change once it is published.
#pragma once

#include <string>
#include <vector>

#include <google/protobuf/descriptor.pb.h>

namespace helhet::plugin {

// Every promise of `before` that `now` breaks, one sentence each: a message, field, enum value, service or
// rpc that is gone; a field or value of another number, name, type, label or oneof; an rpc of other types.
// What `now` adds breaks nothing.
std::vector<std::string> BreakingChanges(const google::protobuf::FileDescriptorSet& before,
                                         const google::protobuf::DescriptorPool& now);

}  // namespace helhet::plugin
