import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describeMachine } from '@hopwise/benchmark/machine';
import { median } from '@hopwise/benchmark/statistics';
import { readTemplate } from '@hopwise/template/read-template';
import { largeTemplate } from './large-text.ts';

/**
 * `node bench/side-by-side.ts COMMIT` compares the CPU of `doctor --template` with that of another commit. All variants run
 * in turn on the same templates. It installs the commit in a temporary worktree, and packs the npm package.
 */
const commit = process.argv[2];
const rounds = 9;
const root = resolve(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'hopwise-doctor-bench-'));
const other = join(folder, 'other');
const main = 'packages/cli/src/main.ts';

/** Writes the CPU of the process, user and system, in microseconds. */
const report = `import { writeSync } from 'node:fs';
process.on('exit', () => { const { user, system } = process.cpuUsage(); writeSync(3, String(user + system)); });`;
const preload = `--import=data:text/javascript,${encodeURIComponent(report)}`;

const cpuMsOf = (args: readonly string[]): number => {
  const { output } = spawnSync(process.execPath, [preload, ...args], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  return Number(output[3]) / 1000;
};

const pnpm = (cwd: string, ...args: readonly string[]) =>
  execFileSync('npx', ['-y', 'pnpm@12', ...args], { cwd, stdio: 'ignore' });

const measure = (): void => {
  const yaml = import.meta.resolve('yaml');
  const template = { yml: join(folder, 'large.yml'), json: join(folder, 'large.json') };
  const parse = `import { parseDocument, LineCounter } from ${JSON.stringify(yaml)};
import { readFileSync } from 'node:fs';
parseDocument(readFileSync(${JSON.stringify(template.yml)}, 'utf8'), { lineCounter: new LineCounter(), logLevel: 'silent' });`;
  const doctor = (program: string, file: string) => [program, 'doctor', '--template', file];
  const packed = join(root, 'packages/cli/dist/package/dist/hopwise.js');
  const variants: readonly (readonly [name: string, args: readonly string[]])[] = [
    ['Only Node', ['--eval', '']],
    [
      'Node and the YAML library, which parses the template',
      ['--input-type=module', '--eval', parse],
    ],
    ...(['yml', 'json'] as const).flatMap((type) => [
      [`${type}: ${commit}`, doctor(join(other, main), template[type])] as const,
      [`${type}: this checkout`, doctor(join(root, main), template[type])] as const,
      [`${type}: this checkout, packed`, doctor(packed, template[type])] as const,
    ]),
  ];
  const times = variants.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1) {
    variants.forEach(([, args], index) => {
      times[index]?.push(cpuMsOf(args));
    });
  }
  const medians = times.map(median);
  const before = medians[2] ?? 0;
  variants.forEach(([name], index) => {
    const ms = medians[index] ?? 0;
    process.stdout.write(`${name}: ${Math.round(ms)} ms of CPU, ${(ms / before).toFixed(2)}\n`);
  });
};

if (commit === undefined) throw new Error('Name the commit to compare with.');
try {
  const text = await largeTemplate();
  writeFileSync(join(folder, 'large.yml'), text);
  writeFileSync(join(folder, 'large.json'), JSON.stringify(readTemplate(text, 'large'), null, 2));
  execFileSync('git', ['worktree', 'add', '--detach', other, commit], {
    cwd: root,
    stdio: 'ignore',
  });
  pnpm(other, 'install', '--frozen-lockfile', '--prefer-offline');
  pnpm(root, '--filter', '@hopwise/cli', 'pack:npm');
  process.stdout.write(`${describeMachine()}\n`);
  measure();
} finally {
  execFileSync('git', ['worktree', 'remove', '--force', other], { cwd: root, stdio: 'ignore' });
  rmSync(folder, { recursive: true, force: true });
}
