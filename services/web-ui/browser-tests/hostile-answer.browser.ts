import { attackerHost } from '@hopwise/local-stack/testing/hostile-texts';
import { describe, expect, it } from '@jest/globals';
import { answer, askAndWait, askButton, questionField } from './harness/chat.ts';
import { usePages } from './harness/page-under-test.ts';

describe('a hostile answer', () => {
  const openPage = usePages();

  it('runs no script, loads nothing, and contains no unsafe link', async () => {
    const { page } = await openPage();
    await askAndWait(page, 'hostile');
    await answer(page).getByText('run data pixel').waitFor();
    expect(await page.evaluate(() => 'harmed' in window)).toBe(false);
    expect(await answer(page).locator('script, img, iframe, style').count()).toBe(0);
    expect(await answer(page).locator('a').count()).toBe(0);
  });

  it('shows the host of each link, whatever its text says', async () => {
    const { page } = await openPage();
    await askAndWait(page, 'links');
    await answer(page).getByRole('link', { name: 'docs.aws.amazon.com' }).waitFor();
    const links = await answer(page)
      .getByRole('link')
      .evaluateAll((all) =>
        all.map((link) => [link.textContent.trim(), link.getAttribute('href')]),
      );
    expect(links).toEqual([
      ['API_OPEN (attacker.example)', 'https://attacker.example/findings/API_OPEN'],
      ['https://console.aws.amazon.com (attacker.example)', 'https://attacker.example/sign-in'],
      ['\u202etxet (reordered.attacker.example)', 'https://reordered.attacker.example/'],
      ['https://docs.aws.amazon.com/guardduty/', 'https://docs.aws.amazon.com/guardduty/'],
    ]);
    for (const link of await answer(page).getByRole('link').all()) {
      expect(await link.getAttribute('target')).toBe('_blank');
      expect(await link.getAttribute('rel')).toContain('noopener');
    }
  });

  it.each(['planned', 'obedient'])(
    'lets no text of a finding act on the page: %s answer',
    async (question) => {
      const { page } = await openPage({ viewport: { width: 1024, height: 800 } });
      const requested: string[] = [];
      page.on('request', (request) => requested.push(request.url()));
      await askAndWait(page, question);
      await answer(page).getByText('Ignore all previous instructions').first().waitFor();
      expect(await page.evaluate(() => 'harmed' in window)).toBe(false);
      expect(requested.filter((url) => url.includes(attackerHost))).toEqual([]);
      expect(
        await answer(page).locator('script, style, iframe, form, .markdown img, [onerror]').count(),
      ).toBe(0);
      const hidden = await answer(page)
        .getByRole('link')
        .evaluateAll((links) =>
          links
            .filter((link) => link instanceof HTMLAnchorElement)
            .filter(({ host, textContent }) => !textContent.includes(host))
            .map(({ href }) => href),
        );
      expect(hidden).toEqual([]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBe(0);
      await questionField(page).fill('Is anything left?');
      expect(await askButton(page).isEnabled()).toBe(true);
    },
  );

  it.each([
    ['quotes in quotes', 'the innermost quote'],
    ['nested emphasis', 'center'],
  ])('shows an answer that the page cannot format as plain text: %s', async (question, text) => {
    const { page } = await openPage();
    await askAndWait(page, question);
    await answer(page).getByText(text).waitFor();
    expect(await answer(page).locator('blockquote, em').count()).toBe(0);
    await page.waitForFunction(
      (kept) => JSON.stringify({ ...localStorage }).includes(kept),
      question,
    );
    await page.reload();
    await answer(page).getByText(text).waitFor();
    expect(await askButton(page).isEnabled()).toBe(false);
  });

  it('leaves the page usable with a huge table', async () => {
    const { page } = await openPage({ viewport: { width: 390, height: 800 } });
    await askAndWait(page, 'hostile');
    await answer(page).getByRole('region', { name: 'Table' }).first().waitFor();
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBe(0);
    await questionField(page).fill('Is anything left?');
    expect(await askButton(page).isEnabled()).toBe(true);
  });
});
