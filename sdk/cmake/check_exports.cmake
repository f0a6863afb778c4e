cmake_policy(SET CMP0007 NEW)
# Fails when a plugin library exports anything but its entry.
execute_process(COMMAND nm -D --defined-only --format=posix ${LIBRARY} OUTPUT_VARIABLE symbols COMMAND_ERROR_IS_FATAL ANY)
string(REGEX REPLACE " [^\n]*\n" ";" names "${symbols}")
list(FILTER names EXCLUDE REGEX "^$")
# Sanitizers put bookkeeping of their own in every library.
list(FILTER names EXCLUDE REGEX "^(__asan|__ubsan|__tsan|__odr_asan)")
if(NOT names STREQUAL "helhet_plugin_entry")
  message(FATAL_ERROR "${LIBRARY}: must export helhet_plugin_entry alone, but exports: ${names}")
endif()
