import { describe, expect, it } from '@jest/globals';
import { answer, askAndWait, askButton, questionField } from './harness/chat.ts';
import { usePages } from './harness/page-under-test.ts';

describe('a hostile answer', () => {
  const openPage = usePages();

  it('runs no script, loads nothing, and contains no unsafe link', async () => {
    const { page } = await openPage();
    await askAndWait(page, 'hostile');
    await answer(page).getByText('run data pixel').waitFor();
    expect(await page.evaluate(() => 'harmed' in window)).toBe(false);
    expect(await answer(page).locator('script, img, iframe, style').count()).toBe(0);
    expect(await answer(page).locator('a').count()).toBe(0);
  });

  it('leaves the page usable with a huge table', async () => {
    const { page } = await openPage({ viewport: { width: 390, height: 800 } });
    await askAndWait(page, 'hostile');
    await answer(page).getByRole('region', { name: 'Table' }).first().waitFor();
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBe(0);
    await questionField(page).fill('Is anything left?');
    expect(await askButton(page).isEnabled()).toBe(true);
  });
});
