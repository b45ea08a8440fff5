import { describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { answer, questionField, stopButton } from './harness/chat.ts';
import { faultSearch, faultSwitch, faultsOfHop } from './harness/faults.ts';
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

/** Image of a switch with the space around it, where the ring of the focus is. */
const looks = async (toggle: Locator): Promise<string> => {
  const { x, y, width, height } = (await toggle.boundingBox()) ?? {
    x: 0,
    y: 0,
    width: 0,
    height: 0,
  };
  const clip = { x: x - 8, y: y - 8, width: width + 16, height: height + 16 };
  return (await toggle.page().screenshot({ clip })).toString('base64');
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

  it('flips a fault switch with Tab and Space, and shows where the focus is', async () => {
    const { page } = await openPage();
    await faultsOfHop(page, 6).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('/');
    await page.keyboard.type('no-token-to-gateway');
    expect(await faultSearch(page).inputValue()).toBe('no-token-to-gateway');
    await tabTo(page, /^no-token-to-gateway$/);
    const toggle = faultSwitch(page, 'no-token-to-gateway');
    expect(await toggle.evaluate((one) => one === document.activeElement)).toBe(true);
    const focused = await looks(toggle);
    await page.keyboard.press('Space');
    const banner = page.getByText('A fault is on: no-token-to-gateway');
    await banner.waitFor();
    expect(await toggle.isChecked()).toBe(true);
    // A switch ignores keys while it still flips.
    await toggle.and(page.locator(':not([aria-disabled="true"])')).waitFor({ state: 'attached' });
    await page.keyboard.press('Space');
    await banner.waitFor({ state: 'detached' });
    expect(await toggle.isChecked()).toBe(false);
    expect(await looks(toggle)).toEqual(focused);
    await page.keyboard.press('Tab');
    expect(await looks(toggle)).not.toEqual(focused);
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
