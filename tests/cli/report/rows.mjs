// SPDX-License-Identifier: MIT
//
// node rows.mjs TOOL NAIVE_ROWS FILE...: the data in the tool's report equals what the naive reader reads in these files, row by
// row and field by field.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {test} from 'node:test';
import {dataBlock, expand} from './expand.mjs';

const [tool, naive, ...files] = process.argv.slice(2);
const output = (...command) => execFileSync(command[0], command.slice(1), {encoding: 'utf8', maxBuffer: 1 << 28});
const COLUMNS = 20;

test('the page holds every row of the mapping, field by field', () => {
  const raw = JSON.parse(dataBlock(output(tool, 'report')));
  const found = expand(raw);
  const fields = output(naive, ...files).split('\0').slice(0, -1);

  assert.ok(fields.length > 0);
  assert.equal(found.length, fields.length / COLUMNS);
  found.forEach((row, i) => {
    const expected = fields.slice(i * COLUMNS, (i + 1) * COLUMNS).map((text) => text[0] === '-' ? null : text.slice(1));
    assert.deepEqual(row.slice(0, COLUMNS), expected, `row ${i}`); // the naive reader does not word conditions
  });
  assert.equal(raw.info.rows, found.length);
  console.log(`${found.length} rows`);
});
