import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { askButton } from './harness/chat.ts';
import { launchBrowser } from './harness/launch-browser.ts';
import { type RunningStack, startStack } from './harness/running-stack.ts';

const startTimeoutMs = 180_000;
/** A hung gateway lasts until the timeout of the proxy. */
const turnTimeoutMs = 240_000;
const root = fileURLToPath(new URL('../../../', import.meta.url));

describe('the page of a turn in the running stack', () => {
  let stack: RunningStack;
  let browser: Browser;
  let page: Page;

  const path = () => page.getByRole('region', { name: 'Path of a turn' });
  const hop = (number: number) =>
    path()
      .getByLabel('Hops')
      .getByRole('listitem')
      .nth(number - 1);

  /** Asks with `hopwise ask`, and opens the address that it prints. */
  const askAndOpen = async (): Promise<void> => {
    const program = ['packages/cli/src/main.ts', 'ask', 'Check security status', '--json'];
    const child = spawn(process.execPath, program, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const { turnUrl } = JSON.parse((await child.stdout.toArray()).join(''));
    await page.goto(turnUrl);
    await path()
      .getByRole('heading', { name: /^Turn / })
      .waitFor();
  };

  const switchFault = async (name: string, method: 'PUT' | 'DELETE'): Promise<void> => {
    const sent = { url: `/local/faults/${name}`, method };
    await page.evaluate(async (fault) => await fetch(fault.url, { method: fault.method }), sent);
  };

  beforeAll(async () => {
    stack = await startStack();
    browser = await launchBrowser();
    page = await browser.newPage({ viewport: { width: 1600, height: 1000 } });
    await stack.open(page);
    // A placeholder reloads itself until the page is built.
    await askButton(page).waitFor({ timeout: startTimeoutMs });
  }, startTimeoutMs);
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  });

  it(
    'shows the path of a turn that hopwise ask asked',
    async () => {
      await askAndOpen();
      for (const number of [1, 2, 3, 4, 5, 6, 7]) {
        await hop(number).getByText('Allowed', { exact: true }).first().waitFor();
        await path()
          .getByRole('button', { name: `Calls of hop ${number}` })
          .waitFor();
      }
    },
    turnTimeoutMs,
  );

  it(
    'names the timeout of a hung gateway, and the finding of the doctor',
    async () => {
      await switchFault('gateway-hung', 'PUT');
      try {
        await askAndOpen();
        const row = path()
          .getByRole('row')
          .filter({ has: page.getByRole('button', { name: 'Calls of hop 6' }) });
        await row.getByText(/timed out after \d+\.\d s/).waitFor();
        await hop(6).getByText('Failed', { exact: true }).first().waitFor();
        await hop(6).getByText('Cure:', { exact: true }).waitFor({ timeout: turnTimeoutMs });
      } finally {
        await switchFault('gateway-hung', 'DELETE');
      }
    },
    turnTimeoutMs,
  );

  it('says what to do about a turn that the stack does not know', async () => {
    await page.goto(`${stack.webUi}/turns/unknown-turn`);
    await path().getByText('The local stack has no record of this turn').waitFor();
    await path().getByText('has no turn unknown-turn').waitFor();
    expect(await path().getByText('Ask the question again').count()).toBe(1);
  });
});
