/* The least that could be taken for a plugin; the build makes it wrong in one way at a time. */
#include <stddef.h>

#include "helhet/plugin_abi.h"

#ifndef BARE_ABI_MAJOR
#define BARE_ABI_MAJOR HELHET_ABI_MAJOR
#endif
#ifndef BARE_ABI_MINOR
#define BARE_ABI_MINOR HELHET_ABI_MINOR
#endif
#ifndef BARE_STRUCT_SIZE
#define BARE_STRUCT_SIZE sizeof(helhet_plugin)
#endif

#ifdef BARE_CALLS_NOBODY
void nobody_defines_this(void);
#endif

static int g_instance;

static void* Create(const helhet_host* host) { return host == NULL ? NULL : &g_instance; }
static void Destroy(void* instance) { (void)instance; }
static helhet_status Answer(void* instance) {
  (void)instance;
#ifdef BARE_CALLS_NOBODY
  nobody_defines_this();
#endif
  return HELHET_UNIMPLEMENTED;
}
static helhet_status Take(void* instance, helhet_bytes bytes) {
  (void)instance;
  (void)bytes;
  return HELHET_UNIMPLEMENTED;
}

static const helhet_plugin kTable = {
    BARE_STRUCT_SIZE, BARE_ABI_MAJOR, BARE_ABI_MINOR, 0, Create, Destroy, Answer, Take, Answer, Answer, Take, NULL};

#ifdef BARE_WITHOUT_ENTRY
__attribute__((visibility("default"))) const helhet_plugin* another_entry(void) { return &kTable; }
#elif defined(BARE_WITHOUT_TABLE)
__attribute__((visibility("default"))) const helhet_plugin* helhet_plugin_entry(void) { return NULL; }
#else
__attribute__((visibility("default"))) const helhet_plugin* helhet_plugin_entry(void) { return &kTable; }
#endif
