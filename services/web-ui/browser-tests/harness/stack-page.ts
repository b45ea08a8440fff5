import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { askButton } from './chat.ts';
import { launchBrowser } from './launch-browser.ts';
import { type RunningStack, startStage } from './running-stack.ts';

const startTimeoutMs = 180_000;

/** At this width no panel is open at first. */
const viewport = { width: 1024, height: 900 };

/** The name contains a hash of the sources. */
const entryScript = (): string => {
  const page = readFileSync(new URL('../../dist/index.html', import.meta.url), 'utf8');
  const script = /assets\/index-[\w-]+\.js/.exec(page)?.[0];
  if (script === undefined) throw new Error('dist/index.html has no entry script. Build the page.');
  return script;
};

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
    await opened.goto(stack.webUi);
    // `hopwise start` serves the previous build until it has built the page, with the name of `dist`.
    await opened.waitForFunction(
      async (script) => (await (await fetch('/')).text()).includes(script),
      entryScript(),
      { timeout: startTimeoutMs, polling: 500 },
    );
    await opened.goto(stack.webUi);
    await askButton(opened).waitFor();
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
