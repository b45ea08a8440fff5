import { describe, expect, it } from '@jest/globals';
import { answer, askAndWait } from './harness/chat.ts';
import { usePages } from './harness/page-under-test.ts';

describe('findings', () => {
  const openPage = usePages();

  it('are sorted from worst to least, and by another column on request', async () => {
    const { page } = await openPage();
    await askAndWait(page, 'List findings');
    const table = answer(page).getByRole('grid', { name: 'Findings' });
    const severities = () => table.locator('tbody tr td:nth-child(1)').allTextContents();
    await table.getByRole('row').nth(1).waitFor();
    expect((await severities())[0]).toBe('Critical');
    await table.getByRole('button', { name: 'Severity' }).click();
    expect((await severities())[0]).toBe('Low');
  });

  it('are filtered', async () => {
    const { page } = await openPage();
    await askAndWait(page, 'List findings');
    await answer(page).getByLabel('Filter the findings').fill('openssl');
    await answer(page).getByText('1 match').first().waitFor();
    expect(await answer(page).getByRole('grid').locator('tbody tr').count()).toBe(1);
  });

  it('are opened in a dialog, and explained by the agent', async () => {
    const { page } = await openPage();
    await askAndWait(page, 'List findings');
    await answer(page)
      .getByRole('button', { name: /allows public read access/ })
      .click();
    const dialog = page.getByRole('dialog', { name: /allows public read access/ });
    await dialog.getByText('arn:aws:s3:::payroll-exports').waitFor();
    await dialog.getByRole('button', { name: 'Explain this finding' }).click();
    await page
      .getByText(/Explain finding arn:aws:security-hub/)
      .first()
      .waitFor();
  });

  it('are summarized in a chart', async () => {
    const { page } = await openPage();
    await askAndWait(page, 'Summarize findings');
    await answer(page)
      .getByRole('application', { name: /Findings by service/ })
      .first()
      .waitFor();
  });

  it('are summarized on the posture page', async () => {
    const { page } = await openPage({ path: '/posture' });
    await page.getByText('2/4').waitFor();
    await page.getByRole('row', { name: /payroll-exports/ }).waitFor();
    await page.getByRole('heading', { name: 'Findings by age' }).waitFor();
    expect(await page.getByText('Asking the agent').count()).toBe(0);
  });
});
