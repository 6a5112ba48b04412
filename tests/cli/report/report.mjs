// SPDX-License-Identifier: MIT
//
// Shared by the tests of a page: node SCRIPT BROWSER TOOL writes the tool's report and opens a browser. expand.mjs computes
// from the data block what the page must show; rows.mjs compares the data block with the mapping.
import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, beforeEach} from 'node:test';
import {pathToFileURL} from 'node:url';
import {openBrowser} from './browser.mjs';
import {dataBlock, expand} from './expand.mjs';

export const PHONE = {width: 360, height: 740, mobile: true};

// The addresses of every kind of view, with the longest one of each.
export const VIEWS = ['', '#T1003.001', '#T1685', '#T1562.001', '#event-4688', '#event-4663', '#find?q=4663&show=events', '#find?q=windows'];

const [program, tool] = process.argv.slice(2);
export const directory = mkdtempSync(join(tmpdir(), 'report page '));
const file = join(directory, 'report.html');
export const url = pathToFileURL(file).href;
export let page, raw, rows;
let browser;

before(async () => {
  execFileSync(tool, ['report', '-o', file]);
  raw = JSON.parse(dataBlock(readFileSync(file, 'utf8')));
  rows = expand(raw);
  browser = await openBrowser(program);
  page = await browser.newPage();
});
beforeEach(() => page.look());
after(async () => {
  await browser?.close();
  rmSync(directory, {recursive: true});
});

// Waits for this heading of the page. Returns the heading.
export const heading = (text) => page.until((wanted) => {
  const found = document.querySelector('main h1')?.textContent;
  return found?.startsWith(wanted) && found;
}, text);

export async function open(hash = '') {
  await page.open(url + hash);
  await page.until(() => !document.getElementById('app').hidden);
}

// Goes to another address in the page as if it were typed, since browsers limit how often a script may do so.
export const go = (hash) => page.call('Page.navigate', {url: url + hash});

// The same, and waits until the page is drawn.
export async function visit(hash) {
  await go(hash || '#');
  await page.run(() => new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown))));
}
