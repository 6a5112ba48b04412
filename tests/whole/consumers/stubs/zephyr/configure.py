# SPDX-License-Identifier: MIT
"""The steps of Zephyr's build for a module before CMake reads it: reads zephyr/module.yml, puts the module's Kconfig into a
menu, and lets kconfiglib, on which Zephyr's own is based, merge the application's prj.conf.

    configure.py MODULE PRJ.CONF FOLDER     writes FOLDER/.config, prints the folder of the module's CMakeLists.txt

Any warning is an error, and so is a setting of prj.conf that Kconfig ignores.
"""
import os
import sys

import kconfiglib
import yaml

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
import metadata  # noqa: E402


def main():
    module, settings, folder = sys.argv[1:]
    with open(os.path.join(module, "zephyr", "module.yml")) as file:
        meta = yaml.safe_load(file)
    metadata.end_with(metadata.errors_of_zephyr(meta, module))

    top = os.path.join(folder, "Kconfig")
    with open(top, "w") as file:
        file.write('config MAIN_STACK_SIZE\n\tint "Stack of the main thread"\n\tdefault 1024\n')
        for name in ("INIT_STACKS", "THREAD_STACK_INFO"):
            file.write('config %s\n\tbool "Of the kernel"\n' % name)
        file.write('menu "%s"\nsource "%s"\nendmenu\n' % (meta["name"], os.path.join(module, meta["build"]["kconfig"])))
    kconfig = kconfiglib.Kconfig(top, warn_to_stderr=False)
    kconfig.load_config(settings)
    problems = list(kconfig.warnings)
    for symbol in kconfig.unique_defined_syms:
        wanted = symbol.user_value
        if symbol.orig_type in (kconfiglib.BOOL, kconfiglib.TRISTATE) and wanted is not None:
            wanted = "nmy"[wanted]
        if wanted not in (None, symbol.str_value):
            problems.append("%s is %s, not %s" % (symbol.name, symbol.str_value, wanted))
    metadata.end_with(problems)
    kconfig.write_config(os.path.join(folder, ".config"))
    print(os.path.join(module, meta["build"]["cmake"]))


main()
