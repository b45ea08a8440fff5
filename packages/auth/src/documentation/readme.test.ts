import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { thrown } from '../../testing/caught-error.ts';
import { authErrorCodes } from '../errors/auth-error.ts';
import { checkAuthorizedRequest } from '../gateway/request-guard.ts';
import { parseOptions } from '../middleware/access-token-options.ts';

const folder = new URL('../../', import.meta.url);
const readme = readFileSync(new URL('README.md', folder), 'utf8');
const packageJson = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8'));

/** The rows of the first table after a heading, without its head. */
const tableAfter = (heading: string): string[][] => {
  const [, text = ''] = readme.split(`\n## ${heading}\n`);
  const [, table = ''] = /\n(\|[\s\S]*?)\n\n/.exec(text) ?? [];
  const [, , ...rows] = table.split('\n');
  return rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
};

const quoted = (text = ''): string[] =>
  [...text.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);

const namesIn = (heading: string): string[] =>
  tableAfter(heading).flatMap(([first]) => quoted(first));

describe('the README', () => {
  it('lists all error codes', () => {
    expect(namesIn('Error codes').toSorted()).toEqual([...authErrorCodes].toSorted());
  });

  it('lists all entry points', () => {
    const exported = Object.keys(packageJson.exports).map((entry) => entry.slice(2));

    expect(namesIn('Entry points').map((name) => name.replace('@hopwise/auth/', ''))).toEqual(
      expect.arrayContaining(exported),
    );
    expect(namesIn('Entry points')).toHaveLength(exported.length);
  });

  it('lists all options of accessToken, with their defaults', () => {
    const required = {
      credentials: { read: () => Promise.reject() },
      tokenEndpoint: 'https://issuer.example/token',
      issuer: null,
      scopes: null,
      gateway: { url: 'https://gateway.example', authorizer: 'CUSTOM_JWT' as const },
    };
    const parsed: Readonly<Record<string, unknown>> = parseOptions(required);
    const rows = tableAfter('`accessToken` options');

    expect(rows.flatMap(([name]) => quoted(name)).toSorted()).toEqual(
      Object.keys(parsed).toSorted(),
    );
    for (const [name, value = ''] of rows) {
      const [literal] = quoted(value);
      if (literal === undefined || literal === 'node:https') continue;
      const expected = JSON.parse(literal.replaceAll("'", '"').replaceAll('_', ''));
      expect(parsed[quoted(name)[0] ?? '']).toEqual(expected);
    }
  });

  it('lists the options of a request', () => {
    const [, options = ''] = /Its options are ([^.]+)\./.exec(readme) ?? [];
    const names = quoted(options).filter((name) => name !== 'AbortSignal');
    const wrong: object = Object.fromEntries(names.map((name) => [name, Symbol(name)]));
    const check = () =>
      Reflect.apply(checkAuthorizedRequest, undefined, [wrong, 'https://x.example']);
    const reported = [...thrown(check).message.matchAll(/(\w+) must be/g)].map(([, name]) => name);

    expect(thrown(check).message).not.toContain('unknown');
    expect(names.length).toBeGreaterThan(0);
    expect(names.toSorted()).toEqual(reported.toSorted());
  });

  it('names only tests that exist', () => {
    const tests = [...readme.matchAll(/`(?:src\/)?([\w./-]+\.test\.ts)`/g)].map(
      ([, name = '']) => name,
    );

    expect(tests.length).toBeGreaterThan(20);
    expect(tests.filter((name) => !existsSync(new URL(`src/${name}`, folder)))).toEqual([]);
  });
});
