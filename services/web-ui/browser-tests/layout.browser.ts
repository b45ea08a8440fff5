import { describe, expect, it } from '@jest/globals';
import { clippedTexts, sidewaysScroll } from './harness/clipped-text.ts';
import { type PageState, type PageStateName, pageStates } from './harness/page-states.ts';
import { usePages } from './harness/page-under-test.ts';

const widths = [390, 1024, 1440, 1600] as const;
const names: readonly PageStateName[] = [
  'start',
  'status',
  'findings',
  'summary',
  'denied-panel',
  'fault-panel',
  'fault-banner',
  'posture',
  'codes',
  'code',
];

describe.each(widths)('at a width of %i pixels', (width) => {
  const openPage = usePages();

  it.each(names)('the state %s shows every text, and does not scroll sideways', async (name) => {
    const { path = '/', prepare }: PageState = pageStates[name];
    const { page } = await openPage({ path, viewport: { width, height: 900 } });
    await prepare?.(page);
    await page.evaluate(() => document.fonts.ready);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const clipped = await clippedTexts(page);
      const scrollsBy = await sidewaysScroll(page);
      expect({ colorScheme, clipped, scrollsBy }).toEqual({
        colorScheme,
        clipped: [],
        scrollsBy: 0,
      });
    }
  });
});

describe('the check of the layout', () => {
  const openPage = usePages();

  it.each([
    ['a box', 'overflow: hidden; width: 60px; white-space: nowrap'],
    ['a box that is too low', 'overflow: hidden; height: 8px; line-height: 20px'],
    ['an ellipsis', 'overflow: clip; width: 60px; white-space: nowrap; text-overflow: ellipsis'],
    ['the window', 'position: fixed; left: calc(100vw - 40px); white-space: nowrap'],
  ])('reports a text that is cut by %s', async (_name, style) => {
    const { page } = await openPage();
    expect(await clippedTexts(page)).toEqual([]);
    await page.evaluate((css) => {
      const box = document.createElement('div');
      box.style.cssText = css;
      box.textContent = 'A text that has no room';
      document.body.append(box);
    }, style);
    expect(await clippedTexts(page)).toEqual(['A text that has no room']);
  });

  it('accepts a text that a person can scroll to, or that has a title', async () => {
    const { page } = await openPage();
    await page.evaluate(() => {
      for (const overflow of ['auto', 'hidden']) {
        const box = document.createElement('div');
        box.style.cssText = `overflow: ${overflow}; width: 60px; white-space: nowrap`;
        box.textContent = 'A text that has no room';
        if (overflow === 'hidden') box.title = 'A text that has no room';
        document.body.append(box);
      }
    });
    expect(await clippedTexts(page)).toEqual([]);
  });

  it('reports a page that scrolls sideways', async () => {
    const { page } = await openPage();
    await page.evaluate(() => {
      const box = document.createElement('div');
      box.style.cssText = 'width: 2000px; height: 1px';
      document.body.append(box);
    });
    expect(await sidewaysScroll(page)).toBeGreaterThan(0);
  });
});
