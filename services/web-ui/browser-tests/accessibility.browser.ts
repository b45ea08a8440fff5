import AxeBuilder from '@axe-core/playwright';
import { describe, expect, it } from '@jest/globals';
import { type PageState, type PageStateName, pageStates } from './harness/page-states.ts';
import { usePages } from './harness/page-under-test.ts';

const names: readonly PageStateName[] = [
  'start',
  'findings',
  'summary',
  'wide',
  'denied-panel',
  'fault-panel',
  'fault-banner',
  'posture',
  'codes',
  'code',
];

describe('axe finds nothing in both themes', () => {
  const openPage = usePages();

  it.each(names)('in the state %s', async (name) => {
    const { path = '/', prepare }: PageState = pageStates[name];
    const { page } = await openPage({ path, colorScheme: 'light' });
    await prepare?.(page);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      // Colors change over a moment, and axe measures their contrast.
      await page.waitForTimeout(300);
      const { violations } = await new AxeBuilder({ page }).analyze();
      const found = violations.map(({ id, impact, nodes }) => ({
        id,
        impact,
        nodes: nodes.map(({ html }) => html.slice(0, 200)),
      }));
      expect({ colorScheme, found }).toEqual({ colorScheme, found: [] });
    }
  });
});
