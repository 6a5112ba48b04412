# SPDX-License-Identifier: MIT
"""Holds Zephyr's sample and ESP-IDF's example against the rules of their projects, and against each other.

    samples.py check SOURCE GENERATOR       runs both on this machine, and reports what is wrong
    samples.py matches SAMPLE.YAML          whether standard input has the lines that the sample's harness waits for

The facts are those of scripts/schemas/twister/testsuite-schema.yaml in zephyrproject-rtos/zephyr, and of its harness `console`:
the expressions are searched for, one after the other, in the lines that are printed.
"""
import copy
import os
import re
import subprocess
import sys
import tempfile

import metadata
import yaml

TEXTS = (str, list)
SCENARIO = {
    "tags": TEXTS, "harness": str, "min_ram": int, "min_flash": int, "extra_args": TEXTS, "extra_configs": [str],
    "platform_allow": TEXTS, "platform_exclude": TEXTS, "integration_platforms": [str], "build_only": bool, "timeout": int,
    "filter": str, "depends_on": TEXTS, "arch_allow": TEXTS, "toolchain_allow": TEXTS, "slow": bool,
    "harness_config": {"type": re.compile("one_line|multi_line"), "ordered": bool, "regex": [str], "repeat": int},
}
FILES = ["CMakeLists.txt", "prj.conf", "sample.yaml", "README.rst", "src/main.c"]


def errors_of_sample(meta, folder, kconfig):
    errors = metadata.shape_errors(meta, {"sample": {"name": str, "description": str}, "common": SCENARIO, "tests": dict}, "sample.yaml")
    if errors:
        return errors
    if not meta.get("sample", {}).get("name"):
        errors.append("sample.yaml: the sample has no name")
    if not meta.get("tests"):
        errors.append("sample.yaml has no tests")
    for name, test in meta.get("tests", {}).items():
        test = {**meta.get("common", {}), **test}
        errors += metadata.shape_errors(test, SCENARIO, name)
        if not re.fullmatch(r"sample(\.[a-z0-9_]+)+", name):
            errors.append("%s is no name of a sample's test" % name)
        if test.get("harness") != "console" or not test.get("harness_config", {}).get("regex"):
            errors.append("%s waits for no line" % name)
        elif test["harness_config"].get("type") != "multi_line" or test["harness_config"].get("ordered") is not True:
            errors.append("%s does not wait for lines in their order" % name)
        if not test.get("integration_platforms"):
            errors.append("%s runs on no board in integration" % name)
        if "platform_allow" in test and not set(test.get("integration_platforms", [])) <= set(test["platform_allow"]):
            errors.append("%s runs on a board that it does not allow" % name)
        for file in settings_of(test):
            if not os.path.exists(os.path.join(folder, file)):
                errors.append("%s has no %s" % (name, file))
                continue
            with open(os.path.join(folder, file)) as text:
                for setting in re.findall(r"^CONFIG_(ATTACK_EVENTS\w*)=", text.read(), re.M):
                    if not re.search(r"^(menu)?config %s$" % setting, kconfig, re.M):
                        errors.append("%s: Kconfig has no %s" % (file, setting))
    return errors


def settings_of(test):
    extra = test.get("extra_args", [])
    return ["prj.conf"] + [text.split("=", 1)[1] for text in ([extra] if isinstance(extra, str) else extra)
                           if text.startswith("EXTRA_CONF_FILE=")]


# Each of these changes must be noticed, to show that the checks above work.
def first(meta):
    return next(iter(meta["tests"].values()))


WRONG = [
    lambda meta: meta.pop("sample"), lambda meta: meta.update(test={}), lambda meta: meta.update(tests={}),
    lambda meta: meta["common"].update(harness_configs={}), lambda meta: meta["common"].pop("harness"),
    lambda meta: meta["common"]["harness_config"].update(type="lines"), lambda meta: meta["common"]["harness_config"].pop("regex"),
    lambda meta: meta["tests"].update({"answers": first(meta)}), lambda meta: first(meta).update(min_flash="1M"),
    lambda meta: first(meta).update(extra_args="EXTRA_CONF_FILE=none.conf"), lambda meta: first(meta).pop("integration_platforms"),
    lambda meta: first(meta).update(platform_allow=["qemu_x86"]),
]


