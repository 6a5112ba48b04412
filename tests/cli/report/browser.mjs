// SPDX-License-Identifier: MIT
//
// A headless Chromium, driven over the pipe of its DevTools protocol: no package and no port is needed. It knows
// nothing of the report.
import {spawn} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

const KEYS = {
  Enter: {code: 'Enter', windowsVirtualKeyCode: 13, text: '\r'},
  Tab: {code: 'Tab', windowsVirtualKeyCode: 9},
  Escape: {code: 'Escape', windowsVirtualKeyCode: 27},
  Home: {code: 'Home', windowsVirtualKeyCode: 36},
  ArrowLeft: {code: 'ArrowLeft', windowsVirtualKeyCode: 37},
  ArrowUp: {code: 'ArrowUp', windowsVirtualKeyCode: 38},
  ArrowRight: {code: 'ArrowRight', windowsVirtualKeyCode: 39},
  ArrowDown: {code: 'ArrowDown', windowsVirtualKeyCode: 40},
};

export async function openBrowser(program) {
  const profile = mkdtempSync(join(tmpdir(), 'report-test-'));
  const child = spawn(program, ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-dev-shm-usage', '--disable-background-networking', '--disable-component-update', '--disable-sync',
    `--user-data-dir=${profile}`, '--remote-debugging-pipe', 'about:blank'],
  {stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'], detached: true});
  const answers = new Map();
  const listeners = new Set();
  let last = 0;
  let rest = '';

  function end(problem) {
    for (const {reject} of answers.values()) {
      reject(problem);
    }
    answers.clear();
  }
  child.once('error', end);
  child.once('exit', () => end(new Error('the browser has ended')));
  child.stdio[3].on('error', end);
  child.stdio[4].setEncoding('utf8').on('data', (chunk) => {
    const messages = (rest + chunk).split('\0');
    rest = messages.pop();
    for (const message of messages.map((text) => JSON.parse(text))) {
      if (message.id) {
        const {resolve, reject} = answers.get(message.id);
        answers.delete(message.id);
        message.error ? reject(new Error(message.error.message)) : resolve(message.result);
      } else {
        listeners.forEach((listener) => listener(message));
      }
    }
  });

  const send = (method, params = {}, sessionId) => new Promise((resolve, reject) => {
    answers.set(++last, {resolve, reject});
    child.stdio[3].write(`${JSON.stringify({id: last, method, params, sessionId})}\0`);
  });
  async function close() {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    const patience = setTimeout(() => process.kill(-child.pid, 'SIGKILL'), 5000);
    await send('Browser.close').catch(() => {});
    await ended;
    clearTimeout(patience);
    rmSync(profile, {recursive: true, force: true, maxRetries: 5, retryDelay: 200});
  }
  return {close, newPage: () => openPage(send, listeners)};
}

// Evaluates code in the page, presses keys, and records errors in the page and all requested addresses.
async function openPage(send, listeners) {
  const {targetId} = await send('Target.createTarget', {url: 'about:blank'});
  const {sessionId} = await send('Target.attachToTarget', {targetId, flatten: true});
  const call = (method, params) => send(method, params, sessionId);
  const page = {requests: [], errors: [], dialogs: [], call};
  const addresses = new Map();

  listeners.add(({method, params, sessionId: from}) => {
    if (from !== sessionId) {
      return;
    }
    if (method === 'Network.requestWillBeSent') {
      page.requests.push(params.request.url);
      addresses.set(params.requestId, params.request.url);
    } else if (method === 'Network.loadingFailed' && params.blockedReason === 'csp') { // refused before it was sent
      page.requests.splice(page.requests.indexOf(addresses.get(params.requestId)), 1);
    } else if (method === 'Runtime.exceptionThrown') {
      page.errors.push(params.exceptionDetails.exception?.description ?? params.exceptionDetails.text);
    } else if (method === 'Log.entryAdded' && params.entry.level === 'error') {
      page.errors.push(params.entry.text);
    } else if (method === 'Page.javascriptDialogOpening') {
      page.dialogs.push(params.message);
      call('Page.handleJavaScriptDialog', {accept: true});
    }
  });
  for (const domain of ['Page', 'Runtime', 'Network', 'Log']) {
    await call(`${domain}.enable`);
  }

  // Returns the result of the function in the page.
  page.run = async (body, ...values) => {
    const {result, exceptionDetails} = await call('Runtime.evaluate', {awaitPromise: true, returnByValue: true,
      userGesture: true, expression: `(${body})(...${JSON.stringify(values)})`});
    if (exceptionDetails) {
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    }
    return result.value;
  };
  // Waits until the function returns a true value in the page, and returns that.
  page.until = async (body, ...values) => {
    const end = Date.now() + 15000;
    for (;;) {
      const value = await page.run(body, ...values).catch((problem) => {
        if (!/context/i.test(problem.message)) { // between two documents there is none
          throw problem;
        }
      });
      if (value) {
        return value;
      }
      if (Date.now() > end) {
        throw new Error(`waited in vain for ${body} ${JSON.stringify(values)}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  page.open = async (url) => {
    await call('Page.navigate', {url: 'about:blank'});
    await page.until(() => location.href === 'about:blank');
    page.requests.length = page.errors.length = page.dialogs.length = 0;
    await call('Page.navigate', {url});
    await page.until(() => location.href !== 'about:blank' && document.readyState === 'complete');
  };
  page.press = async (key, modifiers = 0) => {
    const {text, ...event} = KEYS[key] ?? {text: key};
    await call('Input.dispatchKeyEvent', {type: text ? 'keyDown' : 'rawKeyDown', key, text, modifiers, ...event});
    await call('Input.dispatchKeyEvent', {type: 'keyUp', key, modifiers, ...event});
  };
  page.type = async (text) => {
    for (const letter of text) {
      await page.press(letter);
    }
  };
  page.click = async (selector) => {
    const {x, y} = await page.until((wanted) => {
      const element = document.querySelector(wanted);
      element?.scrollIntoView({block: 'center', behavior: 'instant'});
      const box = element?.getClientRects()[0];
      return box && {x: box.x + box.width / 2, y: box.y + box.height / 2};
    }, selector);
    for (const type of ['mousePressed', 'mouseReleased']) {
      await call('Input.dispatchMouseEvent', {type, x, y, button: 'left', clickCount: 1});
    }
  };
  page.look = ({width = 1280, height = 900, dark = false, mobile = false, scripts = true} = {}) => Promise.all([
    call('Emulation.setDeviceMetricsOverride', {width, height, deviceScaleFactor: 1, mobile}),
    call('Emulation.setEmulatedMedia', {features: [{name: 'prefers-color-scheme', value: dark ? 'dark' : 'light'}]}),
    call('Emulation.setScriptExecutionDisabled', {value: !scripts}),
  ]);
  await page.look();
  return page;
}
