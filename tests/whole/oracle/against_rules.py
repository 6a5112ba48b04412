#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""against_rules.py CHECKOUT ARGUMENT...: runs scripts/rules.py, unless there is no PyYAML."""
import os
import sys

try:
    import yaml  # noqa: F401
except ImportError:
    print("skipped: there is no python3-yaml")
    sys.exit(77)

script = os.path.join(sys.argv[1], "scripts", "rules.py")
os.execv(sys.executable, [sys.executable, script, *sys.argv[2:]])