def unmatched(regexes, text):
    """The expressions that no line matches behind the line that the one before matched."""
    lines = iter(text.splitlines())
    return [regex for regex in regexes if not any(re.search(regex, line) for line in lines)]


def run(folder, sources, includes):
    program = os.path.join(folder, "program")
    subprocess.run(["cc", "-std=c99", "-O1", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow", "-Werror", "-ffunction-sections",
                    *("-I" + include for include in includes), "-o", program, *sources], check=True)
    return subprocess.run([program], check=True, stdout=subprocess.PIPE).stdout.decode()


def check(source, generator):
    folder = os.path.join(source, "zephyr", "samples", "answers")
    errors = ["zephyr/samples/answers has no %s" % file for file in FILES if not os.path.exists(os.path.join(folder, file))]
    with open(os.path.join(source, "zephyr", "module.yml")) as file:
        if "zephyr/samples" not in yaml.safe_load(file).get("samples", []):
            errors.append("zephyr/module.yml does not name the samples")
    with open(os.path.join(folder, "sample.yaml")) as file, open(os.path.join(source, "zephyr", "Kconfig")) as kconfig:
        meta, kconfig = yaml.safe_load(file), kconfig.read()
    errors += errors_of_sample(meta, folder, kconfig)
    for number, change in enumerate(WRONG, 1):
        changed = copy.deepcopy(meta)
        change(changed)
        if not errors_of_sample(changed, folder, kconfig):
            errors.append("sample.yaml: wrong change %d was not found" % number)
    if errors:
        return errors

    regexes = meta["common"]["harness_config"]["regex"]
    runtime = os.path.join(source, "runtime")
    with open(os.path.join(runtime, "sources.txt")) as file:
        library = [os.path.join(runtime, name) for name in file.read().split() if name.endswith(".c")]
    start = os.path.join(os.path.dirname(os.path.abspath(__file__)), "stubs", "esp_idf", "tools", "cmake", "start.c")
    main_c, example = os.path.join(folder, "src", "main.c"), os.path.join(source, "examples", "esp_idf", "main", "main.c")
    with tempfile.TemporaryDirectory() as scratch:
        built_in = os.path.join(source, "generated", "attack_events_builtin.c")
        printed = run(scratch, [main_c, built_in, *library], [runtime, os.path.dirname(built_in)])
        errors += ["the sample does not print what sample.yaml waits for: " + regex for regex in unmatched(regexes, printed)]
        if run(scratch, [example, start, built_in, *library], [runtime, os.path.dirname(built_in)]) != printed:
            errors.append("ESP-IDF's example prints something else than Zephyr's sample")
        errors += ["line %d is needed by no expression" % at for at, line in enumerate(printed.splitlines(), 1)
                   if not unmatched(regexes, printed.replace(line + "\n", ""))]
        with open(os.path.join(folder, "linux.conf")) as file:
            settings = dict(re.findall(r'^CONFIG_ATTACK_EVENTS_MAPPING_(\w+)="(.*)"$', file.read(), re.M))
        subprocess.run([generator, "-q", "--prefix", settings["PREFIX"], *settings["ARGS"].split(), "-o", scratch,
                        os.path.join(folder, settings["FILE"])], check=True)
        made = os.path.join(scratch, settings["PREFIX"] + ".c")
        printed = run(scratch, [main_c, made, *library], [runtime, scratch])
        errors += ["with linux.conf, the sample does not print: " + regex for regex in unmatched(regexes, printed)]
    return errors


def matches(file):
    with open(file) as text:
        return unmatched(yaml.safe_load(text)["common"]["harness_config"]["regex"], sys.stdin.read())


if __name__ == "__main__":
    metadata.end_with(check(*sys.argv[2:]) if sys.argv[1] == "check" else matches(sys.argv[2]))
