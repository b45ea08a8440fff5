import { describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { brokenHop, questionField } from './harness/chat.ts';
import { faultSearch, faultSwitch, flipFault } from './harness/faults.ts';
import { usePages } from './harness/page-under-test.ts';

const noToken = { name: 'no-token-to-gateway', hop: 6 };
/** The panel is much longer than the window. */
const viewport = { width: 1600, height: 500 };

/** Whether the top of the element is in the visible part of the panel. */
const isInPanel = (element: Element): boolean => {
  const { top } = element.getBoundingClientRect();
  const panel = document.getElementById('panel')?.getBoundingClientRect();
  return panel !== undefined && top >= panel.top - 1 && top < panel.bottom;
};

const hasFocus = (element: Locator): Promise<boolean> =>
  element.evaluate((one) => one === document.activeElement);

const heading = (page: Page) => brokenHop(page).getByRole('heading', { name: 'Hop 6 is broken' });

/** With the keyboard, so the focus is in the field. */
const ask = async (page: Page, question: string): Promise<void> => {
  await questionField(page).fill(question);
  await questionField(page).press('Enter');
};

describe('the visible part of the panel', () => {
  const openPage = usePages();

  /** Flips a switch and asks, but keeps the question from the API until the test releases it. */
  const askUnderFault = async () => {
    const { page } = await openPage({ viewport });
    await flipFault(page, noToken);
    expect(await faultSwitch(page, noToken.name).evaluate(isInPanel)).toBe(true);
    const question = Promise.withResolvers<void>();
    await page.route('**/api/chat', async (route) => {
      await question.promise;
      await route.continue();
    });
    await ask(page, 'denied');
    return { page, release: question.resolve };
  };

  it('shows the broken hop after a flip and a question, and the focus stays in the question', async () => {
    const { page, release } = await askUnderFault();
    release();
    await page.waitForFunction(isInPanel, await heading(page).elementHandle());
    await brokenHop(page).getByText('Cure:').waitFor();
    expect(await heading(page).evaluate(isInPanel)).toBe(true);
    expect(await hasFocus(questionField(page))).toBe(true);
    await ask(page, 'denied');
    await page.getByLabel('Answer 2').getByText('Denied at hop 6').waitFor();
    expect(await heading(page).evaluate(isInPanel)).toBe(true);
  });

  it('stays where a person scrolls during the turn', async () => {
    const { page, release } = await askUnderFault();
    const place = await faultSwitch(page, noToken.name).elementHandle();
    await place?.hover({ force: true });
    const top = await place?.evaluate((element) => element.getBoundingClientRect().top);
    await page.mouse.wheel(0, 40);
    // The browser scrolls in a later frame. If the answer came in the same frame, it would not keep the place.
    await page.waitForFunction(
      ([element, before = 0]) => (element?.getBoundingClientRect().top ?? 0) <= before - 39,
      [place, top] as const,
    );
    release();
    await page.getByLabel('Answer 1').getByText('Denied at hop 6').waitFor();
    await brokenHop(page).getByText('Cure:').waitFor();
    expect(await heading(page).evaluate(isInPanel)).toBe(false);
    expect(await faultSwitch(page, noToken.name).evaluate(isInPanel)).toBe(true);
  });

  it('stays at the search while a person types there', async () => {
    const { page, release } = await askUnderFault();
    await faultSearch(page).fill('hop 6');
    release();
    await page.getByLabel('Answer 1').getByText('Denied at hop 6').waitFor();
    await brokenHop(page).getByText('Cure:').waitFor();
    expect(await faultSearch(page).evaluate(isInPanel)).toBe(true);
    expect(await hasFocus(faultSearch(page))).toBe(true);
  });
});
