import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { type CannedStage, startCannedStage } from '../testing/canned-stage.ts';
import {
  type CannedUserPool,
  type CannedUserPoolOptions,
  startCannedUserPool,
} from '../testing/canned-user-pool.ts';
import { askAndWait, hop, questionField } from './harness/chat.ts';
import { launchBrowser } from './harness/launch-browser.ts';

const signInButton = (page: Page) => page.getByRole('button', { name: 'Sign in' });

/** The keys in every place in which a page can store data. */
const storedIn = (page: Page) =>
  page.evaluate(async () => ({
    localStorage: Object.keys(localStorage),
    sessionStorage: Object.keys(sessionStorage),
    databases: (await indexedDB.databases()).map(({ name }) => name),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    historyState: history.state as unknown,
  }));

describe('a stage with sign-in', () => {
  let browser: Browser;
  let pool: CannedUserPool;
  let stage: CannedStage;
  let authorizations: (string | undefined)[];
  let errors: string[];

  beforeAll(async () => {
    browser = await launchBrowser({ keepsPages: true });
  });
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
    await stage.close();
    await pool.close();
    expect(errors).toEqual([]);
  });
  afterAll(() => browser.close());

  type OpenOptions = CannedUserPoolOptions & { readonly isLocal?: boolean };

  const openPage = async (
    path = '/',
    { isLocal = false, ...options }: OpenOptions = {},
  ): Promise<Page> => {
    pool = await startCannedUserPool(options);
    authorizations = [];
    errors = [];
    stage = await startCannedStage({
      isLocal,
      signIn: pool.config,
      onAuthorization: (header) => authorizations.push(header),
    });
    const context = await browser.newContext({ viewport: { width: 1600, height: 900 } });
    const page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text().slice(0, 300));
    });
    await page.goto(stage.url + path);
    return page;
  };

  const signIn = async (page: Page): Promise<void> => {
    await signInButton(page).click();
    await page.getByRole('button', { name: /ada@example\.com/ }).waitFor();
  };

  const signOut = async (page: Page): Promise<void> => {
    await page.getByRole('button', { name: /ada@example\.com/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
  };

  it('sends no question before sign-in, and then sends the user’s token', async () => {
    const page = await openPage();
    await signInButton(page).waitFor();
    expect(await questionField(page).count()).toBe(0);
    await signIn(page);
    await hop(page, 1).getByText('User token', { exact: true }).waitFor();
    await askAndWait(page, 'one chunk');
    expect(pool.grants).toEqual(['authorization_code']);
    expect(authorizations).toEqual(['Bearer access-1']);
  });

  it('returns to the requested page, without the code in its address', async () => {
    const page = await openPage('/findings');
    await signIn(page);
    await page.getByRole('heading', { level: 1, name: /Finding codes/ }).waitFor();
    expect(page.url()).toBe(`${stage.url}/findings`);
  });

  it('keeps no token in the browser, so a reload requires another sign-in', async () => {
    const page = await openPage();
    await signIn(page);
    await askAndWait(page, 'one chunk');
    await page.waitForFunction(() => JSON.stringify(localStorage).includes('one chunk'));
    const kept = await page.evaluate(() =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
    );
    expect(kept).toContain('one chunk');
    expect(kept).not.toMatch(/access-1|refresh-1|eyJ/);
    await page.reload();
    await signInButton(page).waitFor();
  });

  it('renews the token automatically', async () => {
    const page = await openPage('/', { accessTokenSeconds: 62 });
    await signIn(page);
    await page.waitForResponse((response) => response.url().endsWith('/oauth2/token'));
    await askAndWait(page, 'one chunk');
    expect(pool.grants.slice(0, 2)).toEqual(['authorization_code', 'refresh_token']);
    expect(authorizations[0]).not.toBe('Bearer access-1');
  });

  it('signs out of the page and the user pool, and deletes the conversations', async () => {
    const page = await openPage();
    await signIn(page);
    await askAndWait(page, 'one chunk');
    await signOut(page);
    await signInButton(page).waitFor();
    expect(pool.revoked).toEqual(['refresh-1']);
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('chunk');
  });

  it('leaves nothing in any storage of the browser after the sign-out, except the theme', async () => {
    const page = await openPage('/', { isLocal: true });
    await signIn(page);
    await page.evaluate(() => localStorage.setItem('hopwise.theme', 'dark'));
    await askAndWait(page, 'List findings');
    await page.getByRole('link', { name: 'Page of this turn' }).click();
    await page.getByRole('region', { name: 'Path of a turn' }).waitFor();
    await page.waitForFunction(() => Object.keys(localStorage).length === 3);
    const kept = (await storedIn(page)).localStorage.map((key) => key.replace(/\.[^.]*$/, ''));
    expect(kept.sort()).toEqual(['hopwise', 'hopwise.conversations.1', 'hopwise.turns.1']);
    await signOut(page);
    await signInButton(page).waitFor();
    expect(await storedIn(page)).toEqual({
      localStorage: ['hopwise.theme'],
      sessionStorage: [],
      databases: [],
      caches: [],
      workers: 0,
      historyState: null,
    });
    expect(await page.context().cookies(stage.url)).toEqual([]);
  });

  it('deletes a question of which the answer still runs, however slow the sign-out is', async () => {
    const page = await openPage();
    await signIn(page);
    await page.route('**/oauth2/revoke', async (route) => {
      await page.waitForTimeout(1500);
      await route.continue();
    });
    await questionField(page).fill('hang on');
    await questionField(page).press('Enter');
    await page.getByText('hang on').first().waitFor();
    await signOut(page);
    await page.getByText('Signing out').waitFor();
    await signInButton(page).waitFor();
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('hang on');
  });

  it('offers the sign-in after the back button, not the end of the sign-out', async () => {
    const page = await openPage('/findings');
    await signIn(page);
    await signOut(page);
    await signInButton(page).waitFor();
    // The browser restores the page from its memory.
    await page.evaluate(() => {
      document.title = 'left';
      history.back();
    });
    await page.waitForFunction(() => document.title !== 'left');
    await signInButton(page).waitFor();
    expect(new URL(page.url()).pathname).toBe('/findings');
  });

  it('signs out of the page although the user pool never answers the revocation', async () => {
    const page = await openPage();
    await page.clock.install();
    await signIn(page);
    await page.route('**/oauth2/revoke', () => {});
    await signOut(page);
    await page.getByText('Signing out').waitFor();
    await page.clock.runFor(60_000);
    await signInButton(page).waitFor();
  });

  it('signs out of the other tabs of the user', async () => {
    const page = await openPage();
    await signIn(page);
    await askAndWait(page, 'one chunk');
    const other = await page.context().newPage();
    await other.goto(stage.url);
    await signIn(other);
    await askAndWait(other, 'one chunk');
    await signOut(page);
    await signInButton(other).waitFor();
    await signInButton(page).waitFor();
    expect(pool.revoked).toHaveLength(2);
    expect(await other.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('chunk');
  });

  it('reports a user pool that does not answer', async () => {
    const page = await openPage();
    await signInButton(page).waitFor();
    await pool.close();
    await signInButton(page).click();
    await page.getByText('The user pool does not answer.').waitFor();
    errors = errors.filter((error) => !error.includes('ERR_CONNECTION_REFUSED'));
  });
});
