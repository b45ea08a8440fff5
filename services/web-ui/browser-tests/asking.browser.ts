import { describe, expect, it } from '@jest/globals';
import {
  answer,
  askAndWait,
  askButton,
  questionField,
  startAsking,
  stopButton,
} from './harness/chat.ts';
import { usePages } from './harness/page-under-test.ts';

/** The timer with which the page stores its conversations never ends. */
const neverStoreLater = (): void => {
  const later = window.setTimeout;
  window.setTimeout = ((handler: () => void, delayMs?: number) =>
    delayMs === 400 ? 0 : later(handler, delayMs)) as typeof window.setTimeout;
};

/** What a browser does before it can end a page in the background. */
const hidePage = (): void => {
  Object.defineProperty(document, 'visibilityState', { value: 'hidden' });
  document.dispatchEvent(new Event('visibilitychange'));
};

describe('asking', () => {
  const openPage = usePages();

  it('starts with a suggested question, streams the answer and shows the data of the tool', async () => {
    const { page } = await openPage();
    await page.getByText('Check security status').click();
    await answer(page).getByText('Security Hub and GuardDuty are').waitFor();
    const row = answer(page).getByRole('row', { name: /Inspector/ });
    await row.getByText('Denied', { exact: true }).waitFor();
    expect(await answer(page).getByRole('strong').first().textContent()).toBe('on');
  });

  it('shows what to fix first with the reasons, and explains a finding of the list', async () => {
    const { page } = await openPage();
    await askAndWait(page, 'What should I fix first?');
    const row = answer(page).getByRole('row', { name: /payroll-exports/ });
    await row.getByText('rated critical; open to the public; 3 active findings').waitFor();
    await answer(page).getByText('(1 of 12)').waitFor();
    await row.getByRole('button', { name: /block public read access/ }).click();
    await page.getByText('Remove the statement from the bucket policy.').waitFor();
  });

  it('explains a finding with steps, and links only to the web', async () => {
    const { page } = await openPage();
    await askAndWait(page, 'Explain the finding');
    const steps = answer(page).getByRole('listitem');
    expect(await steps.allTextContents()).toEqual([
      'Turn on Block Public Access.',
      'Remove the statement from the bucket policy.',
    ]);
    const links = answer(page).getByRole('link');
    expect(await links.evaluateAll((all) => all.map((one) => one.getAttribute('href')))).toEqual([
      'https://docs.aws.amazon.com/console/securityhub/S3.2/remediation',
    ]);
  });

  it.each([
    ['Which public buckets do I have?', 'Resources', 'S3 buckets should block public read access'],
    ['Who can read payroll-exports?', 'Access from outside', 'Everyone'],
  ])('answers "%s" with the table %s', async (question, table, cell) => {
    const { page } = await openPage();
    await askAndWait(page, question);
    await answer(page).getByRole('table', { name: table }).getByText(cell).first().waitFor();
  });

  it('shows a step with its arguments and its outcome', async () => {
    const { page } = await openPage();
    await askAndWait(page, 'List findings');
    const step = answer(page).getByRole('button', { name: /List findings/ });
    await step.click();
    await answer(page).getByText('list_findings').waitFor();
    await answer(page).getByText('limit', { exact: true }).waitFor();
    await answer(page).getByText('8 active findings.', { exact: true }).waitFor();
  });

  it('shows an answer that arrives in one chunk', async () => {
    const { page } = await openPage();
    await askAndWait(page, 'one chunk');
    await answer(page).getByText('All of it at once: nothing to do today.').waitFor();
  });

  it('stops an answer and repeats the question', async () => {
    const { page, requests } = await openPage();
    await startAsking(page, 'hang');
    await stopButton(page).waitFor();
    await answer(page).getByText('List findings').waitFor();
    await stopButton(page).click();
    await answer(page).getByText('Stopped').waitFor();
    const before = requests.filter((url) => url.endsWith('/api/chat')).length;
    await page.getByRole('button', { name: 'Ask again' }).click();
    await stopButton(page).waitFor();
    expect(requests.filter((url) => url.endsWith('/api/chat')).length).toBe(before + 1);
  });

  it('explains a failure with its code, its correlation id and its cure', async () => {
    const { page } = await openPage();
    await askAndWait(page, 'closed');
    await answer(page).getByText('Denied at hop 3: web-api Lambda → Bedrock agent').waitFor();
    await answer(page).getByText('Amazon Bedrock Agents is closed to this account.').waitFor();
    await answer(page).getByText('What to do:').waitFor();
    await answer(page)
      .getByText(/^canned-[\w-]+=$/)
      .waitFor();
    await answer(page).getByRole('link', { name: 'AGENT_MAINTENANCE_MODE' }).click();
    await page.getByRole('heading', { level: 1, name: 'AGENT_MAINTENANCE_MODE' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/findings/AGENT_MAINTENANCE_MODE');
  });

  it.each(['a reload', 'a switch to another app'])(
    'keeps an answer at %s, without waiting for a timer',
    async (event) => {
      const { page } = await openPage();
      await page.evaluate(neverStoreLater);
      await askAndWait(page, 'one chunk');
      await (event === 'a reload' ? page.reload() : page.evaluate(hidePage));
      await answer(page).getByText('All of it at once').waitFor();
      expect(await page.evaluate(() => localStorage.getItem('hopwise.conversations.1'))).toContain(
        'All of it at once',
      );
    },
  );

  it('keeps conversations after a reload, without a token or a secret, and starts new ones', async () => {
    const { page } = await openPage();
    await askAndWait(page, 'List findings');
    await page.reload({ waitUntil: 'networkidle' });
    await answer(page).getByText('Start with the two critical ones').waitFor();
    const kept = await page.evaluate(() => JSON.stringify({ ...localStorage }));
    expect(kept).toContain('List findings');
    expect(kept).not.toMatch(/bearer|eyJ|secret/i);
    await page.getByRole('link', { name: 'New conversation' }).click();
    await page.getByRole('heading', { name: 'Ask about this account' }).waitFor();
    await page.getByRole('link', { name: 'List findings' }).click();
    await answer(page).getByText('Start with the two critical ones').waitFor();
    await page.getByRole('button', { name: 'Delete this conversation' }).click();
    await page.getByRole('link', { name: 'List findings' }).waitFor({ state: 'detached' });
  });

  it('does not send an empty question', async () => {
    const { page } = await openPage();
    await questionField(page).fill('   ');
    expect(await askButton(page).isDisabled()).toBe(true);
  });
});
