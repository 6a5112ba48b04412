# SPDX-License-Identifier: MIT
#
# libyaml, libmd, YAJL, zlib and libzstd from source trees that the user names, for a system that has no packages of them: each becomes the
# target that pkg-config would have made. They are compiled here, without their own build systems, which want shells.
#
#     -DATTACK_EVENTS_LIBYAML_SOURCE=DIR -DATTACK_EVENTS_LIBMD_SOURCE=DIR -DATTACK_EVENTS_YAJL_SOURCE=DIR
#     -DATTACK_EVENTS_ZLIB_SOURCE=DIR -DATTACK_EVENTS_ZSTD_SOURCE=DIR, for logs that are compressed
#     -DATTACK_EVENTS_CMOCKA_SOURCE=DIR, for the tests

set(ATTACK_EVENTS_LIBYAML_SOURCE "" CACHE PATH "libyaml's source tree, to build it with the generator")
set(ATTACK_EVENTS_LIBMD_SOURCE "" CACHE PATH "libmd's source tree, to build it with the generator")
set(ATTACK_EVENTS_YAJL_SOURCE "" CACHE PATH "YAJL's source tree, to build it with the programs")
set(ATTACK_EVENTS_ZLIB_SOURCE "" CACHE PATH "zlib's source tree, to build what decompresses with the tool")
set(ATTACK_EVENTS_ZSTD_SOURCE "" CACHE PATH "libzstd's source tree, to build what decompresses with the tool")
set(ATTACK_EVENTS_CMOCKA_SOURCE "" CACHE PATH "cmocka's source tree, to build it with the tests")

# attack_events_from_package(NAME ARGUMENT...): pkg_check_modules(), unless a source tree gave NAME.
macro(attack_events_from_package name)
    if(NOT TARGET PkgConfig::${name} AND PkgConfig_FOUND)
        pkg_check_modules(${name} ${ARGN})
    endif()
endmacro()

# attack_events_from_source(NAME TREE HEADER SOURCE...): the library attack_events_NAME, if the tree is named.
# Sets NAME_FOUND, and the target PkgConfig::NAME.
function(attack_events_from_source name tree header)
    set(sources ${ARGN})
    list(TRANSFORM sources PREPEND "${tree}/")
    foreach(file "${tree}/${header}" ${sources})
        if(NOT EXISTS "${file}")
            message(FATAL_ERROR "the source tree has no such file: ${file}")
        endif()
    endforeach()
    set(library attack_events_${name})
    string(TOLOWER ${library} library)
    add_library(${library} STATIC EXCLUDE_FROM_ALL ${sources})
    if(CMAKE_C_COMPILER_ID MATCHES "GNU|Clang")
        target_compile_options(${library} PRIVATE -w) # their warnings are not ours to mend
    endif()
    add_library(PkgConfig::${name} ALIAS ${library})
    set(${name}_FOUND TRUE PARENT_SCOPE)
endfunction()

if(ATTACK_EVENTS_LIBYAML_SOURCE AND NOT TARGET PkgConfig::YAML)
    set(tree "${ATTACK_EVENTS_LIBYAML_SOURCE}")
    attack_events_from_source(YAML "${tree}" include/yaml.h
        src/api.c src/dumper.c src/emitter.c src/loader.c src/parser.c src/reader.c src/scanner.c src/writer.c)
    file(STRINGS "${tree}/CMakeLists.txt" numbers REGEX "YAML_VERSION_(MAJOR|MINOR|PATCH) [0-9]+")
    string(REGEX MATCHALL "[0-9]+" numbers "${numbers}")
    list(GET numbers 0 major)
    list(GET numbers 1 minor)
    list(GET numbers 2 patch)
    target_compile_definitions(attack_events_yaml PRIVATE YAML_VERSION_MAJOR=${major} YAML_VERSION_MINOR=${minor}
        YAML_VERSION_PATCH=${patch} "YAML_VERSION_STRING=\"${major}.${minor}.${patch}\"" PUBLIC YAML_DECLARE_STATIC)
    target_include_directories(attack_events_yaml SYSTEM PUBLIC "${tree}/include")
