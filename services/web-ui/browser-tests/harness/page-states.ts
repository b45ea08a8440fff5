import type { Page } from 'playwright-core';
import { askAndWait, brokenHop, panelButton, startAsking } from './chat.ts';

/** How to reach a state of the page on the canned stage. */
export type PageState = {
  readonly path?: string;
  readonly prepare?: (page: Page) => Promise<void>;
};

const panelHeading = (page: Page) => page.getByRole('heading', { name: 'Auth path and faults' });
const switches = (page: Page) => page.getByRole('region', { name: 'Fault switches' });

const asked = (question: string) => (page: Page) => askAndWait(page, question);

/** A wide page opens the panel by itself. */
const openPanel = async (page: Page): Promise<void> => {
  const button = panelButton(page);
  if ((await button.getAttribute('aria-expanded')) !== 'true') await button.click();
  await switches(page).waitFor();
};

const switchOn = async (page: Page): Promise<void> => {
  await openPanel(page);
  await page.getByRole('button', { name: /^Hop 6 · / }).click();
  await switches(page).getByText('no-token-to-gateway', { exact: true }).click();
  await page.getByText('Cure:').first().waitFor();
};

/** The states of the page that screenshots and tests look at, by name. */
export const pageStates = {
  start: {},
  thinking: { prepare: (page) => startAsking(page, 'hang') },
  status: { prepare: asked('Check security status') },
  findings: { prepare: asked('List findings') },
  summary: { prepare: asked('Summarize findings') },
  wide: { prepare: asked('wide') },
  hostile: { prepare: asked('hostile') },
  closed: { prepare: asked('closed') },
  denied: { prepare: asked('denied') },
  'denied-panel': {
    prepare: async (page) => {
      await asked('denied')(page);
      await openPanel(page);
      await brokenHop(page).waitFor();
    },
  },
  'fault-panel': { prepare: switchOn },
  'fault-banner': {
    prepare: async (page) => {
      await switchOn(page);
      await page.getByRole('button', { name: 'Close Auth path and faults' }).click();
      await panelHeading(page).waitFor({ state: 'hidden' });
    },
  },
  posture: { path: '/posture', prepare: (page) => page.getByText('2/4').waitFor() },
  codes: { path: '/findings' },
  code: { path: '/findings/NO_TOKEN_TO_GATEWAY' },
} as const satisfies Readonly<Record<string, PageState>>;

export type PageStateName = keyof typeof pageStates;
