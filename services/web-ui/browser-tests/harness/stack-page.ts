import { afterAll, afterEach, beforeAll } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { askButton } from './chat.ts';
import { launchBrowser } from './launch-browser.ts';
import { type RunningStack, startStage } from './running-stack.ts';

const startTimeoutMs = 180_000;

/** At this width no panel is open at first. */
const viewport = { width: 1024, height: 900 };

export type StackPage = {
  readonly page: Page;
  /** Switches a fault on or off, without the page's switches. */
  setFault(name: string, on: boolean): Promise<void>;
};

/**
 * Runs a stack, by default the stage `local` without a doctor, and opens its page in Chromium. After each test, switches
 * every fault off.
 */
export const useStackPage = (start: () => Promise<RunningStack> = () => startStage('local')) => {
  let stack: RunningStack | undefined;
  let browser: Browser | undefined;
  let opened: Page | undefined;
  const on = new Set<string>();

  const page = (): Page => {
    if (!opened) throw new Error('The page opens before the first test.');
    return opened;
  };
  const setFault: StackPage['setFault'] = async (name, wanted) => {
    on.add(name);
    const status = await page().evaluate(
      async ([path, method]) => (await fetch(path, { method })).status,
      [`/local/faults/${name}`, wanted ? 'PUT' : 'DELETE'] as const,
    );
    if (status !== 200) throw new Error(`The switch ${name} answers with status ${status}.`);
    if (!wanted) on.delete(name);
  };

  beforeAll(async () => {
    stack = await start();
    browser = await launchBrowser();
    const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
    opened = await context.newPage();
    await stack.open(opened);
    // A placeholder reloads itself until the page is built.
    await askButton(opened).waitFor({ timeout: startTimeoutMs });
  }, startTimeoutMs);
  afterEach(async () => {
    for (const name of on) await setFault(name, false);
  });
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  });

  return (): StackPage => ({ page: page(), setFault });
};
