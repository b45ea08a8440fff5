import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { usePages } from './harness/page-under-test.ts';

const maxScriptBytes = 300_000;

describe('the first load', () => {
  const openPage = usePages();

  it('needs less than 300 kB of compressed JavaScript', async () => {
    const { page, requests } = await openPage();
    const scripts = requests.filter((url) => url.endsWith('.js'));
    let bytes = 0;
    for (const url of scripts) {
      const response = await page.request.get(url);
      bytes += gzipSync(await response.body()).length;
    }
    expect(scripts.length).toBeGreaterThan(0);
    expect(bytes).toBeLessThan(maxScriptBytes);
  });

  it('follows the system theme, and then the user’s choice', async () => {
    const { page } = await openPage({ colorScheme: 'dark' });
    const isDark = () => page.evaluate(() => document.body.classList.contains('awsui-dark-mode'));
    expect(await isDark()).toBe(true);
    await page.getByRole('button', { name: 'Theme' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Light' }).click();
    expect(await isDark()).toBe(false);
    await page.reload({ waitUntil: 'networkidle' });
    expect(await isDark()).toBe(false);
  });
});
