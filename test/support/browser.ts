import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import axe from 'axe-core';
import { type Browser, type BrowserContext, chromium, type Page, type Request } from 'playwright-core';
import { webFolder } from '#app/build-server.ts';
import { jobKinds } from '#app/router.ts';
import { runWorker } from '#platform/jobs/worker.ts';
import { openTestApp, type TestApp, testPassword } from './app.ts';

/** The application as people meet it: pages, a working worker and a real browser. */
export type Journey = {
  readonly app: TestApp;
  readonly address: string;
  /** A page in a browser of its own (own cookies); 1440 × 900 unless told otherwise. */
  readonly open: (size?: { width: number; height: number }) => Promise<Page>;
  /** Signs in by the form and waits for the console. */
  readonly signIn: (page: Page, login: string, password?: string) => Promise<void>;
  close(): Promise<void>;
};

const shots = path.join(import.meta.dirname, '../../test-results');

function chromePath(): string {
  const found = [process.env.CHROME_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
    (file) => file && existsSync(file),
  );
  if (!found) throw new Error('没有找到 Chromium：请安装，或用 CHROME_PATH 指明。');
  return found;
}

/** How long a step may take, in ms: long, so that only what never comes fails, also on a slow machine. */
const patience = 60_000;

const flags = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts everything on a database of its own; `app.setNow` still moves the clock. */
export async function openJourney(): Promise<Journey> {
  const app = await openTestApp(webFolder);
  const address = await app.http.listen({ port: 0, host: '127.0.0.1' });
  const stop = new AbortController();
  const working = runWorker(app.database.url, app.services, jobKinds, stop.signal);
  const browser = await chromium.launch({ executablePath: chromePath(), args: flags });
  const contexts: BrowserContext[] = [];
  return {
    app,
    address,
    open: async (size = { width: 1440, height: 900 }) => {
      const context = await newContext(browser, address, size);
      contexts.push(context);
      return context.newPage();
    },
    signIn: async (page, login, password = testPassword) => {
      await page.goto('/login');
      await page.getByLabel('用户名').fill(login);
      await page.getByLabel('密码').fill(password);
      await page.getByRole('button', { name: '登录' }).click();
      await page.getByRole('banner').waitFor();
    },
    close: async () => {
      for (const context of contexts) await context.close();
      await browser.close();
      stop.abort();
      await working;
      await app.close();
    },
  };
}

async function newContext(browser: Browser, baseURL: string, viewport: { width: number; height: number }) {
  const context = await browser.newContext({
    baseURL,
    viewport,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  });
  context.setDefaultTimeout(patience);
  context.on('page', watchRequests);
  return context;
}

/** What each page has asked for and not got yet; the browser itself tells it only of the first load of a document. */
const underWay = new WeakMap<Page, Set<Request>>();

function watchRequests(page: Page): void {
  const open = new Set<Request>();
  let forsaken: readonly Request[] = [];
  const gone = (request: Request) => void open.delete(request);
  underWay.set(page, open);
  page.on('request', (request) => {
    if (request.isNavigationRequest()) forsaken = [...open];
    open.add(request);
  });
  page.on('requestfinished', gone);
  page.on('requestfailed', gone);
  // of a request whose document is left, nobody says that it ended
  page.on('domcontentloaded', () => forsaken.forEach(gone));
}

/** Drawn, idle, and nothing on its way from one place or colour to another, but for what turns for ever. */
const stillness = `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() =>
    requestIdleCallback(done, { timeout: 2000 }))))
  .then(() => Promise.all(document.getAnimations()
    .filter((one) => one.playState === 'running' && one.effect?.getComputedTiming().endTime < Infinity)
    .map((one) => one.finished.catch(() => undefined)))).then(() => undefined)`;

/** Serious and critical violations of the page as it stands, one line each. */
export async function axeFaults(page: Page): Promise<string[]> {
  // a colour halfway from one to another is nobody's to read
  await page.evaluate(stillness);
  await page.evaluate(axe.source);
  const found = await page.evaluate<
    { id: string; impact: string; help: string; nodes: { target: string[] }[] }[]
  >(
    `axe.run(document, { resultTypes: ['violations'] }).then((answer) => answer.violations.map(
      ({ id, impact, help, nodes }) => ({ id, impact, help, nodes: nodes.map(({ target }) => ({ target })) })))`,
  );
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, help, nodes }) =>
        `${id}: ${help} @ ${nodes
          .map(({ target }) => target.join(' '))
          .slice(0, 3)
          .join(' | ')}`,
    );
}

/** How far the page can be pushed sideways, in CSS pixels; 0 is as it should be. */
export const sidewaysOverflow = (page: Page): Promise<number> =>
  page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');

/** A picture for people to look at, in test-results/. */
export async function screenshot(page: Page, name: string): Promise<void> {
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: path.join(shots, `${name}.png`), fullPage: true });
}

/** Waits until nothing is loading or moving: no request on its way, no spinner, no skeleton, no dialog coming or going. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  // Locators, not a function in the page: the content policy forbids evaluating one there over and over.
  const busy = page.locator('.hj-waiting, .ant-spin-spinning, .ant-skeleton, [aria-busy=true]');
  do {
    while ((await busy.count()) > 0) await busy.first().waitFor({ state: 'hidden' });
    await page.evaluate(stillness);
  } while (underWay.get(page)?.size || (await busy.count()) > 0);
}
