import { describe, expect, it } from '@jest/globals';
import type { Page, Response } from 'playwright-core';
import {
  askAndWait,
  askButton,
  brokenHop,
  hop,
  panelButton,
  questionField,
} from './harness/chat.ts';
import { faultSearch, faultSwitch, faultsOfHop, flipFault } from './harness/faults.ts';
import { startStack } from './harness/running-stack.ts';
import { useStackPage } from './harness/stack-page.ts';

const wrongClient = { name: 'wrong-client', hop: 6 };
const question = 'Check security status';
/** A flip deploys the stack again, and the doctor makes real calls. */
const slow = { timeout: 120_000 };
const testTimeoutMs = 180_000;

const banner = (page: Page) => page.getByRole('status', { name: 'Active faults' });
const shownCount = (page: Page) =>
  page.getByRole('region', { name: 'Fault switches' }).getByRole('checkbox').count();

describe('the panel “Auth path and faults” of the running stack', () => {
  const running = useStackPage(startStack);

  /** Opens the page without conversations, and the panel. */
  const openPanel = async (): Promise<Page> => {
    const { page } = running();
    await page.evaluate(() => localStorage.clear());
    await page.goto(new URL('/', page.url()).href);
    await askButton(page).waitFor();
    await panelButton(page).click();
    await faultSearch(page).waitFor();
    await faultsOfHop(page, 7).waitFor();
    return page;
  };

  it(
    'breaks a hop with a switch, says why at the hop, and the next answer is healthy again',
    async () => {
      const page = await openPanel();
      await flipFault(page, wrongClient);
      await askAndWait(page, question);
      await hop(page, 6).getByText('Denied', { exact: true }).first().waitFor();
      await hop(page, 7).getByText('Not reached').waitFor();
      const broken = brokenHop(page);
      await broken.getByText('Hop 6 is broken').waitFor();
      for (const part of ['Observed:', 'Expected:', 'Cure:']) {
        await broken.getByText(part, { exact: true }).first().waitFor(slow);
      }
      await broken.getByRole('link', { name: 'CLIENT_NOT_ALLOWED' }).first().waitFor();
      await broken.getByRole('button', { name: 'Switch wrong-client off' }).click();
      await banner(page)
        .getByText('A fault is on')
        .waitFor({ state: 'detached', ...slow });
      await askAndWait(page, question);
      await hop(page, 7).getByText('Allowed', { exact: true }).first().waitFor();
      await broken.waitFor({ state: 'detached' });
    },
    testTimeoutMs,
  );

  it('makes no failed request in a normal turn', async () => {
    const page = await openPanel();
    const failed: string[] = [];
    const note = (response: Response) => {
      if (response.status() >= 400) failed.push(`${response.status()} ${response.url()}`);
    };
    page.on('response', note);
    await askAndWait(page, question);
    await hop(page, 7).getByText('Allowed', { exact: true }).first().waitFor();
    await page.getByRole('button', { name: 'Calls of hop 7' }).waitFor();
    page.off('response', note);
    expect(failed).toEqual([]);
  });

  it('finds a fault by its name, its code and its hop, and counts the faults of each hop', async () => {
    const page = await openPanel();
    await faultSearch(page).fill('wrong-cl');
    await page.getByText('1 fault matches.', { exact: true }).first().waitFor();
    expect(await faultSwitch(page, 'wrong-client').isVisible()).toBe(true);
    await faultSearch(page).fill('client_not_allowed');
    await page.getByText('1 fault matches.', { exact: true }).first().waitFor();
    expect(await faultSwitch(page, 'wrong-client').isVisible()).toBe(true);
    await faultSearch(page).fill('hop 5');
    await faultsOfHop(page, 6).waitFor({ state: 'detached' });
    const header = (await faultsOfHop(page, 5).textContent()) ?? '';
    expect(header).toBe(`Hop 5 · ${await shownCount(page)} faults`);
    await faultSearch(page).fill('no such fault');
    await page.getByText('No fault matches.', { exact: true }).first().waitFor();
    await faultSearch(page).press('Escape');
    await faultsOfHop(page, 1).waitFor();
    expect(await faultSearch(page).inputValue()).toBe('');
  });

  it(
    'shows faults that something else has switched on, and switches all of them off',
    async () => {
      const page = await openPanel();
      const { setFault } = running();
      await setFault('wrong-client', true);
      await banner(page).getByText('A fault is on: wrong-client').waitFor(slow);
      await setFault('invoke-agent-denied', true);
      await banner(page)
        .getByText(/^2 faults are on: /)
        .waitFor(slow);
      await faultsOfHop(page, 6).getByText(', 1 on').waitFor();
      await page.getByRole('button', { name: 'All off', exact: true }).click();
      await banner(page)
        .getByText(/on: /)
        .waitFor({ state: 'detached', ...slow });
      const on = await page.evaluate(async () => {
        const faults: readonly { on: boolean }[] = await (await fetch('/local/faults')).json();
        return faults.filter((fault) => fault.on).length;
      });
      expect(on).toBe(0);
    },
    testTimeoutMs,
  );

  it('links a fault to its code, and the code back to the switch', async () => {
    const page = await openPanel();
    await faultSearch(page).fill('wrong-client');
    await page
      .getByRole('region', { name: 'Fault switches' })
      .getByRole('link', { name: 'CLIENT_NOT_ALLOWED' })
      .click();
    await page.getByRole('heading', { level: 1, name: 'CLIENT_NOT_ALLOWED' }).waitFor();
    await page.getByRole('button', { name: 'Close Auth path and faults' }).click();
    await faultSearch(page).waitFor({ state: 'hidden' });
    await page.getByRole('main').getByRole('link', { name: 'wrong-client', exact: true }).click();
    await expectFocus(page, 'wrong-client');
  });

  it('moves the focus into the panel and back, and to the search with the key /', async () => {
    const page = await openPanel();
    await page.waitForFunction(() => document.activeElement?.closest('#panel') !== null);
    await page.keyboard.press('/');
    await expectFocus(page, 'Search the faults');
    await page.keyboard.type('wrong-client');
    await faultsOfHop(page, 7).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Close Auth path and faults' }).focus();
    await page.keyboard.press('Enter');
    await expectFocus(page, 'Auth path and faults');
    await questionField(page).focus();
    await page.keyboard.type('a/b');
    expect(await questionField(page).inputValue()).toBe('a/b');
  });
});

/** Waits until the element with this name has the focus. */
const expectFocus = async (page: Page, name: string): Promise<void> => {
  await page.waitForFunction(
    (label) => document.activeElement?.getAttribute('aria-label') === label,
    name,
  );
};
