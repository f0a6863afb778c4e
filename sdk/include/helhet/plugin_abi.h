/* The binary interface between helhet-plugin-host and a connector library. C11; no other header of the
 * project is needed to make a connector.
 *
 * Conventions
 *  1. A library exports one symbol, helhet_plugin_entry, and nothing else. It is linked with `nodelete`
 *     and never unloaded; its process ends instead.
 *  2. Messages are the protobuf messages of helhet.plugin.v1, as bytes. The host never parses a fact.
 *  3. The host calls one instance from one thread at a time. A connector needs no locks for the host's
 *     sake. Functions of helhet_host may be called from any thread while a call is under way.
 *  4. Bytes passed to a function are valid until it returns, whichever side calls. Nobody frees the
 *     other's memory: results go back through helhet_host.emit.
 *  5. No exception and no longjmp crosses this interface.
 *
 * Trust: the library runs in a child process of its own with the rights its manifest asks for and no
 * others. It can harm that process, and nothing beyond it.
 *
 * Versions: tables grow at the end only, and `struct_size` tells what the other side has. The host loads
 * a library of the same HELHET_ABI_MAJOR, of any minor up to its own, and of the previous major for a
 * year after a new one appears. A field beyond the other side's struct_size must not be touched.
 *
 * Tags: Called = when and by whom; Owns = who owns the memory; Returns; Since = the ABI minor.
 */
#ifndef HELHET_PLUGIN_ABI_H
#define HELHET_PLUGIN_ABI_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define HELHET_ABI_MAJOR 1u
#define HELHET_ABI_MINOR 0u

/* Bytes with their number. `data` may be null only when `size` is 0. */
typedef struct helhet_bytes {
  const uint8_t* data;
  uint64_t size;
} helhet_bytes;

/* Results of calls: the numbers of gRPC's status codes. Anything but OK fails the call; how the hub
 * goes on follows from the code: UNAVAILABLE = try again, RESOURCE_EXHAUSTED = wait, INVALID_ARGUMENT
 * and FAILED_PRECONDITION = stop and tell the operator. */
typedef int32_t helhet_status;
enum {
  HELHET_OK = 0,
  HELHET_CANCELLED = 1,
  HELHET_UNKNOWN = 2,
  HELHET_INVALID_ARGUMENT = 3,
  HELHET_DEADLINE_EXCEEDED = 4,
  HELHET_NOT_FOUND = 5,
  HELHET_PERMISSION_DENIED = 7,
  HELHET_RESOURCE_EXHAUSTED = 8,
  HELHET_FAILED_PRECONDITION = 9,
  HELHET_UNIMPLEMENTED = 12,
  HELHET_INTERNAL = 13,
  HELHET_UNAVAILABLE = 14
};

/* Levels for helhet_host.log. */
enum { HELHET_LOG_DEBUG = 0, HELHET_LOG_INFO = 1, HELHET_LOG_WARNING = 2, HELHET_LOG_ERROR = 3 };

/* What a connector can ask of its host. */
typedef struct helhet_host {
  /* Size of this table in the host. Since: 0 */
  uint32_t struct_size;
  /* HELHET_ABI_MAJOR and HELHET_ABI_MINOR of the host. Since: 0 */
  uint32_t abi_major;
  uint32_t abi_minor;
  uint32_t reserved;
  /* First argument of every function below. Owns: host, until destroy() has returned. Since: 0 */
  void* self;

  /* Delivers a message of the call under way: the response of a unary call (once), a Batch of Read, a
   * WriteResponse of Write. Blocks in Read until fewer than two batches are unacknowledged.
   * Called: by the connector, within a call. Owns: the connector.
   * Returns: OK; CANCELLED once the call is cancelled; INVALID_ARGUMENT over the size limit. Since: 0 */
  helhet_status (*emit)(void* self, helhet_bytes message);

  /* Delivers a Progress: a sign of life. At most ten a second reach the hub.
   * Called: by the connector, within Read or Write. Returns: as emit. Since: 0 */
  helhet_status (*progress)(void* self, helhet_bytes message);

  /* States why the call is about to fail, a Problem. The last one counts.
   * Called: by the connector, before it returns a status other than OK. Since: 0 */
  void (*problem)(void* self, helhet_bytes message);

  /* Writes a line to the hub's log, UTF-8. Never a secret, never a payload.
   * Called: by the connector, at any time. Since: 0 */
  void (*log)(void* self, int32_t level, helhet_bytes line);

  /* Whether the call under way is cancelled. A connector looks at least once a second.
   * Called: by the connector, within a call. Returns: 1 or 0. Since: 0 */
  int32_t (*cancelled)(void* self);

  /* Waits until a call to a host may go out, an Acquire without request_id.
   * Called: by the connector, before each call to a source over a network.
   * Returns: OK; CANCELLED. Since: 0 */
  helhet_status (*acquire)(void* self, helhet_bytes message);

  /* The time, microseconds since 1970 UTC. Tests may set it.
   * Called: by the connector, at any time. Since: 0 */
  int64_t (*now_us)(void* self);

  /* Number of the last batch that is durably stored in the Read under way, 0 for none.
   * Called: by the connector, within Read. Since: 0 */
  uint64_t (*acknowledged)(void* self);

  /* The next WriteRequest, through `receive(context, message)` before it returns.
   * Called: by the connector, within Write. Returns: OK; NOT_FOUND at the end; CANCELLED. Since: 0 */
  helhet_status (*next_write)(void* self, void (*receive)(void* context, helhet_bytes message),
                              void* context);
} helhet_host;

/* What a library offers. Static data of the library. */
typedef struct helhet_plugin {
  /* Size of this table in the library. Since: 0 */
  uint32_t struct_size;
  /* HELHET_ABI_MAJOR and HELHET_ABI_MINOR that the library was built with. Since: 0 */
  uint32_t abi_major;
  uint32_t abi_minor;
  uint32_t reserved;

  /* Makes an instance. Called: once, first. Owns: `host` belongs to the host, until destroy().
   * Returns: the instance, or null when out of memory. Since: 0 */
  void* (*create)(const helhet_host* host);
  /* Ends an instance. Called: once, last. Since: 0 */
  void (*destroy)(void* instance);

  /* Emits a DescribeResponse. Called: after create. Since: 0 */
  helhet_status (*describe)(void* instance);
  /* Takes a ConfigureRequest; emits nothing. Called: once, after describe. Since: 0 */
  helhet_status (*configure)(void* instance, helhet_bytes request);
  /* Emits a CheckResponse. Called: after configure. Since: 0 */
  helhet_status (*check)(void* instance);
  /* Emits a DiscoverResponse. Called: after configure. Since: 0 */
  helhet_status (*discover)(void* instance);
  /* Takes a ReadStart; emits Batches until the source has no more. Called: after configure. Since: 0 */
  helhet_status (*read)(void* instance, helhet_bytes start);
  /* Takes WriteRequests by next_write and emits a WriteResponse for each. Called: after configure.
   * Null when the connector does not write. Since: 0 */
  helhet_status (*write)(void* instance);
} helhet_plugin;

/* The one exported symbol. Returns: the library's table, never null, valid for the process's life. */
const helhet_plugin* helhet_plugin_entry(void);

#ifdef __cplusplus
}
#endif

#endif /* HELHET_PLUGIN_ABI_H */
