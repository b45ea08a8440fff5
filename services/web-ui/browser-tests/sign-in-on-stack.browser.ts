import AxeBuilder from '@axe-core/playwright';
import { hops } from '@hopwise/contracts/hops';
import { analyst } from '@hopwise/local-stack/testing/analyst';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { answer, askAndWait, hop, questionField } from './harness/chat.ts';
import { launchBrowser } from './harness/launch-browser.ts';
import { type RunningStack, startStage } from './harness/running-stack.ts';

const startTimeoutMs = 180_000;

describe('sign-in at the user pool of the running stack', () => {
  let stack: RunningStack;
  let browser: Browser;
  let page: Page;

  const signInButton = () => page.getByRole('button', { name: 'Sign in' });
  const user = () => page.getByRole('button', { name: new RegExp(analyst.email) });

  /** Opens the sign-in page of the user pool. */
  const signInPage = async (): Promise<void> => {
    await signInButton().click();
    await page.getByRole('heading', { name: /^Sign in to / }).waitFor();
  };

  const typePassword = async (password: string): Promise<void> => {
    // The username field has the focus, so the keyboard is enough.
    await page.keyboard.type(analyst.username);
    await page.keyboard.press('Tab');
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
  };

  beforeAll(async () => {
    stack = await startStage('dev');
    browser = await launchBrowser();
  }, startTimeoutMs);
  beforeEach(async () => {
    const context = await browser.newContext({ viewport: { width: 1600, height: 1000 } });
    page = await context.newPage();
    await stack.open(page);
  });
  afterEach(() => page.context().close());
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  });

  it('lets a user ask through all seven hops', async () => {
    await signInPage();
    expect(new URL(page.url()).origin).not.toBe(new URL(stack.webUi).origin);
    await typePassword(analyst.password);
    await user().waitFor();
    await askAndWait(page, 'Check security status');
    await answer(page).getByText('Security services').first().waitFor();
    for (const { hop: number } of hops) {
      await hop(page, number).getByText('Allowed').first().waitFor();
    }
  });

  it('requires the password again after a sign-out', async () => {
    await signInPage();
    await typePassword(analyst.password);
    await user().click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await signInButton().waitFor();
    expect(await questionField(page).count()).toBe(0);
    await signInPage();
  });

  it.each(['light', 'dark'] as const)(
    'refuses a wrong password on an accessible page in the %s theme',
    async (colorScheme) => {
      await page.emulateMedia({ colorScheme });
      await signInPage();
      const before = await new AxeBuilder({ page }).analyze();
      await typePassword('another');
      await page.getByRole('alert').getByText('Incorrect username or password.').waitFor();
      const after = await new AxeBuilder({ page }).analyze();
      expect([...before.violations, ...after.violations]).toEqual([]);
      await page.keyboard.type(analyst.password);
      await page.keyboard.press('Enter');
      await user().waitFor();
    },
  );
});
