#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Does pySigma read Sigma rules as scripts/oracle does?

    against_pysigma.py CHECKOUT PART RULES...   each PARTth rule

pySigma parses each rule into its own tree, which is evaluated here on the events that aim at the rule's edges, in the
rule's own names of fields. Two things are this project's, by design, and are the same on both sides: null and an empty
text both mean absent or empty, and a value of nothing but `*` asks whether the field exists.
"""
import ipaddress
import os
import random
import re
import sys

try:
    import yaml
    from sigma import conditions, types
    from sigma.exceptions import SigmaError
    from sigma.rule import SigmaRule
except ImportError as missing:
    print(f"skipped: there is no {'python3-yaml' if missing.name == 'yaml' else 'pySigma'}")
    sys.exit(77)

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(sys.argv[1], "scripts"))
from oracle import edges, rules, trees  # noqa: E402

SHOWN = 20   # differences at most
EVENTS = 60  # of a rule at most


# ---- pySigma's tree


def pattern(string, is_within):
    """A regular expression for the value; without regard to case, but for what is not ASCII."""
    parts = [re.escape(part) if isinstance(part, str) else ".*" if part is types.SpecialChars.WILDCARD_MULTI else "."
             for part in string.s]
    flags = re.DOTALL | re.ASCII | (0 if isinstance(string, types.SigmaCasedString) else re.IGNORECASE)
    compiled = re.compile("".join(parts), flags)
    return compiled.search if is_within else compiled.fullmatch


def number(text):
    digits = re.fullmatch(r"([+-]?)(0[xX][0-9a-fA-F]+|[0-9]+)", text, re.ASCII)
    if not digits:
        return None
    value = int(digits[2], 16 if digits[2][:2] in ("0x", "0X") else 10) * (-1 if digits[1] == "-" else 1)
    return value if -(2**63) <= value < 2**63 else None


def in_network(written):
    network = ipaddress.ip_network(written)

    def test(text):
        try:
            address = ipaddress.ip_address(text)
        except ValueError:
            return False
        mapped = getattr(address, "ipv4_mapped", None) if network.version == 4 else None
        if getattr(address, "scope_id", None):
            address = ipaddress.IPv6Address(int(address))
        return (mapped or address) in network
    return test


def text_test(value, is_within=False):
    """A function that says whether a text passes; None if this is not asked of texts."""
    if isinstance(value, types.SigmaString):
        return pattern(value, is_within)
    if isinstance(value, types.SigmaRegularExpression):
        flags = re.ASCII
        for flag in value.flags:
            flags |= value.sigma_to_python_flags[flag]
        return re.compile(str(value.regexp), flags).search
    if isinstance(value, types.SigmaCIDRExpression):
        return in_network(value.cidr)
    if isinstance(value, types.SigmaCompareExpression):
        compare = {"LT": int.__lt__, "LTE": int.__le__, "GT": int.__gt__, "GTE": int.__ge__}[value.op.name]
        limit = int(value.number.number)
        return lambda text: (read := number(text)) is not None and compare(read, limit)
    if isinstance(value, (types.SigmaNumber, types.SigmaBool)):
        return pattern(types.SigmaString(str(value).lower()), is_within)
    raise NotImplementedError(type(value).__name__)


def referred(event, field, value):
    mine, others = event.folded(field), event.folded(value.field)
    if not mine or not others:
        return None
    starts, ends = getattr(value, "starts_with", False), getattr(value, "ends_with", False)
    compare = str.__contains__ if starts and ends else str.startswith if starts else str.endswith if ends else str.__eq__
    return any(compare(one, other) for one in mine for other in others)


def is_any(value):
    return isinstance(value, types.SigmaString) and len(value.s) > 0 and set(value.s) == {types.SpecialChars.WILDCARD_MULTI}


def field_test(field, value):
    """What a test is for an event: true, false or unknown (None)."""
    if isinstance(value, types.SigmaExpansion):
        return any_of([field_test(field, one) for one in value.values])
    if isinstance(value, types.SigmaNull) or isinstance(value, types.SigmaString) and not any(value.s):
        return lambda event: "" in texts if (texts := event.texts(field)) else True
    if isinstance(value, types.SigmaExists) or is_any(value):
        expected = value.exists if isinstance(value, types.SigmaExists) else True
        return lambda event: bool(event.texts(field)) == expected
    if isinstance(value, types.SigmaFieldReference):
        return lambda event: referred(event, field, value)
    passes = text_test(value)
    return lambda event: any(passes(text) for text in texts) if (texts := event.texts(field)) else None


def any_of(tests):
    def test(event):
        results = [one(event) for one in tests]
        return True if True in results else None if None in results else False
    return test


def all_of(tests):
    def test(event):
        results = [one(event) for one in tests]
        return False if False in results else None if None in results else True
    return test


def negated(test):
    return lambda event: None if (result := test(event)) is None else not result


def evaluated(item):
    """A function of an event for a tree of pySigma's."""
    if isinstance(item, conditions.ConditionNOT):
        return negated(evaluated(item.args[0]))
    if isinstance(item, conditions.ConditionItem):
        tests = [evaluated(argument) for argument in item.args]
        return all_of(tests) if isinstance(item, conditions.ConditionAND) else any_of(tests)
    if isinstance(item, conditions.ConditionFieldEqualsValueExpression):
        return field_test(item.field, item.value)
    if isinstance(item.value, types.SigmaExpansion):
        passes = [text_test(value, True) for value in item.value.values]
    else:
        passes = [text_test(item.value, True)]
    return lambda event: any(one(text) for one in passes for text in event.texts(""))


