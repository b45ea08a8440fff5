import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { repositoryRoot } from './repository/root.ts';

const folder = mkdtempSync(join(tmpdir(), 'lint-plugins-'));
const plugins = ['no-packed-spread', 'braces-around-multiline-bodies'].map((name) =>
  join(repositoryRoot, 'packages/house-rules/lint', `${name}.grit`),
);

beforeAll(() => {
  const rules = { preset: 'none' };
  writeFileSync(join(folder, 'biome.json'), JSON.stringify({ plugins, linter: { rules } }));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Lines of a script at which a plugin reports something. */
const linesReported = (script: string): number[] => {
  const file = join(folder, 'a.ts');
  writeFileSync(file, script);
  const biome = join(repositoryRoot, 'tools/node_modules/@biomejs/biome/bin/biome');
  const args = [biome, 'lint', '--reporter=github', `--config-path=${folder}`, file];
  const { stdout } = spawnSync(process.execPath, args, { encoding: 'utf8', cwd: folder });
  return [...stdout.matchAll(/^::error title=plugin,.*?\bline=(\d+)/gm)].map(([, line]) =>
    Number(line),
  );
};

describe('no-packed-spread', () => {
  it.each([
    ['an object literal in an object', 'export const a = { ...{ b, c } };'],
    ['an array literal in an array', 'export const a = [...[b, c]];'],
    ['an array literal in a call', 'f(...[b, c]);'],
  ])('refuses %s', (_, script) => {
    expect(linesReported(script)).toEqual([1]);
  });

  it.each([
    ['a variable', 'export const a = { ...b }, c = [...d];'],
    ['a conditional member', 'export const a = { ...(b ? { b } : {}) };'],
    ['a mapped array', 'export const a = [...[b, c].map(f)];'],
  ])('accepts %s', (_, script) => {
    expect(linesReported(script)).toEqual([]);
  });
});

describe('braces-around-multiline-bodies', () => {
  it.each([
    ['if', 'if (a)\n  b();'],
    ['an if with a condition of several lines', 'if (\n  a\n) b();'],
    ['else', 'if (a) {\n  c();\n} else\n  b();'],
    ['for', 'for (;;)\n  b();'],
    ['for of', 'for (const a of c)\n  if (a) b();'],
    ['for in', 'for (const a in c)\n  b();'],
    ['while', 'while (a)\n  b();'],
  ])('refuses a body without braces after %s', (_, script) => {
    expect(linesReported(script)).toEqual([expect.any(Number)]);
  });

  it.each([
    ['a body on the same line', '// one\n\nif (a) b();\n\n// two\nfor (;;) b();\n'],
    ['a block', 'if (a) {\n  b();\n} else if (c) {\n  d();\n} else {\n  e();\n}'],
    ['a short else', 'if (a) {\n  b();\n} else c();'],
  ])('accepts %s', (_, script) => {
    expect(linesReported(script)).toEqual([]);
  });
});
