import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { capturedTerminal } from '../../testing/captured-terminal.ts';
import { createServiceDirectory, removeServiceDirectory } from '../../testing/service-directory.ts';
import { buildWebUi, type WebUiBuilding } from './build-web-ui.ts';
import { watchPage } from './watch-page.ts';

// The limit only ends a test that hangs.
jest.setTimeout(120_000);

let serviceDirectory: string;
let ending: AbortController;
let stderr: () => string;
let building: WebUiBuilding;

/** In place of the bundler: the page is its source. */
const bundler = `
const { mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const source = readFileSync('src/main.tsx', 'utf8');
if (source === 'wrong') {
  console.error('main.tsx: Unexpected wrong\\n    at build (rolldown.mjs:1:1)');
  process.exit(1);
}
const out = process.argv[process.argv.indexOf('--outDir') + 1];
mkdirSync(out, { recursive: true });
writeFileSync(out + '/index.html', source);
`;

const save = async (path: string, content: string): Promise<void> => {
  const file = join(serviceDirectory, 'services/web-ui', path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
};

beforeEach(async () => {
  serviceDirectory = await createServiceDirectory();
  await save('node_modules/vite/bin/vite.js', bundler);
  await save('src/main.tsx', 'first');
  await mkdir(join(serviceDirectory, '.hopwise'));
  ending = new AbortController();
  const { terminal, written } = capturedTerminal();
  stderr = () => written.stderr;
  building = buildWebUi(serviceDirectory, ending.signal);
  await building.done;
  watchPage(building, { serviceDirectory, terminal, signal: ending.signal });
});

afterEach(async () => {
  ending.abort();
  await removeServiceDirectory(serviceDirectory);
});

/** Saves the source again until the watch has noticed it: its first look can be later than the first save. */
const saveUntil = async (content: string, reported: string): Promise<void> => {
  for (let time = 0; !stderr().includes(reported); time += 1) {
    if (time % 50 === 0) await save('src/main.tsx', content);
    await sleep(20);
  }
};

const page = async () => {
  const build = building.current();
  return build.state === 'built' && readFile(join(build.directory, 'index.html'), 'utf8');
};

describe('watchPage', () => {
  it('builds the page again after a change', async () => {
    expect(await page()).toBe('first');
    await saveUntil('second', 'Changed: services/web-ui/src/main.tsx. The page was built in');
    expect(stderr()).toContain('Reload it in the browser.');
    expect(await page()).toBe('second');
  });

  it('serves the previous page while the sources are wrong, and says when they match again', async () => {
    await saveUntil('wrong', 'The page could not be built, so the previous page is served:');
    expect(stderr()).toContain('main.tsx: Unexpected wrong\nCorrect the file');
    expect(await page()).toBe('first');
    await saveUntil('first', 'Changed: services/web-ui/src/main.tsx. The page is up to date.');
  });
});
