import { describe, expect, it } from '@jest/globals';
import { askAndWait, brokenHop, hop } from './harness/chat.ts';
import { flipFault } from './harness/faults.ts';
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

  it('shows no credential at hop 1 of a stage without sign-in', async () => {
    const { page } = await openPage();
    await hop(page, 1).getByText('No credential', { exact: true }).waitFor();
    await askAndWait(page, 'List findings');
    await hop(page, 1).getByText('Allowed', { exact: true }).waitFor();
    await hop(page, 1).getByText('No credential', { exact: true }).waitFor();
  });

  it('starts each line of a long name of a hop beside its icon', async () => {
    const { page } = await openPage();
    /** Where each line of the name starts. */
    const lines = (number: number) =>
      hop(page, number)
        .getByText(new RegExp(`^${number}\\. `))
        .evaluate((element) => {
          const range = document.createRange();
          range.selectNodeContents(element);
          return [...range.getClientRects()].map(({ left }) => Math.round(left));
        });
    const icon = await hop(page, 6).getByRole('img').boundingBox();
    const ofHop6 = await lines(6);
    expect(ofHop6.length).toBeGreaterThan(1);
    expect(new Set(ofHop6).size).toBe(1);
    expect(ofHop6[0]).toBeGreaterThanOrEqual(Math.round((icon?.x ?? 0) + (icon?.width ?? 0)));
    // A short name needs one line.
    expect((await lines(1)).length).toBe(1);
  });

  it('shows the denied hop, and the hops after it as not reached', async () => {
    const { page } = await openPage();
    await askAndWait(page, 'denied');
    await hop(page, 6).getByText('Denied', { exact: true }).first().waitFor();
    await hop(page, 7).getByText('Not reached').waitFor();
  });

  it('shows the doctor’s finding for a fault that was on before the page was opened', async () => {
    const { page } = await openPage();
    await page.evaluate(() => fetch('/local/faults/no-token-to-gateway', { method: 'PUT' }));
    await page.reload();
    await brokenHop(page).getByText('Hop 6 is broken').waitFor();
    await brokenHop(page).getByText('Give the hop its own credential again.').waitFor();
  });

  it('turns a hop red with the doctor’s finding when a fault is switched on, and back', async () => {
    const { page } = await openPage();
    const noToken = { name: 'no-token-to-gateway', hop: 6 };
    await askAndWait(page, 'List findings');
    await flipFault(page, noToken);
    await hop(page, 6).getByText('Denied', { exact: true }).first().waitFor();
    await brokenHop(page).getByText('Hop 6 is broken').waitFor();
    await brokenHop(page).getByText('The gateway answers 401 Missing Bearer token.').waitFor();
    await brokenHop(page).getByText('Give the hop its own credential again.').waitFor();
    await flipFault(page, noToken);
    await brokenHop(page).waitFor({ state: 'detached' });
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
    expect(await page.getByRole('region', { name: 'Fault switches' }).count()).toBe(0);
    expect(requests.filter((url) => url.includes('/local/'))).toEqual([]);
  });
});
