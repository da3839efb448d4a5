# Language level, warnings and the floating-point rules that make native and WebAssembly give the same bytes.
include_guard()

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()

# Reproducible floating point: no fused multiply-add, no reassociation. SSE2 is the native baseline, as in every x86-64.
add_compile_options(-ffp-contract=off)

# WebAssembly programs are optimised as a whole when they are linked: 4 % smaller and faster than file by file. The test suite's
# own files and googletest stay out of it, they would only make linking slow.
if(EMSCRIPTEN)
  # No names of types: nothing asks for them, and those of std::function's targets alone are 28 KB.
  add_compile_options("$<$<COMPILE_LANGUAGE:CXX>:-fno-rtti>")
  add_compile_options(-O3)
  add_link_options(-O3 -flto -fno-rtti)
endif()

# Lets the linker look into a target of ours.
function(add_to_whole_program target)
  if(EMSCRIPTEN)
    target_compile_options(${target} PRIVATE -flto)
  endif()
endfunction()

# The heap of a WebAssembly program grows as it is asked for more, by a fifth at a time but never by more than 16 MB over what is
# asked: by default it would be 96 MB, most of it never touched, beside a ledger or a table of a few hundred MB (decision 0015).
# The largest there is, is 4 GB; the default ends at 2.
function(let_memory_grow target)
  target_link_options(${target} PRIVATE -sALLOW_MEMORY_GROWTH=1 -sMAXIMUM_MEMORY=4GB -sMEMORY_GROWTH_GEOMETRIC_CAP=16MB)
endfunction()

add_library(loyalane_warnings INTERFACE)
target_compile_options(loyalane_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Werror)
