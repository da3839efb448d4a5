# Toolchain file: the distribution's Emscripten (3.1.6 and later). Every trap of that package is solved here and nowhere else
# (docs/adr/0006-toolchain-traps-in-one-file.md); the project's own CMake files only ask `if(EMSCRIPTEN)`.

# Where the compiler lives: asked, never written down. In a toolchain file this runs several times per configure.
execute_process(COMMAND em-config EMSCRIPTEN_ROOT OUTPUT_VARIABLE emscripten_root OUTPUT_STRIP_TRAILING_WHITESPACE RESULT_VARIABLE emscripten_missing)
if(emscripten_missing)
  message(FATAL_ERROR "the WebAssembly compiler is missing: run `make setup` (package emscripten)")
endif()

# Trap 1: the distribution's own file picks `nodejs` and emcmake adds --experimental-wasm-threads, which newer nodes refuse with
# "bad option". Naming the emulator first keeps both from happening; tests and node programs run under the node of the PATH.
find_program(LOYALANE_NODE node REQUIRED)
set(CMAKE_CROSSCOMPILING_EMULATOR "${LOYALANE_NODE}" CACHE FILEPATH "Runs the programs that this toolchain builds")

include("${emscripten_root}/cmake/Modules/Platform/Emscripten.cmake")

# Trap 2: linking with optimisation runs a script that requires `acorn`. The package node-acorn puts it where only the
# distribution's node looks, so any other node on the machine ends in "Cannot find module 'acorn'". The launcher tells every
# link step, also that of a plain `cmake --build`, where it is.
find_path(LOYALANE_NODE_LIBRARIES acorn/package.json PATHS /usr/share/nodejs /usr/lib/nodejs NO_DEFAULT_PATH NO_CMAKE_FIND_ROOT_PATH)
if(NOT LOYALANE_NODE_LIBRARIES)
  message(FATAL_ERROR "emcc cannot link without acorn: run `make setup` (package node-acorn)")
endif()
foreach(language C CXX)
  set(CMAKE_${language}_LINKER_LAUNCHER "${CMAKE_COMMAND};-E;env;NODE_PATH=${LOYALANE_NODE_LIBRARIES}")
endforeach()

# Trap 3: without an exception flag a C++ throw reaches JavaScript as a bare number and destructors do not run. The flag must be
# the same for every object file and for the link, GoogleTest included, so it is part of the toolchain. Native wasm exceptions
# are smaller and faster than the JavaScript emulation and run in every browser since 2022.
# SIMD: the scanner's 128-bit path; every browser that has wasm exceptions has it.
set(CMAKE_C_FLAGS_INIT "-msimd128")
set(CMAKE_CXX_FLAGS_INIT "-msimd128 -fwasm-exceptions")
set(CMAKE_EXE_LINKER_FLAGS_INIT "-fwasm-exceptions")

# Trap 4: the C++ library lacks std::bit_cast, which the compiler could do.
string(APPEND CMAKE_CXX_FLAGS_INIT " -include \"${CMAKE_CURRENT_LIST_DIR}/emscripten_bit_cast.h\"")

# Trap 5: the cache of the package is frozen, so `-sUSE_ZLIB` and other ports end in an error. Ports are not used: headers come
# from the distribution (cmake/third_party.cmake), and (de)compression is the host's service.
#
# Trap 6: an ES module for node dies with "__dirname is not defined", and node's own fetch makes the glue ask for
# "/absolute/path.wasm" as an address. So there are two kinds of program and no third (cmake/node_program.cmake):
#   - node programs: one CommonJS file with the module inside it (-sSINGLE_FILE=1 -sENVIRONMENT=node);
#   - the page's engine: an ES module for web,worker that is handed its bytes as `wasmBinary`; it runs under node as well.
