import { describe, expect, it } from '@jest/globals';
import { askWhole, hop } from './harness/chat.ts';
import { usePages } from './harness/page-under-test.ts';

describe('the auth path in the local stack', () => {
  const openPage = usePages();

  it('shows the credential of every hop, and who decided what', async () => {
    const { page } = await openPage();
    await askWhole(page, 'List findings');
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

  it('shows where a question was denied, and that nothing behind was reached', async () => {
    const { page } = await openPage();
    await askWhole(page, 'denied');
    await hop(page, 6).getByText('Denied', { exact: true }).first().waitFor();
    await hop(page, 7).getByText('Not reached').waitFor();
  });

  it('turns a hop red, with the words of the doctor, when a fault is switched on, and back', async () => {
    const { page } = await openPage();
    await askWhole(page, 'List findings');
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

  it('shows what the stream told, and neither principals nor fault switches', async () => {
    const { page, requests } = await openPage();
    await askWhole(page, 'List findings');
    await hop(page, 7).getByText('Allowed', { exact: true }).first().waitFor();
    expect(await page.getByText(/arn:aws:sts|Decided by/).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Fault switches' }).count()).toBe(0);
    expect(requests.filter((url) => url.includes('/local/'))).toEqual([]);
  });
});