# ---- Both


def documents(path):
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    with open(path, encoding="utf-8-sig") as file:
        return [document for document in yaml.load_all(file, Loader=loader) if isinstance(document, dict)]


class Readings:
    def __init__(self):
        self.rules = self.events = self.differences = self.fulfilled = 0
        self.refused = []

    def compare(self, rule, document):
        try:
            parsed = [condition.parsed for condition in SigmaRule.from_dict(document).detection.parsed_condition]
            theirs = any_of([evaluated(tree) for tree in parsed])
        except (SigmaError, NotImplementedError) as error:
            self.refused.append(f"{rule.place}: pySigma does not read what is read here: {error}")
            return
        ours = trees.compiled(rule.tree)
        entry = {"id_fields": [], "provider_fields": [], "channel_fields": []}
        carrier = rules.Carrier(rule, entry, {"log_source": "p"}, rules.ANY_ID, rule.tree)
        maker, self.rules = edges.Maker(carrier, random.Random(rule.id)), self.rules + 1
        for number_of_event in range(EVENTS):
            event = rules.made_event(*maker.one(number_of_event))
            results, self.events = (ours(event), theirs(event)), self.events + 1
            self.fulfilled += results[0] is True
            if results[0] is not results[1]:
                self.differences += 1
                if self.differences <= SHOWN:
                    print(f"{rule.place}: {results[0]} here, {results[1]} by pySigma: {event.named}")


def main():
    _, checkout, part, *paths = sys.argv
    read = os.path.join(checkout, "gen", "read")
    logs = rules.Logs(*(os.path.join(read, name) for name in ("classes.yaml", "logsources.yaml")
                        if os.path.exists(os.path.join(read, name))))
    if not all(os.path.exists(path) for path in paths):
        print("skipped: there is no " + next(path for path in paths if not os.path.exists(path)))
        return 77
    readings, of_file = Readings(), {}
    for number_of_rule, rule in enumerate(rules.read(paths, logs)):
        if rule.tree is None or number_of_rule % int(part):
            continue
        if rule.path not in of_file:
            of_file = {rule.path: documents(rule.path)}
        document = next((one for one in of_file[rule.path] if str(one.get("id")) == rule.id), None)
        if document:
            readings.compare(rule, document)
    print(*readings.refused[:SHOWN], sep="\n")
    print(f"{readings.rules} rules, {len(readings.refused)} more are read here alone; {readings.events} events, of which "
          f"{readings.fulfilled} match; {readings.differences} differences")
    return 1 if readings.differences or readings.refused or not readings.fulfilled else 0


if __name__ == "__main__":
    sys.exit(main())
