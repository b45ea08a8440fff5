import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const knownPaths = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Chromium as the machine has it; a test must not pass because there was none. */
export const launchBrowser = async (): Promise<Browser> => {
  const executablePath = process.env.CHROMIUM_PATH ?? knownPaths.find((path) => existsSync(path));
  if (executablePath === undefined) {
    throw new Error(
      'No Chromium was found: install it (Debian: apt-get install chromium) or name it in CHROMIUM_PATH.',
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

/** Chromium refuses its sandbox to root. */
const sandboxFlags = (): readonly string[] => (process.getuid?.() === 0 ? ['--no-sandbox'] : []);
