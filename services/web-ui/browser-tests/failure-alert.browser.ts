import { describe, expect, it } from '@jest/globals';
import { answer, askAndWait } from './harness/chat.ts';
import { usePages } from './harness/page-under-test.ts';

/** At this width no panel is open at first. */
const narrow = { viewport: { width: 1024, height: 900 } };

describe('the alert of a failure in the chat', () => {
  const openPage = usePages();

  it('names the hop, the credential and the code without a panel, and then opens the path', async () => {
    const { page, requests } = await openPage(narrow);
    await askAndWait(page, 'denied');
    await answer(page)
      .getByText('Denied at hop 6: bedrock-gateway-proxy Lambda → AgentCore Gateway')
      .waitFor();
    await answer(page).getByText('OAuth access token', { exact: true }).waitFor();
    await answer(page).getByRole('link', { name: 'NO_TOKEN_TO_GATEWAY' }).waitFor();
    expect(await page.getByRole('heading', { name: 'Auth path' }).count()).toBe(0);
    // The path of the turn has its decisions.
    expect(requests.filter((url) => url.includes('/local/turns/'))).not.toEqual([]);
    expect(requests.filter((url) => url.includes('/local/decisions'))).toEqual([]);
    await answer(page).getByRole('button', { name: 'Show the path' }).click();
    await page.getByRole('heading', { name: 'Auth path and faults' }).waitFor();
  });

  it('names hop 7 if the answer lacks a service that the tools cannot read', async () => {
    const { page } = await openPage(narrow);
    await askAndWait(page, 'Check security status');
    await answer(page).getByText('Denied at hop 7: AgentCore Gateway').waitFor();
    await answer(page).getByText('The tools are not allowed to read Inspector.').waitFor();
    await answer(page).getByRole('link', { name: 'SERVICE_ACCESS_DENIED' }).waitFor();
  });
});
