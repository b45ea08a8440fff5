import { AxeBuilder } from '@axe-core/playwright';
import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { askAndWait, hop } from './harness/chat.ts';
import { usePages } from './harness/page-under-test.ts';

const calls = (page: Page, number: number) =>
  page.getByRole('button', { name: `Calls of hop ${number}` });
const row = (page: Page, number: number) =>
  page.getByRole('row').filter({ has: calls(page, number) });
const lastTurns = (page: Page) => page.getByRole('button', { name: 'Last turns of this browser' });

describe('the waterfall of a turn', () => {
  const openPage = usePages();

  it('shows wall time, decisions and the cached token of a hop', async () => {
    const { page } = await openPage();
    await askAndWait(page, 'List findings');
    await row(page, 6).getByText('160 ms, 1 decision in 2.3 ms, token from the cache').waitFor();
    await row(page, 7).getByText('120 ms, 2 decisions in 1.3 ms').waitFor();
  });

  it('shows the calls and the decisions of a bar by mouse and by keyboard', async () => {
    const { page } = await openPage();
    await askAndWait(page, 'List findings');
    await calls(page, 6).click();
    await row(page, 6).getByText('POST /mcp at 100 ms: 160 ms').waitFor();
    await row(page, 6).getByText('bedrock-agentcore:InvokeGateway').waitFor();
    await calls(page, 6).press('Enter');
    await row(page, 6).getByText('POST /mcp').waitFor({ state: 'detached' });
    expect(await calls(page, 6).getAttribute('aria-expanded')).toBe('false');
    await calls(page, 6).press('Tab');
    await page.keyboard.press('Enter');
    await row(page, 7).getByText('securityhub:GetFindings').waitFor();
  });
});

describe('the last turns of this browser', () => {
  const openPage = usePages();

  it('can be chosen, and a new question shows its own path', async () => {
    const { page } = await openPage();
    await askAndWait(page, 'denied');
    await hop(page, 6).getByText('Denied', { exact: true }).first().waitFor();
    await askAndWait(page, 'List findings');
    await hop(page, 6).getByText('Allowed', { exact: true }).first().waitFor();
    await lastTurns(page).click();
    await page
      .getByLabel('Last turns', { exact: true })
      .getByRole('button', { name: /denied/ })
      .click();
    await hop(page, 6).getByText('Denied', { exact: true }).first().waitFor();
    await askAndWait(page, 'List findings');
    await hop(page, 6).getByText('Allowed', { exact: true }).first().waitFor();
  });

  it('survive a reload, also while the stack does not answer, and contain no token', async () => {
    const { page } = await openPage();
    await askAndWait(page, 'List findings');
    await row(page, 7).waitFor();
    // The request stays unanswered.
    await page.route('**/local/turns/*', () => undefined);
    await page.reload();
    await row(page, 7).getByText('2 decisions').waitFor();
    const stored = await page.evaluate(() => localStorage.getItem('hopwise.turns.1') ?? '');
    expect(stored).not.toMatch(/eyJ|Bearer |secret_|List findings/);
  });

  it('are deleted with their conversation', async () => {
    const { page } = await openPage();
    await askAndWait(page, 'List findings');
    await page.waitForFunction(() => localStorage.getItem('hopwise.turns.1') !== null);
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.waitForFunction(() => localStorage.getItem('hopwise.turns.1') === null);
  });
});

describe('the doctor report of a turn', () => {
  const openPage = usePages();

  it('is copied as the text that the doctor prints', async () => {
    const { page } = await openPage({ permissions: ['clipboard-read', 'clipboard-write'] });
    await askAndWait(page, 'denied');
    await hop(page, 6).getByText('Denied', { exact: true }).first().waitFor();
    await page.getByRole('button', { name: 'Copy as doctor report' }).click();
    await page.getByText('Copied', { exact: true }).waitFor();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    expect(text).toMatch(/^1 {2}web UI → API Gateway +ok$/m);
    expect(text).toMatch(/^6 {2}bedrock-gateway-proxy Lambda → AgentCore Gateway {2}broken$/m);
    expect(text).toMatch(/^error NO_TOKEN_TO_GATEWAY {2}hop 6, /m);
    expect(text).toMatch(/^ {2}cure +\S/m);
    expect(text).toMatch(/^turn \S+: 1 error in 6 checks\./m);
  });
});

describe('the page of a turn', () => {
  const openPage = usePages();
  const path = (page: Page) => page.getByRole('region', { name: 'Path of a turn' });

  it('shows the path at the address of the turn, from the panel and after a reload', async () => {
    const { page } = await openPage();
    await askAndWait(page, 'denied');
    await page.getByRole('link', { name: 'Page of this turn' }).click();
    await path(page)
      .getByRole('heading', { name: /^Turn / })
      .waitFor();
    expect(new URL(page.url()).pathname).toMatch(/^\/turns\/[\w-]{8,}=$/);
    await page.reload({ waitUntil: 'networkidle' });
    const hop6 = path(page).getByLabel('Hops').getByRole('listitem').nth(5);
    await hop6.getByText('Denied', { exact: true }).first().waitFor();
    await path(page).getByRole('button', { name: 'Calls of hop 6' }).waitFor();
    await path(page).getByRole('button', { name: 'Copy as doctor report' }).waitFor();
    const { violations } = await new AxeBuilder({ page })
      .include('[aria-label="Path of a turn"]')
      .analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
  });

  it('shows a turn that this browser did not ask', async () => {
    const { page } = await openPage({ path: '/turns/asked-by-ask' });
    await path(page).getByText('This turn was asked outside of this browser.').waitFor();
    await path(page).getByRole('button', { name: 'Calls of hop 7' }).waitFor();
  });

  it('has a panel with the faults only, which does not contradict the page', async () => {
    const { page } = await openPage({ path: '/turns/asked-by-ask' });
    await path(page).getByRole('button', { name: 'Calls of hop 7' }).waitFor();
    await page.getByRole('heading', { name: 'Faults', exact: true }).waitFor();
    await page.getByRole('region', { name: 'Fault switches' }).waitFor();
    expect(await page.getByText('Not reached').count()).toBe(0);
    expect(await page.getByLabel('Hops').count()).toBe(1);
    await page.getByRole('link', { name: 'New conversation' }).click();
    await page.getByRole('heading', { name: 'Auth path and faults' }).waitFor();
    await page.getByText('Ask a question to see its path.').waitFor();
  });
});

describe('the page of a turn on a deployed stage', () => {
  const openPage = usePages({ isLocal: false });

  it('says that only the local stack has it', async () => {
    const { page, requests } = await openPage({ path: '/turns/turn-0001' });
    await page.getByText('Only the local stack has this page').waitFor();
    expect(await page.getByText('Not reached').count()).toBe(0);
    expect(requests.filter((url) => url.includes('/local/'))).toEqual([]);
  });
});
