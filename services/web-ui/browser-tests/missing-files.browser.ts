import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { type CannedStage, startCannedStage } from '../testing/canned-stage.ts';
import { startCannedUserPool } from '../testing/canned-user-pool.ts';
import { answer, askAndWait, questionField, startAsking } from './harness/chat.ts';
import { launchBrowser } from './harness/launch-browser.ts';

const notice = (page: Page) => page.getByText(/could not load one of its files/);
const reloadButton = (page: Page) => page.getByRole('button', { name: 'Reload' });
const posture = (page: Page) => page.getByRole('heading', { level: 1, name: 'Security posture' });

describe('a page that stays open during a deployment', () => {
  let browser: Browser;
  let stage: CannedStage;
  /** Times that the browser loaded the page. */
  let loads: number;

  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
    await stage.close();
  });
  afterAll(() => browser.close());

  const openPage = async (options: Parameters<typeof startCannedStage>[0] = {}): Promise<Page> => {
    stage = await startCannedStage(options);
    const context = await browser.newContext({ viewport: { width: 1024, height: 900 } });
    const page = await context.newPage();
    loads = 0;
    page.on('request', (request) => {
      if (request.resourceType() === 'document') loads += 1;
    });
    return page;
  };

  /** The deployment removes every file that the page has not loaded yet. */
  const removeFiles = (page: Page) =>
    page.route('**/assets/*.js', (route) => route.fulfill({ status: 404, body: '' }));

  it('offers to reload, keeps the conversation, and works after the reload', async () => {
    const page = await openPage();
    await page.goto(stage.url, { waitUntil: 'networkidle' });
    await askAndWait(page, 'one chunk');
    await removeFiles(page);
    await page.getByRole('link', { name: 'Security posture' }).click();
    await notice(page).waitFor();
    await page.getByRole('link', { name: 'one chunk' }).click();
    await answer(page).getByText('All of it at once').waitFor();
    await questionField(page).waitFor();
    expect(loads).toBe(1);
    await page.unroute('**/assets/*.js');
    await reloadButton(page).click();
    await answer(page).getByText('All of it at once').waitFor();
    await page.getByRole('link', { name: 'Security posture' }).click();
    await posture(page).waitFor();
    expect(await notice(page).count()).toBe(0);
    expect(loads).toBe(2);
  });

  it('keeps the first question, which it cannot ask, and never reloads by itself', async () => {
    const page = await openPage();
    await page.goto(stage.url, { waitUntil: 'networkidle' });
    await removeFiles(page);
    await startAsking(page, 'one chunk');
    await notice(page).waitFor();
    await page.waitForFunction(() =>
      localStorage.getItem('hopwise.conversations.1')?.includes('PAGE_FAILED'),
    );
    expect(loads).toBe(1);
    await page.unroute('**/assets/*.js');
    await reloadButton(page).click();
    await answer(page).getByText('The page could not load its own code.').waitFor();
    await page.getByRole('button', { name: 'Ask again' }).click();
    await answer(page, 2).getByText('All of it at once').waitFor();
    expect(loads).toBe(2);
  });

  it('keeps the part of an answer that has arrived', async () => {
    const page = await openPage();
    await page.goto(stage.url, { waitUntil: 'networkidle' });
    await askAndWait(page, 'one chunk');
    await startAsking(page, 'hang');
    await removeFiles(page);
    await page.getByRole('link', { name: 'Security posture' }).click();
    await notice(page).waitFor();
    await page.waitForFunction(() =>
      localStorage.getItem('hopwise.conversations.1')?.includes('list_findings'),
    );
    await page.unroute('**/assets/*.js');
    await reloadButton(page).click();
    await page.getByRole('link', { name: 'one chunk' }).click();
    await answer(page, 2).getByText('Stopped').waitFor();
  });

  it('offers to reload if it cannot load the sign-in', async () => {
    const pool = await startCannedUserPool();
    try {
      const page = await openPage({ isLocal: false, signIn: pool.config });
      const missing = '**/assets/signed-in-app-*.js';
      await page.route(missing, (route) => route.fulfill({ status: 404, body: '' }));
      await page.goto(stage.url);
      await page.getByText('The page could not load its sign-in.').waitFor();
      expect(loads).toBe(1);
      await page.unroute(missing);
      await reloadButton(page).click();
      await page.getByRole('button', { name: 'Sign in' }).waitFor();
    } finally {
      await pool.close();
    }
  });
});
