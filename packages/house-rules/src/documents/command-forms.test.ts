import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { listFiles } from '../repository/list-files.ts';
import { repositoryRoot } from '../repository/root.ts';
import { wrongCommandForms } from './command-forms.ts';

describe('wrongCommandForms', () => {
  it.each([
    'pnpm --filter auth bench',
    'pnpm run lint',
    'npx -y pnpm@12 hopwise stop',
    'npx -y pnpm@12 --silent hopwise env',
    'npx -y pnpm@12 start',
    'npx -y pnpm@12 exec serverless deploy --stage dev',
  ])('finds %s', (command) => {
    expect(wrongCommandForms(`Run \`${command}\`.`)).toEqual([command]);
  });

  it.each([
    './hopwise start',
    './hopwise serverless deploy --stage dev',
    'npx -y pnpm@12 --filter auth run bench',
    'npx -y pnpm@12 test',
    'pnpm writes the lockfile',
  ])('accepts %s', (command) => {
    expect(wrongCommandForms(`Run \`${command}\`.`)).toEqual([]);
  });
});

describe('the commands in documents and messages', () => {
  it('work without pnpm, and use the launcher for the hopwise commands', () => {
    const files = listFiles().filter(
      (file) => /\.(?:md|tsx?)$/.test(file) && !file.startsWith('packages/house-rules/src/'),
    );
    expect(files.length).toBeGreaterThan(500);
    const wrong = files.flatMap((file) =>
      wrongCommandForms(readFileSync(join(repositoryRoot, file), 'utf8')).map(
        (command) => `${file}: ${command}`,
      ),
    );
    expect(wrong).toEqual([]);
  });
});
