# Headers of the distribution's libraries. The Emscripten compiler must not see /usr/include (its libc would clash), so the
# folders we use are linked, one by one, into a folder of their own that both compilers are given.
include_guard()

set(third_party_include "${CMAKE_BINARY_DIR}/third_party")
file(MAKE_DIRECTORY "${third_party_include}")
foreach(folder nlohmann fmt CLI)
  set(origin "/usr/include/${folder}")
  if(NOT EXISTS "${origin}")
    message(FATAL_ERROR "missing header folder ${origin}: run `make setup` (nlohmann-json3-dev libfmt-dev libcli11-dev)")
  endif()
  file(CREATE_LINK "${origin}" "${third_party_include}/${folder}" SYMBOLIC)
endforeach()

add_library(loyalane_third_party INTERFACE)
target_include_directories(loyalane_third_party SYSTEM INTERFACE "${third_party_include}")
# No locale: numbers read the same everywhere, and libc++'s locale tables stay out of the module.
target_compile_definitions(loyalane_third_party INTERFACE FMT_HEADER_ONLY=1 "FMT_STATIC_THOUSANDS_SEPARATOR=','" JSON_NO_IO=1)
