#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""regex.py REGEX_PAIRS RULES [COUNT]: holds the automata of regular expressions against Python's `re`: random expressions, and
those of all Sigma rules below RULES, if it is there; each in texts that nearly match or do. COUNT expressions are random."""
import pathlib
import random
import re
import signal
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[3] / "scripts"))
from oracle import patterns, values  # noqa: E402

PROGRAM, RULES, COUNT = sys.argv[1], pathlib.Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 6000
TEXTS = 8            # of each expression
TEXT_MOST = 400
LETTERS = "abAB01_ -./\\\n\t\u00e9\u2013\U0001f600"
rng = random.Random(20)


# ---- Random expressions


def atom(depth):
    kind = rng.randrange(12)
    if kind < 4 or depth > 3:
        return rng.choice(["a", "b", "A", "0", " ", "_", r"\.", r"\\", "-", "/", "\u00e9", "\u2013", r"\x41", r"\t", r"\n", "ab", "Ba"])
    if kind < 6:
        return rng.choice([".", r"\d", r"\w", r"\s", r"\D", r"\W", r"\S"])
    if kind < 8:
        members = [rng.choice(["a", "b", "A-B", "0-9", "a-z", r"\d", r"\w", r"\s", r"\W", "\u00e9", "\u2010-\u2015", r"\n", "_", r"\]",
                               "^", "."]) for _ in range(rng.randint(1, 3))]
        return "[" + rng.choice(["", "", "^"]) + ("x" if members[0] == "^" else "") + "".join(members) + rng.choice(["", "", "-"]) + "]"
    if kind < 9:
        return rng.choice(["^", "$", r"\b", r"\B"])
    return rng.choice(["(", "(?:"]) + alternatives(depth + 1) + ")"


def piece(depth):
    one = atom(depth)
    if one in ("^", "$", r"\b", r"\B") or rng.random() < 0.6:
        return one
    least = rng.randrange(4)
    return one + rng.choice(["*", "+", "?", "{%d}" % least, "{%d,}" % least, "{%d,%d}" % (least, least + rng.randrange(3))]) + rng.choice(["", "", "?"])


def alternatives(depth):
    return "|".join("".join(piece(depth) for _ in range(rng.randint(0 if depth else 1, 4))) for _ in range(rng.choice([1, 1, 1, 2, 3])))


def random_expressions():
    for _ in range(COUNT):
        yield rng.choice(["", "", "(?i)", "(?s)", "(?m)", "(?ims)"]) + alternatives(0)


def rule_expressions():
    """The expressions of rules, with their flags."""
    import yaml

    def walk(node):
        for key, value in node.items() if isinstance(node, dict) else ():
            modifiers = str(key).split("|")[1:]
            if "re" in modifiers:
                flags = "".join(flag for flag in "ims" if flag in modifiers)
                for text in value if isinstance(value, list) else [value]:
                    yield (f"(?{flags})" if flags else "") + str(text)
            else:
                yield from walk(value)
        for item in node if isinstance(node, list) else ():
            yield from walk(item)

    for path in sorted(RULES.rglob("*.yml")):
        for document in yaml.load_all(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            if isinstance(document, dict):
                yield from walk(document.get("detection"))


# ---- Texts


def changed(text):
    at = rng.randint(0, len(text))
    return rng.choice([text, text, text[:at] + text[at + 1:], text[:at] + rng.choice(LETTERS) + text[at:], text.swapcase(),
                       text[:at] + rng.choice(LETTERS) + text[at + 1:], text[:at], text[at:], text + "\n"])


def noise(most):
    return "".join(rng.choice(LETTERS) for _ in range(rng.randint(0, most)))


def texts_of(expression):
    yield from ("", noise(12))
    for _ in range(TEXTS):
        yield rng.choice(["", noise(5)]) + changed(patterns.text_of(expression, rng))[:TEXT_MOST] + rng.choice(["", noise(5)])


# ---- Comparing


class TooLong(Exception):
    """Python's engine tries all ways, which may take forever."""


def give_up(*_):
    raise TooLong


def expected_of(compiled, text):
    """What Python says; None if it takes too long."""
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    try:
        return compiled.search(text) is not None
    except TooLong:
        return None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def in_hexadecimal(text):
    return text.encode("utf-8").hex() or "-"


def compare(written):
    """Returns the number of pairs that were compared, and the expressions that were refused."""
    asked, lines, refused = [], [], []
    for expression in written:
        try:
            compiled = values.pattern_of(expression, "")
        except (re.error, OverflowError):  # such as a range of \w
            continue
        # Before Python 3.14, \B is in no empty text.
        texts = [text for text in texts_of(expression) if text or r"\B" not in expression]
        asked.append((expression, texts, compiled))
        lines.append(" ".join(map(in_hexadecimal, [expression, *texts])))
    run = subprocess.run([PROGRAM], input="\n".join(lines) + "\n", stdout=subprocess.PIPE, encoding="utf-8", check=True)
    answers = run.stdout.splitlines()
    assert len(answers) == len(asked), "a line is missing"
    pairs = matching = 0
    for (expression, texts, compiled), answer in zip(asked, answers):
        if answer.startswith("- "):
            refused.append((expression, answer[2:]))
            continue
        for text, found in zip(texts, answer):
            expected = expected_of(compiled, text)
            if expected is None:
                continue
            pairs += 1
            matching += expected
            if expected != (found == "1"):
                failures.append(f"{expression!r} in {text!r}: expected {expected}")
    return pairs, matching, len(asked), refused


signal.signal(signal.SIGALRM, give_up)
failures = []
pairs, matching, count, refused = compare(random_expressions())
print(f"{count} random expressions, {pairs} pairs, {matching} match; {len(refused)} expressions are refused")
if pairs < 3 * COUNT or matching < pairs // 10:
    failures.append("too few pairs")
for expression, reason in refused:
    if reason != "too many positions" and "\\B" not in expression:
        failures.append(f"{expression!r} is refused: {reason}")
if RULES.is_dir():
    pairs, matching, count, refused = compare(dict.fromkeys(rule_expressions()))
    print(f"{count} expressions of rules, {pairs} pairs, {matching} match; refused:")
    for expression, reason in refused:
        print(f"  {expression}: {reason}")
else:
    print(f"skipped: there is no {RULES}")
for failure in failures[:20]:
    print(f"error: {failure}", file=sys.stderr)
print(f"{len(failures)} failures")
sys.exit(1 if failures else 0)
