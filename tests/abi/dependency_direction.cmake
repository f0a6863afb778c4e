# Dependencies point one way: proto <- sdk <- plugins, and proto, sdk <- core. Fails with every include
# that points the other way. Also fails when a plugin includes another plugin, and when there is nothing to
# look at.
cmake_minimum_required(VERSION 3.25)

set(wrong "")
set(looked_at 0)

# forbid(<folder> <pattern>...): no file under the folder includes a path that begins so.
function(forbid folder)
  file(GLOB_RECURSE sources ${SOURCE}/${folder}/*.h ${SOURCE}/${folder}/*.cc ${SOURCE}/${folder}/*.c)
  foreach(source ${sources})
    file(STRINGS ${source} includes REGEX "^[ \t]*#[ \t]*include[ \t]*[\"<]")
    foreach(include ${includes})
      foreach(pattern ${ARGN})
        if(include MATCHES "[\"<](\\.\\./)*${pattern}/")
          list(APPEND wrong "${source}: ${include}")
        endif()
      endforeach()
    endforeach()
    math(EXPR looked_at "${looked_at} + 1")
  endforeach()
  set(wrong ${wrong} PARENT_SCOPE)
  set(looked_at ${looked_at} PARENT_SCOPE)
endfunction()

forbid(proto sdk core plugins tests)
forbid(sdk core plugins tests)
forbid(plugins core)
forbid(core plugins)

if(looked_at LESS 20)
  message(FATAL_ERROR "only ${looked_at} files looked at in ${SOURCE}")
endif()
if(wrong)
  list(JOIN wrong "\n" lines)
  message(FATAL_ERROR "includes that point the wrong way:\n${lines}")
endif()
message(STATUS "${looked_at} files")
