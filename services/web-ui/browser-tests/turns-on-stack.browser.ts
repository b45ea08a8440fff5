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

/** Runs `hopwise`, and returns the lines that it prints. */
const runCli = async (...args: readonly string[]): Promise<readonly string[]> => {
  const child = spawn(process.execPath, ['packages/cli/src/main.ts', ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return (await child.stdout.toArray()).join('').trimEnd().split('\n');
};

describe('the page of the running stack', () => {
  let stack: RunningStack;
  let browser: Browser;
  let page: Page;
  /** What the browser logs, and each answer that is an error, until the page is open for the first time. */
  const firstOpen: string[] = [];

  const path = () => page.getByRole('region', { name: 'Path of a turn' });
  const hop = (number: number) =>
    path()
      .getByLabel('Hops')
      .getByRole('listitem')
      .nth(number - 1);

  /** Asks with `hopwise ask`, and opens the address that it prints. */
  const askAndOpen = async (): Promise<void> => {
    const printed = await runCli('ask', 'Check security status', '--json');
    const { turnUrl } = JSON.parse(printed.join('\n'));
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
    page.on('console', (message) => firstOpen.push(message.text()));
    page.on('response', (response) => {
      if (response.status() >= 400) firstOpen.push(`${response.status()} ${response.url()}`);
    });
    await stack.open(page);
    // A placeholder reloads itself until the page is built.
    await askButton(page).waitFor({ timeout: startTimeoutMs });
    await page.waitForLoadState('networkidle');
    page.removeAllListeners('console');
    page.removeAllListeners('response');
  }, startTimeoutMs);
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  });

  it('opens for the first time without an error in the console', () => {
    expect(firstOpen).toEqual([]);
  });

  it('says how to get access in another browser, and keeps it after a reload', async () => {
    const other = await browser.newContext();
    const opened = await other.newPage();
    await opened.goto(`${stack.webUi}/turns/some-turn`);
    await opened.getByText('./hopwise page').waitFor();
    expect(await askButton(opened).count()).toBe(0);
    const [address = ''] = await runCli('page');
    await opened.goto(address);
    await askButton(opened).waitFor();
    expect(opened.url()).toBe(`${stack.webUi}/`);
    await opened.reload();
    await askButton(opened).waitFor();
    const third = await browser.newPage();
    await third.goto(address);
    await third.getByText('./hopwise page').waitFor();
    await third.context().close();
    await other.close();
  });

  it('opens for a person who follows a link from another site', async () => {
    const link = `<a href="${stack.webUi}/findings">Findings</a>`;
    await page.route('http://other.example/', (route) =>
      route.fulfill({ contentType: 'text/html', body: link }),
    );
    await page.goto('http://other.example/');
    await page.getByRole('link').click();
    await page.getByRole('heading', { name: 'Finding codes' }).first().waitFor();
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
