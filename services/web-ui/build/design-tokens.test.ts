import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const workspace = join(import.meta.dirname, '..');
const packages = join(workspace, 'node_modules/@cloudscape-design');

const textOf = (folder: string, pattern: string): string =>
  globSync(pattern, { cwd: folder })
    .map((path) => readFileSync(join(folder, path), 'utf8'))
    .join('\n');

const tokensIn = (text: string, pattern: RegExp): readonly string[] => [
  ...new Set([...text.matchAll(pattern)].map(([, token = '']) => token)),
];

const defined = new Set(
  tokensIn(textOf(join(packages, 'components'), '**/*.css'), /(--color-[a-z0-9-]+):/g),
);

/** A token's name contains a hash of its values. A token of another release falls back to the light colour. */
describe('the design tokens of the Cloudscape packages', () => {
  it('are the same for the chat components as for the components', () => {
    const used = tokensIn(
      textOf(join(packages, 'chat-components'), '**/*.css'),
      /var\((--color-[a-z0-9-]+)/g,
    );
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((token) => !defined.has(token))).toEqual([]);
  });

  it('are the same for the tokens that the page uses', () => {
    const catalogue = readFileSync(join(packages, 'design-tokens/index.js'), 'utf8');
    const names = tokensIn(textOf(join(workspace, 'src'), '**/*.tsx'), /\b(color[A-Z]\w+)/g);
    const used = names.flatMap((name) =>
      tokensIn(catalogue, new RegExp(`\\b${name} ?= ?["']var\\((--color-[a-z0-9-]+)`, 'g')),
    );
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((token) => !defined.has(token))).toEqual([]);
  });
});
