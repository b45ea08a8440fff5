import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { answer, questionField, stopButton } from './harness/chat.ts';
import { usePages } from './harness/page-under-test.ts';

const maxTabs = 60;

/** Presses Tab until what has the focus is called `name`. */
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

describe('the keyboard alone', () => {
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

  it('has the focus in the question at the start', async () => {
    const { page } = await openPage();
    expect(await questionField(page).evaluate((field) => field === document.activeElement)).toBe(
      true,
    );
  });

  it('goes to the posture page and opens the fault switches', async () => {
    const { page } = await openPage();
    await tabTo(page, /^Fault switches$/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Fault switches' }).waitFor();
    await tabTo(page, /^Security posture$/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Security posture' }).waitFor();
  });

  it('tells a screen reader the whole answer', async () => {
    const { page } = await openPage();
    await page.keyboard.type('one chunk');
    await page.keyboard.press('Enter');
    await page
      .locator('[aria-live]')
      .getByText('Answer: All of it at once')
      .waitFor({ state: 'attached' });
  });
});
