import type { FaultState } from '@hopwise/contracts/faults';
import { hops } from '@hopwise/contracts/hops';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { answer, askAndWait, askButton, brokenHop, hop } from './harness/chat.ts';
import { flipFault } from './harness/faults.ts';
import { launchBrowser } from './harness/launch-browser.ts';
import { type RunningStack, startStack } from './harness/running-stack.ts';

const startTimeoutMs = 180_000;
const hopTimeoutMs = 240_000;

describe('the fault switches of the running stack', () => {
  let stack: RunningStack;
  let browser: Browser;
  let page: Page;
  let faults: readonly FaultState[];

  /** The explanation of the first broken hop is in the page a moment after the doctor has answered. */
  const hasCure = async (isExpected: boolean): Promise<boolean> => {
    const cure = brokenHop(page).getByText('Cure:', { exact: true }).first();
    if (isExpected) await cure.waitFor();
    return await cure.isVisible();
  };

  beforeAll(async () => {
    stack = await startStack();
    browser = await launchBrowser();
    const context = await browser.newContext({
      viewport: { width: 1600, height: 1000 },
      reducedMotion: 'reduce',
    });
    page = await context.newPage();
    await stack.open(page);
    // A placeholder reloads itself until the page is built.
    await askButton(page).waitFor({ timeout: startTimeoutMs });
    faults = await page.evaluate(async () => await (await fetch('/local/faults')).json());
  }, startTimeoutMs);
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  });

  it('asks through all seven hops', async () => {
    await askAndWait(page, 'Check security status');
    await answer(page).getByText('Security services').first().waitFor();
    for (const { hop: number } of hops) {
      await hop(page, number).getByText('Allowed').first().waitFor();
    }
  });

  it.each(hops.map(({ hop: number }) => number))(
    'turns hop %i red with the doctor’s finding, and back',
    async (number) => {
      const ofHop = faults.filter((fault) => fault.hop === number);
      expect(ofHop.length).toBeGreaterThan(0);
      for (const fault of ofHop) {
        const isFound = fault.outcome === 'breaks';
        await flipFault(page, fault);
        expect({ [fault.name]: await hasCure(isFound) }).toEqual({ [fault.name]: isFound });
        await hop(page, number)
          .getByText(isFound ? /^(Denied|Failed)$/ : /^Allowed$/)
          .first()
          .waitFor();
        await flipFault(page, fault);
        await brokenHop(page).waitFor({ state: 'detached' });
      }
    },
    hopTimeoutMs,
  );
});
