import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { panelButton } from './harness/chat.ts';
import { usePages } from './harness/page-under-test.ts';

const height = 900;

const navigation = (page: Page) => page.getByRole('link', { name: 'New conversation' });
const panel = (page: Page) => page.getByRole('heading', { name: 'Auth path and faults' });

/** What is beside the content. A column that closes stays in the page, but is hidden. */
const columns = async (page: Page): Promise<readonly string[]> => [
  ...((await navigation(page).isVisible()) ? ['navigation'] : []),
  ...((await panel(page).isVisible()) ? ['panel'] : []),
];

const openNavigation = (page: Page) =>
  page.getByRole('button', { name: 'Open the navigation' }).click();

describe('the columns of the page', () => {
  const openPage = usePages();

  it('are three at 1280 pixels', async () => {
    const { page } = await openPage({ viewport: { width: 1280, height } });
    await panel(page).waitFor();
    expect(await columns(page)).toEqual(['navigation', 'panel']);
  });

  it.each([1279, 1024, 700])('are two at %i pixels, whichever was opened last', async (width) => {
    const { page } = await openPage({ viewport: { width, height } });
    expect(await columns(page)).toEqual(['navigation']);
    await panelButton(page).click();
    await panel(page).waitFor();
    await navigation(page).waitFor({ state: 'hidden' });
    expect(await columns(page)).toEqual(['panel']);
    await openNavigation(page);
    await navigation(page).waitFor();
    await panel(page).waitFor({ state: 'hidden' });
    expect(await columns(page)).toEqual(['navigation']);
  });

  it('are two after the window has become narrow', async () => {
    const { page } = await openPage({ viewport: { width: 1280, height } });
    await panel(page).waitFor();
    await page.setViewportSize({ width: 1024, height });
    await navigation(page).waitFor({ state: 'hidden' });
    expect(await columns(page)).toEqual(['panel']);
  });
});
