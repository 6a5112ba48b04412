# SPDX-License-Identifier: MIT
# Sourced by the scripts beside it.

# need_compiler COMMAND... : ends the test as skipped unless the compiler is there with the headers of C99 that need no C
# library. Debian has those of arm-none-eabi-gcc in libnewlib-arm-none-eabi.
need_compiler() {
    command -v "$1" >/dev/null || { echo "skipped: there is no $1"; exit 77; }
    printf '#include <stdint.h>\n#include <stdbool.h>\n' | "$@" -ffreestanding -fsyntax-only -x c - 2>/dev/null ||
        { echo "skipped: $1 has no stdint.h"; exit 77; }
}
