#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""against_cases.py CHECKOUT MATCHER: do the compiled rules of rule_cases.py match what they are written to match?"""
import json
import os
import subprocess
import sys

try:
    import yaml  # noqa: F401
except ImportError:
    print("skipped: there is no python3-yaml")
    sys.exit(77)

sys.dont_write_bytecode = True
sys.path[:0] = [os.path.join(sys.argv[1], "scripts"), os.path.dirname(os.path.abspath(__file__))]
import rule_cases  # noqa: E402
from oracle import edges  # noqa: E402


data = b"".join(edges.line(*log, json.loads(fields)) for _, _, log, fields, _ in rule_cases.CASES)
out = subprocess.run([sys.argv[2]], input=data, stdout=subprocess.PIPE, check=True).stdout.decode("utf-8")
compiled, *matching = [line.split() for line in out.splitlines()]
failures = 0
for number, ((source, detection, log, fields, expected), found) in enumerate(zip(rule_cases.CASES, matching)):
    if str(number) not in compiled:
        failures += 1
        print(f"{detection} of {source} is not compiled")
    elif (str(number) in found) != expected:
        failures += 1
        print(f"{detection} of {source}, with {log} and {fields}: expected {expected}")
print(f"{len(matching)} rules, {failures} failures")
sys.exit(1 if failures or len(matching) != len(rule_cases.CASES) else 0)
