#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""check_unpack.py INPUT_LINES: whether what gzip and zstd have compressed is read, against Python's zlib and the program
zstd; that truncated and corrupt files are reported, with the lines before that kept; and that a pipe is answered as its
bytes come."""

import gzip
import random
import shutil
import subprocess
import zlib

from inputs import check, finish, program, run

log = b"".join(b'{"number":%d,"text":"%s"}\n' % (i, random.randbytes(random.randrange(40)).hex().encode())
               for i in range(20000))
zstd_program = shutil.which("zstd")


def zstd(data, *options):
    return subprocess.run([zstd_program, "-q", "-c", *options], input=data, capture_output=True, check=True).stdout


def zeros_behind(data):
    return gzip.compress(data) + bytes(1000)


def members(data):
    parts = [data[i:i + 50001] for i in range(0, len(data), 50001)]
    return b"".join(gzip.compress(part) + gzip.compress(b"") for part in parts)


def frames(data):
    skipped = b"\x5d\x2a\x4d\x18" + (5).to_bytes(4, "little") + b"{skip"
    parts = [data[i:i + 50001] for i in range(0, len(data), 50001)]
    return skipped + b"".join(zstd(part) + skipped for part in parts)


def is_start_of_log(out):
    return log.startswith(out)


packers = [lambda data: data, gzip.compress, members, zeros_behind]
if zstd_program:
    packers += [zstd, frames, lambda data: zstd(data, "-19"), lambda data: zstd(data, "--no-check", "-1")]
else:
    print("without the program zstd")

for number, pack in enumerate(packers):
    packed = pack(log)
    for size in (16, 17, 4096, 1 << 20):
        if size < 4096 and number > 5:
            continue
        check(f"packer {number}, {size} bytes at a time", run(packed, size), (log, ""))
    for size in (0, 1, 2, 3, 5):
        check(f"packer {number}, a short log", run(pack(log[:size])), (log[:size], ""))
    if number == 0:
        continue

    # Truncated: at each of the first bytes, and anywhere.
    whole = pack(log[:3000])
    for end in [*range(4, len(whole), max(1, len(whole) // 60))]:
        out, said = run(whole[:end])
        check(f"packer {number}, cut off at {end}", is_start_of_log(out), True)
        check(f"packer {number}, cut off at {end}", said in ("", "it ends in the middle of what is compressed"), True)
        check(f"packer {number}, cut off at {end}: told", bool(said) or out in (b"", log[:len(out)]), True)
    out, said = run(packed[:len(packed) // 2])
    if number in (1, 4, 6):
        check(f"packer {number}, cut off in the middle", said, "it ends in the middle of what is compressed")
        check(f"packer {number}, lines before that", out.count(b"\n") > 1000 and is_start_of_log(out), True)

    # Corrupt: a byte changed. zstd without a checksum cannot tell always.
    for _ in range(80):
        at = random.randrange(len(whole))
        broken = bytearray(whole)
        broken[at] ^= 1 << random.randrange(8)
        out, said = run(bytes(broken))
        if not is_start_of_log(out) and not said and number != 7 and at > 10:
            check(f"packer {number}, byte {at} changed", out[:100], log[:100])

check("other bytes behind", run(gzip.compress(log[:100]) + b"{}\n")[1],
      "there are other bytes behind what is compressed")
if zstd_program:
    check("a window of 2 to the power of 28", run(zstd(log * 20, "--long=28", "-3"))[1],
          "what zstd has compressed needs a window of more than 128 MiB")
    check("a window of 2 to the power of 27", run(zstd(log, "--long=27", "-3")), (log, ""))

# A pipe is answered as its bytes come: the next line is not sent before.
for begin in ("plain", "gzip"):
    child = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    packer = zlib.compressobj(6, zlib.DEFLATED, 31)
    for i in range(20):
        line = b'{"line":%d}\n' % i
        child.stdin.write(line if begin == "plain" else packer.compress(line) + packer.flush(zlib.Z_SYNC_FLUSH))
        child.stdin.flush()
        check(f"{begin}, answered at once", child.stdout.readline(), line)
    child.stdin.write(b"" if begin == "plain" else packer.flush())
    child.stdin.close()
    check(f"{begin}, the end", (child.stdout.read(), child.wait()), (b"", 0))

finish(f"{len(packers)} ways to pack a log")
