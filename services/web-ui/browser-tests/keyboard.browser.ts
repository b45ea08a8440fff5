import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { answer, questionField, stopButton } from './harness/chat.ts';
import { usePages } from './harness/page-under-test.ts';

const maxTabs = 60;

/** Presses Tab until the focused element has this name. */
const tabTo = async (page: Page, name: RegExp): Promise<void> => {
  for (let presses = 0; presses < maxTabs; presses += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute('aria-label') ?? element?.textContent ?? '';
    });
    if (name.test(focused)) return;
  }
  throw new Error(`Tab does not reach ${name}.`);
};

describe('the keyboard without a mouse', () => {
  const openPage = usePages();

  it('asks, stops, and asks again', async () => {
    const { page } = await openPage();
    await page.keyboard.type('hang');
    await page.keyboard.press('Enter');
    await stopButton(page).waitFor();
    await tabTo(page, /^Stop the answer$/);
    await page.keyboard.press('Enter');
    await answer(page).getByText('Stopped').waitFor();
    await tabTo(page, /^Ask again$/);
    await page.keyboard.press('Enter');
    await stopButton(page).waitFor();
  });

  it('starts in the question field', async () => {
    const { page } = await openPage();
    expect(await questionField(page).evaluate((field) => field === document.activeElement)).toBe(
      true,
    );
  });

  it('opens the panel and the posture page', async () => {
    const { page } = await openPage({ viewport: { width: 1024, height: 900 } });
    await tabTo(page, /^Auth path and faults$/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Auth path and faults' }).waitFor();
    await tabTo(page, /^Open the navigation$/);
    await page.keyboard.press('Enter');
    await tabTo(page, /^Security posture$/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Security posture' }).waitFor();
  });

  it('announces the complete answer to a screen reader', async () => {
    const { page } = await openPage();
    await page.keyboard.type('one chunk');
    await page.keyboard.press('Enter');
    await page
      .locator('[aria-live]')
      .getByText('Answer: All of it at once')
      .waitFor({ state: 'attached' });
  });
});
