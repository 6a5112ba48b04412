# SPDX-License-Identifier: MIT
"""Checks the metadata for Zephyr and ESP-IDF by the rules of their own tools, and packs the component as ESP-IDF's registry
would.

    metadata.py check SOURCE            reports what is wrong and exits with 1
    metadata.py pack SOURCE FOLDER      copies the files of an upload of the component

The facts are those of METADATA_SCHEMA in zephyrproject-rtos/zephyr, scripts/zephyr_module.py, and of the models in
espressif/idf-component-manager, idf_component_tools/manifest/models.py, semver/base.py and file_tools.py.
"""
import copy
import os
import re
import shutil
import sys

# A shape is a type, [shape of each element], {key: shape}, or a pattern that the whole text must match.
ZEPHYR = {
    "name": str,
    "build": {
        "cmake": str, "kconfig": str, "cmake-ext": bool, "kconfig-ext": bool, "depends": [str],
        "sysbuild-cmake": str, "sysbuild-kconfig": str, "sysbuild-cmake-ext": bool, "sysbuild-kconfig-ext": bool,
        "settings": dict.fromkeys(["board_root", "dts_root", "soc_root", "arch_root", "module_ext_root", "sca_root"], str),
    },
    "tests": [str], "samples": [str], "boards": [str], "blobs": [dict],
}
URL = re.compile(r"https?://[^\s/]+(/\S*)?")
ESP_IDF = {
    "version": re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(~[1-9]\d*)?(-[0-9a-zA-Z.-]+)?(\+[0-9a-zA-Z.-]+)?"),
    "description": str, "license": str, "targets": [str], "maintainers": [str],
    "tags": [re.compile(r"[A-Za-z0-9_-]{3,32}")],
    "dependencies": dict, "examples": [dict],
    "files": {"use_gitignore": bool, "include": [str], "exclude": [str]},
    "url": URL, "repository": URL, "documentation": URL, "issues": URL, "discussion": URL,
    "repository_info": {"commit_sha": re.compile(r"[0-9a-f]{40}"), "path": str},
}
SPDX_LICENSES = {"MIT"}  # the one identifier that we use
NEVER_PACKED = ["**/.git/**/*", "**/build/**/*", "**/dist/**/*", "**/__pycache__", "**/*.pyc"]


def shape_errors(value, shape, where):
    """Returns what is wrong with `value` according to its shape, as sentences."""
    if isinstance(shape, dict):
        if not isinstance(value, dict):
            return ["%s is no map" % where]
        errors = ["%s has no key %s" % (where, key) for key in value if key not in shape]
        return errors + [error for key in value if key in shape
                         for error in shape_errors(value[key], shape[key], "%s: %s" % (where, key))]
    if isinstance(shape, list):
        if not isinstance(value, list):
            return ["%s is no list" % where]
        errors = [error for element in value for error in shape_errors(element, shape[0], where)]
        texts = [element.lower() for element in value if isinstance(element, str)]
        return errors + (["%s says the same twice" % where] if len(texts) != len(set(texts)) else [])
    if isinstance(shape, re.Pattern):
        if not isinstance(value, str) or not shape.fullmatch(value):
            return ["%s is not of its form: %s" % (where, value)]
        return []
    if not isinstance(value, shape) or value == "":
        return ["%s is no %s: %s" % (where, shape.__name__, value)]
    return []


def errors_of_zephyr(meta, source):
    errors = shape_errors(meta, ZEPHYR, "zephyr/module.yml")
    build = meta.get("build") if isinstance(meta, dict) else None
    if errors or not build:
        return errors or ["zephyr/module.yml builds nothing"]
    for key, file in (("cmake", os.path.join(str(build.get("cmake")), "CMakeLists.txt")), ("kconfig", str(build.get("kconfig")))):
        if key not in build or not os.path.isfile(os.path.join(source, file)):
            errors.append("zephyr/module.yml: build: %s leads to no file" % key)
    return errors


