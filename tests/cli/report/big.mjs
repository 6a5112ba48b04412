// SPDX-License-Identifier: MIT
//
// node big.mjs BROWSER TOOL: a page with hundreds of thousands of rows, events and techniques shows the first ones at once,
// and more on request. The page is the tool's; this test makes the data.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {pathToFileURL} from 'node:url';
import {openBrowser} from './browser.mjs';
import {dataBlock} from './expand.mjs';

const MANY = 150000;
const [program, tool] = process.argv.slice(2);
const directory = mkdtempSync(join(tmpdir(), 'report big '));
const file = join(directory, 'report.html');
const url = pathToFileURL(file).href;
let browser, page;

// T0001 has a row with each of many events: of one id, and providers of their own, half of them; of one provider, the
// others. Many other techniques have a row with the first event.
function manyOfEach() {
  const names = [null], numbers = new Map();
  const number = (text) => {
    if (!numbers.has(text)) {
      numbers.set(text, names.push(text) - 1);
    }
    return numbers.get(text);
  };
  const indexes = Array.from({length: MANY}, (_, i) => i);
  const events = indexes.map((i) => [number(i < MANY / 2 ? 'one' : `id ${i}`), number(`name ${i}`), 0, 0, 0, 0,
    number(i < MANY / 2 ? `provider ${i}` : 'provider'), []]);
  const technique = (id, run) => [number(id), number(`name of ${id}`), [number('tactic')], [], [1], [run]];
  const ranking = (kind, texts) => ({kind, scope: 'subtechniques', by: 'techniques', title: kind, unit: 'techniques',
    items: texts.flatMap((text) => [number(text), 1])});
  return {library: '0', info: {domain: null, version: null, sha256: null, selection: null, attribution: null, rows: 2 * MANY},
    components: [[number('source'), number('component')]],
    relationships: [[0, number('behaviour'), 0, 0, 0]],
    events,
    rules: [],
    techniques: [technique('T0001', 0), ...indexes.map((i) => (
      technique(`T${1000 + Math.floor(i / 1000)}.${String(i % 1000).padStart(3, '0')}`, 1)))],
    rankings: [ranking('events', indexes.map((i) => `name ${i}`))],
    runs: [[1, 1, indexes.map((i) => i + 1)], [1, 1, [1]]],
    retired: [],
    names};
}

before(async () => {
  const html = execFileSync(tool, ['report'], {encoding: 'utf8', maxBuffer: 1 << 28});
  const block = dataBlock(html);
  writeFileSync(file, html.replace(block, () => JSON.stringify(manyOfEach())));
  browser = await openBrowser(program);
  page = await browser.newPage();
  await page.open(url);
  await page.until(() => !document.getElementById('app').hidden);
});
after(async () => {
  await browser?.close();
  rmSync(directory, {recursive: true});
});

// Goes to an address in the page and waits for a heading that starts like this.
async function go(hash, wanted) {
  await page.call('Page.navigate', {url: url + hash});
  await page.until((start) => document.querySelector('main h1')?.textContent.startsWith(start), wanted);
  assert.deepEqual(page.errors, [], hash);
}

// Returns the number of elements, before and after a click on the button for more.
async function countTwice(items, button) {
  const count = () => page.run((selector) => document.querySelectorAll(selector).length, items);
  const atFirst = await count();
  await page.click(button);
  assert.deepEqual(page.errors, [], items);
  return [atFirst, await count()];
}

test('rows of one data component', async () => {
  await go('#T0001', 'T0001');
  assert.match(await page.run(() => document.querySelector('.component h3').textContent), /150,000 events/);
  assert.deepEqual(await countTwice('.component tbody tr', '.component > .more'), [1000, 2000]);
  assert.match(await page.run(() => document.querySelector('.component > .more').textContent), /150,000/);
  assert.deepEqual(await page.run(() => [...document.querySelectorAll('.component tbody tr')].slice(998, 1002)
    .map((row) => [row.className, row.children[2].textContent])),
  [998, 999, 1000, 1001].map((i) => ['same', `name ${i}`]));
});

test('providers, and ids of one', async () => {
  await go('#T0001', 'T0001');
  assert.deepEqual(await countTwice('.providers > li', '.providers + .more'), [1000, 2000]);
  assert.deepEqual(await countTwice('.providers > li:first-child .chip', '.providers > li:first-child .more'), [1000, 2000]);
});

test('techniques of one event, and other events of its id', async () => {
  await go('#event-one-provider-0', 'one');
  assert.deepEqual(await countTwice('.techniques li', '.techniques + .more'), [1000, 2000]);
  assert.deepEqual(await countTwice('.variants li', '.variants + .more'), [1000, 2000]);
});

test('events that one link fits', async () => {
  await go('#event-one', 'one');
  assert.deepEqual(await countTwice('.variants li', '.variants + .more'), [1000, 2000]);
  assert.deepEqual(await countTwice('.facts .chip', '.facts .more'), [1000, 2000]);
});

test('bars', async () => {
  await go('#', 'Which events');
  assert.deepEqual(await countTwice('.chart[data-kind=events] .bars li', '.chart[data-kind=events] .more'), [15, 1015]);
});

test('all that is asked for comes, and then the button goes', async () => {
  await page.run(() => {
    const list = inParts(make('ul'), Array.from({length: 2500}, (_, i) => i), (thing, i) => make('li', null, make('a',
      {href: '#'}, `${thing} ${i}`)));
    document.querySelector('main').replaceChildren(...list);
  });
  assert.deepEqual(await countTwice('main > ul > li', 'main > .more'), [1000, 2000]);
  assert.equal(await page.run(() => document.querySelector('main > .more').textContent), 'Show all 2,500');
  await page.click('main > .more');
  assert.deepEqual(await page.run(() => [[...document.querySelectorAll('main > ul > li')].map((item) => item.textContent),
    document.activeElement.textContent, document.querySelector('main > .more')]),
  [Array.from({length: 2500}, (_, i) => `${i} ${i}`), '2000 2000', null]);
});

test('a word that a text does not have is looked for once, however many marks the text gets', async () => {
  assert.deepEqual(await page.run(() => {
    const {indexOf} = String.prototype;
    let searches = 0;
    String.prototype.indexOf = function (word, at) {
      searches += word === 'ab';
      return indexOf.call(this, word, at);
    };
    const parts = marked('a'.repeat(1000), ['a', 'ab']).length;
    String.prototype.indexOf = indexOf;
    return {parts, searches};
  }), {parts: 2 * 1000 + 1, searches: 1});
});
