import { describe, expect, it } from '@jest/globals';
import { askAndWait, hop } from './harness/chat.ts';
import { usePages } from './harness/page-under-test.ts';

describe('the auth path in the local stack', () => {
  const openPage = usePages();

  it('shows the credential and the decisions of every hop', async () => {
    const { page } = await openPage();
    await askAndWait(page, 'List findings');
    await hop(page, 6).getByText('Token from the cache').waitFor();
    await hop(page, 6).getByText('OAuth token').waitFor();
    await hop(page, 3)
      .getByRole('button', { name: /at hop 3$/ })
      .click();
    await hop(page, 3).getByText('bedrock:InvokeAgent').waitFor();
    await hop(page, 3)
      .getByText(/assumed-role\/hopwise-local-webApi/)
      .waitFor();
    await hop(page, 3).getByText('identity policy statement InvokeAgentAlias').waitFor();
  });

  it('shows the denied hop, and the hops after it as not reached', async () => {
    const { page } = await openPage();
    await askAndWait(page, 'denied');
    await hop(page, 6).getByText('Denied', { exact: true }).first().waitFor();
    await hop(page, 7).getByText('Not reached').waitFor();
  });

  it('turns a hop red with the doctor’s finding when a fault is switched on, and back', async () => {
    const { page } = await openPage();
    await askAndWait(page, 'List findings');
    const flip = async () => {
      await page.getByRole('button', { name: 'Fault switches', exact: true }).click();
      const section = page.getByRole('button', { name: /^6\. / });
      if ((await section.getAttribute('aria-expanded')) === 'false') await section.click();
      await page.getByText('no-token-to-gateway').click();
    };
    await flip();
    await page.getByText('Give the hop its own credential again.').waitFor();
    await page.getByRole('button', { name: 'Auth path', exact: true }).click();
    await hop(page, 6).getByText('Denied', { exact: true }).first().waitFor();
    await hop(page, 6).getByText('The gateway answers 401 Missing Bearer token.').waitFor();
    await flip();
    await page.getByText('Give the hop its own credential again.').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Auth path', exact: true }).click();
    await hop(page, 6).getByText('Allowed', { exact: true }).first().waitFor();
  });
});

describe('the auth path of a deployed stage', () => {
  const openPage = usePages({ isLocal: false });

  it('shows the events of the stream, and neither principals nor fault switches', async () => {
    const { page, requests } = await openPage();
    await askAndWait(page, 'List findings');
    await hop(page, 7).getByText('Allowed', { exact: true }).first().waitFor();
    expect(await page.getByText(/arn:aws:sts|Decided by/).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Fault switches' }).count()).toBe(0);
    expect(requests.filter((url) => url.includes('/local/'))).toEqual([]);
  });
});
