# add_node_program(<target>)
# Makes an executable a program that runs under node when the compiler is Emscripten: one .js file that reads and writes real
# files, gets argv and the environment, and returns main's exit code. Natively an executable is a program already, and nothing happens.
#   node build/wasm/tools/cli/loyalane.js scan a.csv
include_guard()
include(compile_options)

set(node_program_folder "${CMAKE_CURRENT_LIST_DIR}")

function(add_node_program target)
  if(NOT EMSCRIPTEN)
    return()
  endif()
  let_memory_grow(${target})
  target_link_options(${target} PRIVATE
    -sENVIRONMENT=node
    -sSINGLE_FILE=1          # the .wasm inside the .js: node's fetch is never asked for a path
    -sNODERAWFS=1            # the machine's files, not a file system in memory
    -sEXIT_RUNTIME=1         # flush stdout and give main's result to the shell
    -sASSERTIONS=0
    "SHELL:--pre-js \"${node_program_folder}/node_program_environment.js\"")
  set_property(TARGET ${target} APPEND PROPERTY LINK_DEPENDS "${node_program_folder}/node_program_environment.js")
endfunction()