def errors_of_esp_idf(meta, source):
    errors = shape_errors(meta, ESP_IDF, "idf_component.yml")
    if errors:
        return errors
    errors = ["idf_component.yml has no %s" % key for key in ("version", "description", "license") if key not in meta]
    with open(os.path.join(source, "runtime", "attack_events.h")) as file:
        version = re.search(r'#define ATTACK_EVENTS_VERSION "(.*)"', file.read()).group(1)
    if meta.get("version", version) != version:
        errors.append("idf_component.yml: version is %s, attack_events.h has %s" % (meta["version"], version))
    if meta.get("license", "MIT") not in SPDX_LICENSES:
        errors.append("idf_component.yml: license is none that SPDX lists")
    if meta.get("repository_info") and not meta.get("repository"):
        errors.append("idf_component.yml: repository_info takes a repository")
    files = meta.get("files", {})
    if files.get("use_gitignore") and ("exclude" in files or "include" in files):
        errors.append("idf_component.yml: files: use_gitignore goes without exclude and include")
    return errors


# Each of these changes must be noticed, to show that the checks above work.
WRONG_ZEPHYR = [
    lambda meta: meta.update(nmae="x"), lambda meta: meta.update(name=1), lambda meta: meta["build"].update(cmake="src"),
    lambda meta: meta["build"].update(kconfig="Kconfig"), lambda meta: meta["build"].update(kconfigs="zephyr/Kconfig"),
    lambda meta: meta["build"].pop("cmake"), lambda meta: meta["build"].update({"cmake-ext": "yes"}),
    lambda meta: meta.update(tests="tests"), lambda meta: meta.pop("build"),
]
WRONG_ESP_IDF = [
    lambda meta: meta.pop("version"), lambda meta: meta.update(version=0.1), lambda meta: meta.update(version="0.1"),
    lambda meta: meta.update(version="01.2.3"), lambda meta: meta.update(version="99.0.0"), lambda meta: meta.pop("license"),
    lambda meta: meta.update(license="MIT License"), lambda meta: meta.update(licence="MIT"),
    lambda meta: meta.update(description=""), lambda meta: meta.update(tags=["a tag"]), lambda meta: meta.update(url="here"),
    lambda meta: meta["files"].update(exclude=["tests/**/*", "Tests/**/*"]), lambda meta: meta["files"].update(use_gitignore=True),
    lambda meta: meta["files"].update(excludes=[]), lambda meta: meta.update(repository_info={"path": "."}),
]


def check(source):
    import yaml

    errors = []
    for name, find, wrong in (("zephyr/module.yml", errors_of_zephyr, WRONG_ZEPHYR),
                              ("idf_component.yml", errors_of_esp_idf, WRONG_ESP_IDF)):
        with open(os.path.join(source, name)) as file:
            meta = yaml.safe_load(file)
        errors += find(meta, source)
        for number, change in enumerate(wrong, 1):
            changed = copy.deepcopy(meta)
            change(changed)
            if not find(changed, source):
                errors.append("%s: wrong change %d was not found" % (name, number))
    return errors


def pack(source, folder):
    import pathlib

    import yaml

    with open(os.path.join(source, "idf_component.yml")) as file:
        files = yaml.safe_load(file)["files"]
        exclude = files["exclude"]
    base = pathlib.Path(source)
    kept = set(base.glob("**/*"))
    for pattern in NEVER_PACKED + exclude:
        matched = kept & set(base.glob(pattern))
        if pattern in exclude and not matched:
            return ["idf_component.yml: files: exclude: %s matches nothing" % pattern]
        kept -= matched
    for pattern in files["include"]:
        kept |= set(base.glob(pattern))
    for path in kept:
        if path.is_file():
            target = pathlib.Path(folder) / path.relative_to(base)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    return []


def end_with(errors):
    for error in errors:
        print(error, file=sys.stderr)
    if errors:
        sys.exit(1)


if __name__ == "__main__":
    end_with(check(sys.argv[2]) if sys.argv[1] == "check" else pack(sys.argv[2], sys.argv[3]))
