// SPDX-License-Identifier: MIT
//
// node looks.mjs BROWSER TOOL: a report is readable on screens of all sizes, in light and dark mode and with a screen reader,
// and makes no network requests.
import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {pathToFileURL} from 'node:url';
import {PHONE, VIEWS, directory, heading, open, page, url, visit} from './report.mjs';

const SCREENS = [PHONE, {width: 320, height: 600, mobile: true}, {width: 768, height: 1024}, {width: 1024, height: 700},
  {width: 1280, height: 900}];
const LEAST_CONTRAST = 4.5; // of WCAG's level AA

test('nothing is wider than the screen, on a phone, a tablet and a desk', async () => {
  for (const size of SCREENS) {
    await page.look(size);
    await open();
    for (const hash of VIEWS) {
      await visit(hash);
      const wide = await page.run(() => {
        const width = document.documentElement.clientWidth;
        return {page: document.documentElement.scrollWidth - width, inside: [...document.querySelectorAll('main *, .side *')]
          .filter((part) => part.getClientRects().length > 0 && part.getBoundingClientRect().right > width + 1 &&
            !part.closest('.hidden')).map((part) => `${part.tagName} ${part.textContent.slice(0, 60)}`)};
      });
      assert.deepEqual(wide, {page: 0, inside: []}, `${size.width} ${hash}`);
    }
  }
});

test('texts are legible in light and in dark', async () => {
  const grounds = [];
  for (const dark of [false, true]) {
    await page.look({dark});
    await open();
    for (const hash of VIEWS) {
      await visit(hash);
      const {worst, ground} = await page.run(() => {
        const parse = (color) => color.match(/[\d.]+/g).map(Number);
        const light = ([r, g, b]) => [r, g, b].map((c) => c / 255)
          .map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
          .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
        const groundOf = (part) => {
          for (; part; part = part.parentElement) {
            const color = parse(getComputedStyle(part).backgroundColor);
            if (color.length === 3 || color[3] === 1) {
              return color;
            }
          }
          return [255, 255, 255];
        };
        let lowest = {ratio: 99};
        for (const part of document.querySelectorAll('header *, .side *, main *, footer')) {
          const text = [...part.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data).join('').trim();
          if (text !== '' && part.getClientRects().length > 0 && part.tagName !== 'OPTION') {
            const [a, b] = [light(parse(getComputedStyle(part).color)), light(groundOf(part))].sort((x, y) => y - x);
            const ratio = (a + 0.05) / (b + 0.05);
            if (ratio < lowest.ratio) {
              lowest = {ratio, text, tag: part.tagName, class: part.className};
            }
          }
        }
        return {worst: lowest, ground: light(groundOf(document.body))};
      });
      assert.ok(worst.ratio >= LEAST_CONTRAST, `${dark ? 'dark' : 'light'} ${hash}: ${JSON.stringify(worst)}`);
      grounds[dark ? 1 : 0] = ground;
    }
  }
  assert.ok(grounds[0] > 0.7 && grounds[1] < 0.05, `${grounds}`);
});

test('on a phone a search and what it found take turns', async () => {
  await page.look(PHONE);
  await open();
  const visible = (selector) => page.run((s) => document.querySelector(s).getClientRects().length > 0, selector);
  assert.ok(await visible('main h1'));
  assert.ok(!await visible('#list a'));
  await page.click('#q');
  await page.type('lsass');
  await page.until(() => document.querySelector('#list a').getClientRects().length > 0);
  assert.ok(!await visible('main'));
  await page.click('#list a');
  await heading('T1003.001');
  assert.ok(await visible('main h1'));
  assert.ok(!await visible('#list a'));
  await page.click('.back');
  await page.until(() => document.querySelector('#list a').getClientRects().length > 0);
  assert.equal(await page.run(() => document.getElementById('q').value), 'lsass');
});

test('what can be focused has a name, and the landmarks are there', async () => {
  await open('#T1003.001');
  const {nodes} = await page.call('Accessibility.getFullAXTree');
  const seen = nodes.filter((node) => !node.ignored);
  const nameless = seen.filter((node) => node.properties?.some(({name, value}) => name === 'focusable' && value.value) &&
    !node.name?.value && !['RootWebArea', 'main'].includes(node.role.value));
  assert.deepEqual(nameless.map((node) => node.role.value), []);
  const roles = new Set(seen.map((node) => node.role.value));
  for (const role of ['banner', 'main', 'navigation', 'search', 'contentinfo', 'status', 'table', 'columnheader']) {
    assert.ok(roles.has(role), role);
  }
  assert.equal(seen.filter((node) => node.role.value === 'main').length, 1);
});

test('asks nothing of the network', async () => {
  const asking = join(directory, 'asking.html');
  writeFileSync(asking, '<img src="http://127.0.0.1:9/x.png">');
  await page.open(pathToFileURL(asking).href);
  assert.ok(page.requests.includes('http://127.0.0.1:9/x.png'), 'a request would be seen');

  for (const hash of VIEWS) {
    await open(hash);
    await new Promise((resolve) => setTimeout(resolve, 200));
    assert.deepEqual(page.requests.filter((request) => request.split('#')[0] !== url && !request.startsWith('data:')), []);
  }
  assert.deepEqual(page.errors, []);
  const refused = await page.run(() => new Promise((resolve) => {
    document.addEventListener('securitypolicyviolation', (violation) => resolve(violation.effectiveDirective));
    document.body.append(Object.assign(new Image(), {src: 'http://127.0.0.1:9/y.png'}));
    setTimeout(resolve, 3000);
  }));
  assert.equal(refused, 'img-src');
  assert.ok(!page.requests.includes('http://127.0.0.1:9/y.png'));
});
