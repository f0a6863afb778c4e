// Limits of the API, each with its reason.
#pragma once

#include <chrono>

#include "helhet/limits.h"

namespace helhet::api::limits {

// What the API says of a record fits where the record did.
inline constexpr int kMessageBytes = helhet::limits::kMessageBytes;
// A token and the few names that gRPC itself sends take 1 KiB; more is somebody filling memory before
// anybody has been let in.
inline constexpr int kMetadataBytes = 16 << 10;
// Calls under way on one connection. A console has a dozen; a script that wants more opens another.
inline constexpr int kConcurrentStreams = 100;
// Threads for calls under way, over all connections: each watched run holds one. Above it a call is
// RESOURCE_EXHAUSTED, rather than the machine.
inline constexpr int kThreads = 64;
// Memory of calls, messages on their way included: four of the largest in and out, and room for small ones.
inline constexpr size_t kMemoryBytes = 8u * static_cast<size_t>(kMessageBytes);

// A client that takes longer to shake hands is not one.
inline constexpr std::chrono::milliseconds kHandshake{10'000};
// A connection that is silent this long is asked whether it is there; firewalls forget one after minutes.
inline constexpr std::chrono::milliseconds kKeepalive{60'000};
inline constexpr std::chrono::milliseconds kKeepaliveTimeout{20'000};
// Clients may ask too, not more often than this, also while no call is under way.
inline constexpr std::chrono::milliseconds kClientKeepalive{10'000};

// The longest that an answer is worked on when the caller states no deadline or a later one: ten times
// what the slowest question of the model case takes. What changes the store is never cut short.
inline constexpr std::chrono::milliseconds kLongestAnswer{60'000};
// How often a watched run is told of, five times a second: more than a person can read.
inline constexpr std::chrono::milliseconds kBetweenUpdates{200};
// How long calls under way may take to end when the hub does.
inline constexpr std::chrono::milliseconds kShutdown{2'000};

// Items on a page when nobody says, and at most: a page of the largest items is a few MiB.
inline constexpr int kPageSize = 100;
inline constexpr int kLongestPage = 1000;
inline constexpr int kRunsPageSize = 20;
inline constexpr int kFactsPageSize = 20;
// A page token holds a key; the longest natural key is well below.
inline constexpr size_t kPageTokenBytes = 8 << 10;

}  // namespace helhet::api::limits
