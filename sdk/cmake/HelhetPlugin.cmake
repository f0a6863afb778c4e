# How a plugin is built. For other projects too.
set(HELHET_SDK_CMAKE_DIR ${CMAKE_CURRENT_LIST_DIR})

# Holds a manifest.json against the plugin's name and the contract of this SDK, and sets manifest_version.
function(helhet_check_manifest manifest name)
  file(READ ${manifest} manifest_json)
  string(JSON manifest_name GET "${manifest_json}" name)
  if(NOT manifest_name STREQUAL name)
    message(FATAL_ERROR "${manifest}: name is '${manifest_name}', but the plugin is '${name}'")
  endif()
  string(JSON manifest_contract GET "${manifest_json}" contract)
  if(NOT manifest_contract STREQUAL HELHET_CONTRACT_VERSION)
    message(FATAL_ERROR "${manifest}: contract is '${manifest_contract}', but this SDK is of contract "
                        "${HELHET_CONTRACT_VERSION}: state that")
  endif()
  string(JSON version GET "${manifest_json}" version)
  set(manifest_version ${version} PARENT_SCOPE)
endfunction()

# A plugin that reads by helhet/document_source.h repeats its settings in the manifest, for a manifest stands alone:
# they must be those of document_source.schema.json, every one.
function(helhet_check_document_settings manifest)
  file(READ ${manifest} manifest_json)
  string(JSON sftp ERROR_VARIABLE none GET "${manifest_json}" settings properties sftp)
  if(none)
    return()
  endif()
  set(schema ${HELHET_SDK_CMAKE_DIR}/document_source.schema.json)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${schema})
  file(READ ${schema} schema_json)
  string(JSON count LENGTH "${schema_json}")
  math(EXPR last "${count} - 1")
  foreach(index RANGE ${last})
    string(JSON setting MEMBER "${schema_json}" ${index})
    string(JSON expected GET "${schema_json}" ${setting})
    string(JSON stated ERROR_VARIABLE none GET "${manifest_json}" settings properties ${setting})
    string(JSON equal EQUAL "${expected}" "${stated}")
    if(none OR NOT equal)
      message(FATAL_ERROR "${manifest}: settings.properties.${setting} must be as ${schema} has it")
    endif()
  endforeach()
endfunction()

# helhet_add_plugin(<name> SOURCES <files> [LIBRARIES <targets>])
#
# Builds libhelhet_<name>.so from a folder with manifest.json: linked never to be unloaded, with one
# exported symbol, which a build step checks. The manifest must state the contract of this SDK; its name,
# version and SHA-256 are compiled in. The library and its manifest end up in ${CMAKE_BINARY_DIR}/plugins/<name>/.
function(helhet_add_plugin name)
  cmake_parse_arguments(arg "" "OUTPUT_DIRECTORY" "SOURCES;LIBRARIES" ${ARGN})
  set(manifest ${CMAKE_CURRENT_SOURCE_DIR}/manifest.json)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${manifest})
  file(SHA256 ${manifest} manifest_sha256)
  helhet_check_manifest(${manifest} ${name})
  helhet_check_document_settings(${manifest})
  if(NOT arg_OUTPUT_DIRECTORY)
    set(arg_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/plugins/${name})
  endif()

  set(target helhet_${name})
  add_library(${target} MODULE ${arg_SOURCES})
  target_compile_definitions(${target} PRIVATE
    HELHET_PLUGIN_NAME="${name}" HELHET_PLUGIN_VERSION="${manifest_version}"
    HELHET_MANIFEST_SHA256="${manifest_sha256}")
  target_compile_options(${target} PRIVATE -include helhet/model_sha256.h)
  target_link_libraries(${target} PRIVATE helhet-sdk helhet-options ${arg_LIBRARIES})
  set_target_properties(${target} PROPERTIES
    CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON
    LIBRARY_OUTPUT_DIRECTORY ${arg_OUTPUT_DIRECTORY})
  # nodelete: statics of protobuf must outlive a dlclose. The version script hides what hidden visibility
  # leaves open: instances of standard library templates.
  target_link_options(${target} PRIVATE
    -Wl,-z,nodelete -Wl,-z,defs -Wl,--version-script=${HELHET_SDK_CMAKE_DIR}/plugin.version)
  if(HELHET_SANITIZE)
    set_property(TARGET ${target} PROPERTY LINK_OPTIONS
      -Wl,-z,nodelete -Wl,--version-script=${HELHET_SDK_CMAKE_DIR}/plugin.version -fsanitize=${HELHET_SANITIZE})
  endif()
  set_property(TARGET ${target} APPEND PROPERTY LINK_DEPENDS ${HELHET_SDK_CMAKE_DIR}/plugin.version)
  add_custom_command(TARGET ${target} POST_BUILD
    COMMAND ${CMAKE_COMMAND} -DLIBRARY=$<TARGET_FILE:${target}>
            -P ${HELHET_SDK_CMAKE_DIR}/check_exports.cmake
    COMMAND ${CMAKE_COMMAND} -E copy_if_different ${manifest} ${arg_OUTPUT_DIRECTORY}/manifest.json
    VERBATIM)
endfunction()

# helhet_add_plugin_test(<test> PLUGIN <name> SOURCES <files> [LIBRARIES <targets>] [FOLDER_CASES] [DOCUMENTATION])
#
# A test program with the plugin's own sources and definitions inside, so that tests reach both its classes
# and helhet_plugin_entry(). Call it in the folder of the plugin, after helhet_add_plugin. FOLDER_CASES adds the test
# of the cases in tests/cases, for a plugin whose setting `folder` holds its documents. DOCUMENTATION, which FOLDER_CASES
# brings along, holds README.md and sample.yaml against each other and the manifest.
function(helhet_add_plugin_test test)
  cmake_parse_arguments(arg "FOLDER_CASES;DOCUMENTATION" "PLUGIN" "SOURCES;LIBRARIES" ${ARGN})
  if(arg_FOLDER_CASES)
    list(APPEND arg_SOURCES ${HELHET_SDK_CMAKE_DIR}/../testing/folder_cases_test.cc)
  endif()
  if(arg_FOLDER_CASES OR arg_DOCUMENTATION)
    find_package(nlohmann_json CONFIG REQUIRED)
    find_package(yaml-cpp CONFIG REQUIRED)
    list(APPEND arg_SOURCES ${HELHET_SDK_CMAKE_DIR}/../testing/documentation_test.cc)
    list(APPEND arg_LIBRARIES nlohmann_json::nlohmann_json yaml-cpp)
  endif()
  set(plugin helhet_${arg_PLUGIN})
  get_target_property(plugin_sources ${plugin} SOURCES)
  get_target_property(plugin_definitions ${plugin} COMPILE_DEFINITIONS)
  get_target_property(plugin_libraries ${plugin} LINK_LIBRARIES)
  add_executable(${test} ${plugin_sources} ${arg_SOURCES})
  target_compile_definitions(${test} PRIVATE ${plugin_definitions} HELHET_PLUGIN_DIR="${CMAKE_CURRENT_SOURCE_DIR}"
    HELHET_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  target_compile_options(${test} PRIVATE -include helhet/model_sha256.h)
  target_link_libraries(${test} PRIVATE ${plugin_libraries} helhet-sdk-testing GTest::gtest_main ${arg_LIBRARIES})
  gtest_discover_tests(${test} DISCOVERY_MODE PRE_TEST)
endfunction()
