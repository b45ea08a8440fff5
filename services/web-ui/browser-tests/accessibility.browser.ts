import AxeBuilder from '@axe-core/playwright';
import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { askAndWait } from './harness/chat.ts';
import { flipFault } from './harness/faults.ts';
import { usePages } from './harness/page-under-test.ts';

type State = { readonly path?: string; readonly prepare?: (page: Page) => Promise<void> };

const noToken = { name: 'no-token-to-gateway', hop: 6 };

const states: readonly (readonly [name: string, state: State])[] = [
  ['the start', {}],
  ['a table of findings', { prepare: (page) => askAndWait(page, 'List findings') }],
  ['a chart', { prepare: (page) => askAndWait(page, 'Summarize findings') }],
  ['a failure', { prepare: (page) => askAndWait(page, 'denied') }],
  ['a wide table', { prepare: (page) => askAndWait(page, 'wide') }],
  ['a fault that is on', { prepare: (page) => flipFault(page, noToken) }],
  ['the posture page', { path: '/posture', prepare: (page) => page.getByText('2/4').waitFor() }],
  ['the finding codes', { path: '/findings' }],
];

describe.each(['light', 'dark'] as const)(
  'axe finds nothing serious in the %s theme',
  (colorScheme) => {
    const openPage = usePages();

    it.each(states)('on %s', async (_name, { path = '/', prepare }) => {
      const { page } = await openPage({ path, colorScheme });
      await prepare?.(page);
      await page.waitForTimeout(300);
      const { violations } = await new AxeBuilder({ page }).analyze();
      const serious = violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html.slice(0, 200)) }));
      expect(serious).toEqual([]);
    });
  },
);
