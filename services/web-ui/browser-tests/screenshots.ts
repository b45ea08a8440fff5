import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { startCannedStage } from '../testing/canned-stage.ts';
import { launchBrowser } from './harness/launch-browser.ts';
import { type PageState, pageStates } from './harness/page-states.ts';

const widths = [390, 1024, 1440, 1600] as const;
const themes = ['light', 'dark'] as const;
const folder = resolve(process.argv[2] ?? 'screenshots');
const only = process.argv[3];

const states: Readonly<Record<string, PageState>> = pageStates;

const shoot = async (browser: Browser, name: string): Promise<void> => {
  const state = states[name] ?? {};
  for (const colorScheme of themes) {
    for (const width of widths) {
      const stage = await startCannedStage();
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
      const page = await context.newPage();
      page.on('console', (message) => {
        if (message.type() === 'error') {
          process.stderr.write(`${name}: ${message.text().slice(0, 300)}\n`);
        }
      });
      page.on('pageerror', (error) => process.stderr.write(`${name}: ${error.message}\n`));
      await page.goto(stage.url + (state.path ?? '/'), { waitUntil: 'networkidle' });
      await state.prepare?.(page);
      await page.waitForTimeout(700);
      await page.screenshot({ path: join(folder, `${name}-${colorScheme}-${width}.png`) });
      await context.close();
      await stage.close();
    }
  }
};

await mkdir(folder, { recursive: true });
const browser = await launchBrowser();
try {
  for (const name of Object.keys(states)) {
    if (only === undefined || only.split(',').includes(name)) await shoot(browser, name);
  }
} finally {
  await browser.close();
}
