import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const knownPaths = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Starts the installed Chromium. Fails without one, so that no test passes by being skipped. */
export const launchBrowser = async (): Promise<Browser> => {
  const executablePath = process.env.CHROMIUM_PATH ?? knownPaths.find((path) => existsSync(path));
  if (executablePath === undefined) {
    throw new Error(
      'Chromium was not found. Install it (Debian: apt-get install chromium) or set CHROMIUM_PATH.',
    );
  }
  return await chromium.launch({ executablePath, args: [...flags, ...sandboxFlags()] });
};

const flags = [
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run',
];

/** Chromium has no sandbox for root. */
const sandboxFlags = (): readonly string[] => (process.getuid?.() === 0 ? ['--no-sandbox'] : []);