endif()

if(ATTACK_EVENTS_LIBMD_SOURCE AND NOT TARGET PkgConfig::MD)
    set(tree "${ATTACK_EVENTS_LIBMD_SOURCE}")
    attack_events_from_source(MD "${tree}" include/sha256.h src/sha2.c src/sha256hl.c)
    set(made "${CMAKE_CURRENT_BINARY_DIR}/libmd")
    file(WRITE "${made}/private/config.h" "#define HAVE_UNISTD_H 1\n")
    target_include_directories(attack_events_md SYSTEM PUBLIC "${tree}/include" PRIVATE "${made}/private")
endif()

if(ATTACK_EVENTS_YAJL_SOURCE AND NOT TARGET PkgConfig::YAJL)
    set(tree "${ATTACK_EVENTS_YAJL_SOURCE}")
    attack_events_from_source(YAJL "${tree}" src/api/yajl_parse.h
        src/yajl.c src/yajl_alloc.c src/yajl_buf.c src/yajl_encode.c src/yajl_gen.c src/yajl_lex.c src/yajl_parser.c
        src/yajl_tree.c src/yajl_version.c)
    file(STRINGS "${tree}/CMakeLists.txt" numbers REGEX "SET *\\(YAJL_(MAJOR|MINOR|MICRO) [0-9]+\\)")
    string(REGEX MATCHALL "[0-9]+" numbers "${numbers}")
    list(GET numbers 0 YAJL_MAJOR)
    list(GET numbers 1 YAJL_MINOR)
    list(GET numbers 2 YAJL_MICRO)
    set(made "${CMAKE_CURRENT_BINARY_DIR}/yajl")
    configure_file("${tree}/src/api/yajl_version.h.cmake" "${made}/yajl/yajl_version.h")
    foreach(header common gen parse tree)
        configure_file("${tree}/src/api/yajl_${header}.h" "${made}/yajl/yajl_${header}.h" COPYONLY)
    endforeach()
    target_include_directories(attack_events_yajl SYSTEM PUBLIC "${made}")
endif()

if(ATTACK_EVENTS_ZLIB_SOURCE AND NOT TARGET PkgConfig::ZLIB)
    set(tree "${ATTACK_EVENTS_ZLIB_SOURCE}")
    attack_events_from_source(ZLIB "${tree}" zlib.h adler32.c crc32.c inffast.c inflate.c inftrees.c zutil.c)
    target_include_directories(attack_events_zlib SYSTEM PUBLIC "${tree}")
endif()

if(ATTACK_EVENTS_ZSTD_SOURCE AND NOT TARGET PkgConfig::ZSTD)
    set(tree "${ATTACK_EVENTS_ZSTD_SOURCE}/lib")
    attack_events_from_source(ZSTD "${tree}" zstd.h
        common/debug.c common/entropy_common.c common/error_private.c common/fse_decompress.c common/xxhash.c
        common/zstd_common.c decompress/huf_decompress.c decompress/zstd_ddict.c decompress/zstd_decompress.c
        decompress/zstd_decompress_block.c)
    target_compile_definitions(attack_events_zstd PRIVATE ZSTD_DISABLE_ASM ZSTD_LEGACY_SUPPORT=0)
    target_include_directories(attack_events_zstd SYSTEM PUBLIC "${tree}")
endif()

if(ATTACK_EVENTS_CMOCKA_SOURCE AND NOT TARGET PkgConfig::CMOCKA)
    set(tree "${ATTACK_EVENTS_CMOCKA_SOURCE}")
    attack_events_from_source(CMOCKA "${tree}" include/cmocka.h src/cmocka.c)
    target_compile_definitions(attack_events_cmocka PRIVATE HAVE_INTTYPES_H HAVE_SIGNAL_H HAVE_STRINGS_H HAVE_STRSIGNAL
        HAVE_GCC_THREAD_LOCAL_STORAGE HAVE_STRUCT_TIMESPEC HAVE_CLOCK_GETTIME HAVE_CLOCK_REALTIME)
    target_include_directories(attack_events_cmocka SYSTEM PUBLIC "${tree}/include")
endif()
