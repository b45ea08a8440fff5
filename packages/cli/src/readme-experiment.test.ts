import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { copyService, removeService } from '@hopwise/local-stack/testing/copied-service';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { capturedTerminal } from '../testing/captured-terminal.ts';
import { runCli } from '../testing/run-cli.ts';
import { commands } from './commands/commands.ts';
import { runHopwise } from './run-hopwise.ts';

// Packaging is slow on a busy machine. The limit only ends a test that hangs.
jest.setTimeout(300_000);

let serviceDirectory: string;
let readme: string;
/** The content of the experiment's file before its edit. */
let original: string;
const ending = new AbortController();
let started: Promise<number>;
const starting = capturedTerminal();

beforeAll(async () => {
  serviceDirectory = await copyService();
  readme = await readFile(join(serviceDirectory, 'README.md'), 'utf8');
  const { terminal } = starting;
  started = runHopwise(argumentsOf('start'), commands, {
    serviceDirectory,
    signal: ending.signal,
    // The README's user has a terminal.
    terminal: { ...terminal, interactive: true },
  });
  await until(() => starting.written.stdout.includes('Ready in'));
});

afterAll(async () => {
  ending.abort();
  expect(await started).toBe(0);
  await removeService(serviceDirectory);
});

/** Waits without a time limit; the limit of the test ends it. */
const until = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await sleep(20);
};

/** The arguments of the README's command line with this subcommand. */
const argumentsOf = (command: string): readonly string[] => {
  const line = new RegExp(`^(?:npx -y pnpm@12|\\./hopwise) (${command}\\b.*?)(?: +#.*)?$`, 'm');
  const [, args = ''] = line.exec(readme) ?? [];
  return [...args.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word = '']) => quoted ?? word);
};

const run = (...args: readonly string[]) => runCli(serviceDirectory, ...args);

const ask = () => run(...argumentsOf('ask'));

/** `In `FILE`, change `PROPERTY` to … (`VALUE`)`: the experiment's edit. */
const experiment = () => {
  const [, paragraph = ''] = /Now make a mistake\.([\s\S]*?)```\n([\s\S]*?)```/.exec(readme) ?? [];
  const [file = '', property = '', value = ''] = [...paragraph.matchAll(/`([^`]+)`/g)].map(
    ([, name = '']) => name,
  );
  return { file, property, value };
};

/** The output that the README shows after its edit. `…` stands for any text. */
const expectedOutput = (): RegExp => {
  const [, shown = ''] = /Now make a mistake\.[\s\S]*?```\n([\s\S]*?)```/.exec(readme) ?? [];
  expect(shown).toContain('DENIED');
  const escaped = shown
    .trim()
    .split(/\s+/)
    .map((word) => word.split('…').map(literal).join('.*'));
  return new RegExp(escaped.join('\\s+'), 's');
};

const literal = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

describe("the README's experiment", () => {
  it('answers before the mistake', async () => {
    const { code, stdout } = await ask();
    expect(code).toBe(0);
    expect(stdout).not.toContain('DENIED');
  });

  it('shows the denied hop after the file was saved', async () => {
    const { file, property, value } = experiment();
    expect([file, property, value].every((part) => part !== '')).toBe(true);
    const path = join(serviceDirectory, file);
    original = await readFile(path, 'utf8');
    const changed = original.replace(new RegExp(`^( *${property}: ).*$`, 'm'), `$1${value}`);
    expect(changed).not.toBe(original);
    await writeFile(path, changed);

    const { code, stdout, stderr } = await ask();
    expect(code).toBe(1);
    expect(stdout).toMatch(expectedOutput());
    expect(stderr).toContain(`Changed: ${file}. Waiting until the local stack is redeployed`);
    expect(starting.written.stderr).toMatch(`Changed: ${file}. Redeployed in`);
  });

  it('is undone by a redeployment that keeps the faults which are on', async () => {
    const { file } = experiment();
    await run('faults', 'on', 'guardduty-denied');
    await writeFile(join(serviceDirectory, file), original);
    const { code, stdout } = await ask();
    expect(code).toBe(0);
    expect(stdout).toMatch(/guardduty.*access_denied/i);
    expect((await run('faults')).stdout).toMatch(/^on {2}7 {2}guardduty-denied /m);
  });
});
