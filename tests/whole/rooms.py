#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""rooms.py PROJECT: fails unless each include of host/, gen/ and cli/ stays in its room or names one that comes before it,
in the order in which gen/CMakeLists.txt and cli/CMakeLists.txt list the rooms, and no two files need each other."""

import pathlib
import re
import sys

project = pathlib.Path(sys.argv[1]).resolve()
problems = []


def rooms_of(program):
    """The folders of a program in their order, and last the program's own, where main.c is."""
    text = (project / program / "CMakeLists.txt").read_text()
    listed = re.search(rf"attack_events_rooms\({program} ([a-z ]+)\)", text).group(1).split()
    folders = {path.parent.name for path in (project / program).glob("*/*.c")}
    if set(listed) != folders:
        problems.append(f"{program}/CMakeLists.txt lists {listed}, and there are sources in {sorted(folders)}")
    return [project / "runtime", project / "host", *(project / program / room for room in listed), project / program]


def included(file, rooms):
    """The files that one includes, in quotes; what is made by the build is in no room."""
    for name in re.findall(r'^\s*#\s*include "([^"]+)"', file.read_text(), re.M):
        places = [file.parent / name, *(folder / name for folder in (project, rooms[-1], rooms[0]))]
        found = next((place.resolve() for place in places if place.exists()), None)
        if found:
            yield found
        elif name not in ("attack_events_builtin.h",):
            problems.append(f"{file.relative_to(project)}: there is no {name}")


def check(rooms, files):
    """Returns which module needs which: a module is a header and its source."""
    needs = {}
    for file in files:
        mine = needs.setdefault(file.with_suffix(""), set())
        for other in included(file, rooms):
            mine.add(other.with_suffix(""))
            if other.parent not in rooms[:rooms.index(file.parent) + 1]:
                problems.append(f"{file.relative_to(project)} includes {other.relative_to(project)}, a room behind its own")
            elif other.parent == rooms[0] and other.name not in PUBLIC.get(rooms[-1].name, (other.name,)):
                problems.append(f"{file.relative_to(project)} includes {other.relative_to(project)}, which is private")
    return needs


def circle(needs):
    """A list of modules in which each needs the next and the last is the first, or None."""
    done, path = set(), []

    def visit(module):
        if module in path:
            return path[path.index(module):] + [module]
        if module in done or module not in needs:
            return None
        path.append(module)
        found = next(filter(None, map(visit, sorted(needs[module] - {module}))), None)
        path.pop()
        done.add(module)
        return found

    return next(filter(None, map(visit, sorted(needs))), None)


PUBLIC = {"cli": ("attack_events.h",)}  # the tool is a plain user of the library
checked = 0
for program in ("gen", "cli"):
    rooms = rooms_of(program)
    files = [file for room in rooms[1:] for file in sorted(room.glob("*.[ch]"))]
    checked += len(files)
    found = circle(check(rooms, files))
    if found:
        problems.append("a circle: " + " needs ".join(str(module.relative_to(project)) for module in found))
for problem in problems:
    print(problem)
sys.exit(1 if problems or checked < 100 else 0)
