import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const knownPaths = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export type BrowserOptions = {
  /** Keeps a page in memory for the back button, as the browsers of people do. Playwright's `goBack` then fails. */
  readonly keepsPages?: boolean;
};

/** Starts the installed Chromium. Fails without one, so that no test passes by being skipped. */
export const launchBrowser = async ({
  keepsPages = false,
}: BrowserOptions = {}): Promise<Browser> => {
  const executablePath = process.env.CHROMIUM_PATH ?? knownPaths.find((path) => existsSync(path));
  if (executablePath === undefined) {
    throw new Error(
      'Chromium was not found. Install it (Debian: apt-get install chromium) or set CHROMIUM_PATH.',
    );
  }
  return await chromium.launch({
    executablePath,
    args: [...flags, ...sandboxFlags()],
    ignoreDefaultArgs: keepsPages ? ['--disable-back-forward-cache'] : [],
  });
};

const flags = [
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run',
];

/** Chromium has no sandbox for root. */
const sandboxFlags = (): readonly string[] => (process.getuid?.() === 0 ? ['--no-sandbox'] : []);
