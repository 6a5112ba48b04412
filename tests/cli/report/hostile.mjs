// SPDX-License-Identifier: MIT
//
// node hostile.mjs BROWSER TOOL: the report of report_hostile.yaml displays its texts, and runs none of them.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {pathToFileURL} from 'node:url';
import {openBrowser} from './browser.mjs';
import {dataBlock} from './expand.mjs';

const [program, tool] = process.argv.slice(2);
const directory = mkdtempSync(join(tmpdir(), 'report hostile '));
const file = join(directory, 'report.html');
const url = pathToFileURL(file).href;
let browser, page;

before(async () => {
  execFileSync(tool, ['report', '-o', file]);
  browser = await openBrowser(program);
  page = await browser.newPage();
});
after(async () => {
  await browser?.close();
  rmSync(directory, {recursive: true});
});

async function assertHarmless(where) {
  const found = await page.run(() => ({hostile: window.hostile ?? null, scripts: document.scripts.length,
    markup: document.querySelectorAll('body img, body svg, body iframe, body b, [onerror], [onfocus], [onload]').length,
    links: [...document.links].map((link) => link.protocol).filter((kind) => !['file:', 'https:'].includes(kind))}));
  assert.deepEqual(found, {hostile: null, scripts: 2, markup: 0, links: []}, where);
  assert.deepEqual(page.errors, [], where);
  assert.deepEqual(page.dialogs, [], where);
  assert.deepEqual(page.requests.filter((request) => request.split('#')[0] !== url), [], where);
}

test('what is looked for here would be seen', async () => {
  const harmful = join(directory, 'harmful.html');
  writeFileSync(harmful, '<body><img src=x onerror="window.hostile = 1"><script></script><script></script>');
  await page.open(pathToFileURL(harmful).href);
  await page.until(() => window.hostile === 1);
  await assert.rejects(assertHarmless('harmful'));
});

test('runs nothing that the mapping says, wherever it is shown', async () => {
  await page.open(url);
  await page.until(() => !document.getElementById('app').hidden);
  await assertHarmless('start');
  for (const hash of await page.run(() => {
    const data = readData(document.getElementById('data').textContent);
    return [...data.techniques.map(linkToTechnique), ...data.events.map(linkToEvent),
      ...data.events.map((event) => linkToFind({q: event.name})),
      ...data.techniques.flatMap((technique) => technique.tactics).map((tactic) => linkToFind({tactic})),
      '#%3Cimg%20src=x%20onerror=window.hostile=1%3E', '#%E0%A4%A', '#find?tactic=<img src=x onerror=window.hostile=1>',
      '#event-__proto__', '#__proto__', '#constructor', '#find?__proto__=1'];
  })) {
    await page.call('Page.navigate', {url: url + hash});
    await page.run(() => new Promise((resolve) => setTimeout(resolve, 50)));
    await assertHarmless(hash);
  }
});

test('shows its texts as they are', async () => {
  await page.open(`${url}#T1001`);
  await page.until(() => document.querySelector('h1'));
  const {raw, shown, title} = await page.run(() => ({title: document.title, shown: document.querySelector('main').textContent,
    raw: readData(document.getElementById('data').textContent).techniques.map((technique) => technique.name)}));
  assert.equal(raw[0], '</script><img src=x onerror="window.hostile = \'technique\'">');
  assert.equal(raw[1], 'Line\u2028 and paragraph\u2029, tab\t, bell\x07, "quotes" \'single\' `back` \\ end \\u003c');
  assert.ok(shown.includes(raw[0]));
  assert.ok(title.includes(raw[0]));
  assert.ok(shown.includes('</td><script>window.hostile = \'field\'</script>="]}</script>'));
});

test('each of its events has a link of its own that opens it', async () => {
  const events = await page.run(() => readData(document.getElementById('data').textContent).events
    .map((event) => [event.slug, event.name]));
  assert.equal(new Set(events.map(([slug]) => slug)).size, events.length);
  for (const [slug, name] of events) {
    await page.open(`${url}#${encodeURIComponent(slug)}`);
    await page.until((wanted) => document.querySelector('h1').textContent.includes(wanted), name);
  }
});

test('runs nothing without scripts either, where the list is markup', async () => {
  await page.look({scripts: false});
  await page.open(url);
  const items = await page.run(() => [...document.querySelectorAll('noscript li')].map((item) => item.textContent.trim()));
  assert.equal(items.length, 2);
  assert.equal(items[0], 'T1001 </script><img src=x onerror="window.hostile = \'technique\'">');
  await assertHarmless('noscript');
  await page.look();
});

test('the data block has nothing that a parser of HTML looks for', () => {
  const block = dataBlock(readFileSync(file, 'utf8'));
  assert.equal(JSON.parse(block).techniques.length, 2);
  assert.doesNotMatch(block, /[<>&\u2028\u2029\u202e\x00-\x09\x0b-\x1f]/u);
});
