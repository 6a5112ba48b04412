#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Builds the wheel: backend.py FOLDER, or as pip's build backend (PEP 517). Nothing is downloaded: the library is built
with CMake in build/wheel, and the wheel is written here (PEP 427)."""

import base64
import hashlib
import os
import pathlib
import re
import subprocess
import sys
import sysconfig
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
PROJECT = HERE.parent.parent
LIBRARY = "libattack_events_python.so"

METADATA = """\
Metadata-Version: 2.1
Name: attack-events
Version: {version}
Summary: Which security events show a MITRE ATT&CK technique, and which techniques an event can show
License: MIT
License-File: LICENSE
License-File: NOTICE
{yajl}Classifier: Intended Audience :: Information Technology
Classifier: Operating System :: POSIX :: Linux
Classifier: Programming Language :: Python :: 3
Classifier: Topic :: Security
Classifier: Typing :: Typed
Requires-Python: >=3.9
Provides-Extra: pandas
Requires-Dist: pandas>=1.5; extra == "pandas"
Description-Content-Type: text/markdown

"""

# What every Linux with glibc has, as far as PEP 600 lets a wheel rely on it.
ANYWHERE = {"libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1", "libgcc_s.so.1"}


def run(*command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout}")
    return done.stdout


def build_library():
    """Returns the path of the library. CMAKE_ARGS has more arguments for CMake, such as another mapping or compiler."""
    folder = pathlib.Path(os.environ.get("ATTACK_EVENTS_WHEEL_BUILD", PROJECT / "build" / "wheel"))
    run("cmake", "-S", PROJECT, "-B", folder, "-DCMAKE_BUILD_TYPE=Release", "-DATTACK_EVENTS_PYTHON=ON",
        "-DATTACK_EVENTS_JSON=yajl", *os.environ.get("CMAKE_ARGS", "").split())
    run("cmake", "--build", folder, "--parallel", str(os.cpu_count()), "--target", "attack_events_python")
    return folder / "bindings" / "python" / LIBRARY


def platform_tag(library):
    """The tag that is true of the library: manylinux with the oldest glibc that has all it uses; else that of this
    machine alone."""
    here = sysconfig.get_platform().replace("-", "_").replace(".", "_")
    needed = set(re.findall(r"NEEDED\s+(\S+)", run("objdump", "-p", library)))
    versions = [tuple(map(int, found.split("."))) for found in
                re.findall(r"\bGLIBC_([0-9.]+)", run("objdump", "-T", library))]
    if not here.startswith("linux_") or not versions or any(
            name not in ANYWHERE and not name.startswith("ld-linux") for name in needed):
        return here
    major, minor = max(max(versions), (2, 17))[:2]  # what pip knows of starts there
    return f"manylinux_{major}_{minor}_{here[len('linux_'):]}"


def version():
    header = (PROJECT / "runtime" / "attack_events.h").read_text(encoding="utf-8")
    return re.search(r'#define ATTACK_EVENTS_VERSION "(.*)"', header).group(1)


def yajl_notice(build):
    """The licence of YAJL, which wants to be where its code is; None if the library has none of it."""
    cache = dict(re.findall(r"^(\w+):\w+=(.*)$", (build / "CMakeCache.txt").read_text(encoding="utf-8"), re.M))
    tree, static = cache.get("ATTACK_EVENTS_YAJL_SOURCE"), cache.get("YAJL_STATIC_LIBRARY", "-NOTFOUND")
    if not tree and (static.endswith("-NOTFOUND") or cache.get("ATTACK_EVENTS_JSON") != "yajl"):
        return None
    for path in (pathlib.Path(tree or "/", "COPYING"), pathlib.Path("/usr/share/doc/libyajl-dev/copyright")):
        if path.exists():
            return path.read_bytes()
    print("The licence of YAJL was not found. Whoever passes the wheel on has to add it.", file=sys.stderr)
    return None


def write_wheel(library, folder):
    """Returns the path of the wheel. The same library gives the same bytes."""
    tag = f"py3-none-{platform_tag(library)}"
    info = f"attack_events-{version()}.dist-info"
    files = {f"attack_events/{path.name}": path.read_bytes()
             for path in sorted((HERE / "attack_events").iterdir()) if path.suffix in (".py", ".typed")}
    files[f"attack_events/{LIBRARY}"] = library.read_bytes()
    notices = {name: (PROJECT / name).read_bytes() for name in ("LICENSE", "NOTICE")}
    yajl = yajl_notice(library.parent.parent.parent)
    if yajl:
        notices["YAJL"] = yajl
    files.update((f"{info}/licenses/{name}", text) for name, text in notices.items())
    page = (PROJECT / "docs" / "integrations" / "python.md").read_text(encoding="utf-8")
    metadata = METADATA.format(version=version(), yajl="License-File: YAJL\n" if yajl else "")
    files[f"{info}/METADATA"] = (metadata + page).encode()
    files[f"{info}/WHEEL"] = f"Wheel-Version: 1.0\nGenerator: attack_events\nRoot-Is-Purelib: false\nTag: {tag}\n".encode()
    record = "".join(f"{name},sha256={digest(data)},{len(data)}\n" for name, data in files.items())
    files[f"{info}/RECORD"] = f"{record}{info}/RECORD,,\n".encode()
    path = pathlib.Path(folder) / f"attack_events-{version()}-{tag}.whl"
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as wheel:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name)  # of 1980, whatever the clock says
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o100644 << 16
            wheel.writestr(entry, data)
    return path


def digest(data):
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()


# ---- PEP 517


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    return write_wheel(build_library(), wheel_directory).name


def build_sdist(sdist_directory, config_settings=None):
    raise NotImplementedError("the package is built in a checkout of the project, from its other folders")


if __name__ == "__main__":
    print(write_wheel(build_library(), sys.argv[1]))
