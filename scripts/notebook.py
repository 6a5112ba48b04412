#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs the notebook of examples/notebook from the start: notebook.py write|check [NOTEBOOK]

`write` puts the new outputs into the file. `check` compares them with those that are there, and fails if a text differs or
if one has a figure where the other has none. Needs attack_events and what tests/whole/integrations/python/requirements.txt
lists."""

import pathlib
import sys

import nbclient
import nbformat

DEFAULT = pathlib.Path(__file__).resolve().parent.parent / "examples" / "notebook" / "attack_events.ipynb"
FIGURE = "image/png"


def executed(notebook):
    """A copy with new outputs, and without what differs from run to run."""
    ran = nbformat.from_dict(notebook.copy())
    ran = nbformat.reads(nbformat.writes(ran), as_version=4)
    nbclient.NotebookClient(ran, timeout=300, kernel_name="python3", record_timing=False,
                            coalesce_streams=True).execute()
    ran.metadata = notebook.metadata
    for cell in ran.cells:
        cell.metadata.clear()
    return ran


def seen(cell):
    """What a reader sees below a cell: its texts, and the word FIGURE for a figure."""
    for output in cell.get("outputs", ()):
        if output.output_type == "stream":
            yield output.name, output.text
        elif output.output_type == "error":
            yield "error", output.evalue
        elif FIGURE in output.data:
            yield FIGURE, "a figure" if len(output.data[FIGURE]) > 1000 else "an empty figure"
        else:
            yield "value", output.data["text/plain"]


def main(command, path=DEFAULT):
    notebook = nbformat.read(path, as_version=4)
    ran = executed(notebook)
    if command == "write":
        nbformat.write(ran, path)
        return 0
    different, figures = 0, 0
    for number, (old, new) in enumerate(zip(notebook.cells, ran.cells), 1):
        before, now = list(seen(old)), list(seen(new))
        figures += sum(name == FIGURE for name, _ in now)
        if before != now:
            different += 1
            print(f"cell {number}: the file has {before}, and now it is {now}")
    print(f"{len(ran.cells)} cells, {figures} figures, {different} differ")
    return 1 if different or not figures else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
