#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Events in a database that joins them with the table of `attack-events export`.

    lookup_database.py duckdb|clickhouse TOOL PAGE SCRATCH [EVENTS]

PAGE has the SQL. The database comes from a package of Python's registry, in this version, and is installed into the scratch
folder; ClickHouse is chdb, which is the server's engine in a library.
"""
import os
import subprocess
import sys
import time

import lookups

PACKAGES = {"duckdb": "duckdb==2.0.1", "clickhouse": "chdb-core==26.9.0"}
CLICKHOUSE_TABLE = "/var/lib/clickhouse/user_files/attack_events.jsonl"


def install(engine, scratch):
    folder = os.path.join(scratch, PACKAGES[engine])
    if not os.path.exists(folder):
        done = subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--only-binary", ":all:",
                               "--target", folder + ".part", PACKAGES[engine]], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if done.returncode:
            lookups.skip(f"there is no {PACKAGES[engine]}, and pip cannot install it")
        os.rename(folder + ".part", folder)
    sys.path.insert(0, folder)


def ask_duckdb(page, scratch, tool, events):
    import duckdb
    with open(scratch + "/attack_events.csv", "wb") as file:
        file.write(lookups.export(tool))
    sql = lookups.from_page(page, "sql", events=events).replace("'attack_events.csv'", f"'{scratch}/attack_events.csv'")
    start = time.monotonic()
    rows = duckdb.connect().execute(sql).fetchall()
    return "DuckDB " + duckdb.__version__, time.monotonic() - start, [
        (number, techniques or [], conditional or []) for number, techniques, conditional in rows]


def ask_clickhouse(page, scratch, tool, events):
    import json
    from chdb import session
    table = scratch + "/attack_events.jsonl"
    with open(table, "wb") as file:
        file.write(lookups.export(tool, "--as", "jsonl"))
    sql = lookups.from_page(page, "sql", events=events).replace(CLICKHOUSE_TABLE, table)
    os.chdir(scratch)  # chdb lets a dictionary read files there alone
    database = session.Session(scratch + "/database")
    database.query("DROP DATABASE IF EXISTS log")
    database.query("CREATE DATABASE log ENGINE = Atomic")
    database.query("USE log")
    create, function, select, rest = sql.split(";\n")
    assert not rest.strip()
    database.query(create)
    database.query(function.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"))
    version = str(database.query("SELECT version()")).strip().strip('"')
    start = time.monotonic()
    rows = str(database.query(select, "JSONCompactEachRow"))
    return f"ClickHouse {version} (chdb)", time.monotonic() - start, [
        (int(number), techniques, None) for number, techniques in map(json.loads, rows.splitlines())]


def main():
    engine, tool, page, scratch = sys.argv[1], *map(os.path.abspath, sys.argv[2:5])
    count = int(sys.argv[5]) if len(sys.argv) > 5 else 10000
    os.makedirs(scratch, exist_ok=True)
    install(engine, scratch)
    made = lookups.made_events(tool, count)
    events = scratch + "/events.json"
    lookups.write_events(events, made)
    ask = {"duckdb": ask_duckdb, "clickhouse": ask_clickhouse}[engine]
    version, passed, rows = ask(page, scratch, tool, events)
    told = lookups.answers(tool, made)
    nothing = {name: [] for name in lookups.LISTS}
    assert len(rows) == count, f"{len(rows)} rows for {count} events"
    for number, techniques, conditional in rows:
        answer = told.pop(number) or nothing
        assert techniques == answer["techniques"], (number, techniques, answer)
        assert conditional is None or conditional == answer["conditional"], (number, conditional, answer)
    print(f"{version}: {count} events, all with exactly the techniques of the table, in {passed:.2f} s: "
          f"{count / passed:,.0f} events/s")


main()
