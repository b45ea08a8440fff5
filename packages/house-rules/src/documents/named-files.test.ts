import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readWorkspaces } from '../repository/read-workspaces.ts';
import { repositoryRoot } from '../repository/root.ts';
import { namedFiles } from './named-files.ts';

const documents = ['README.md', 'CONTRIBUTING.md', 'docs/architecture.md'];

describe('namedFiles', () => {
  it('reads paths in inline code and relative links', () => {
    const markdown =
      'See `a/b.ts`, [c](docs/c.md#d), `name`, `@a/b`, [x](https://example.com/x.md), [y](#y).';
    expect(namedFiles(markdown)).toEqual(['a/b.ts', 'docs/c.md']);
  });
});

describe.each(documents.filter((file) => existsSync(join(repositoryRoot, file))))(
  '%s',
  (document) => {
    it('names only files that exist', () => {
      const folder = join(repositoryRoot, dirname(document));
      const markdown = readFileSync(join(repositoryRoot, document), 'utf8');
      const missing = namedFiles(markdown).filter(
        (path) => !existsSync(join(repositoryRoot, path)) && !existsSync(join(folder, path)),
      );
      expect(missing).toEqual([]);
    });
  },
);

describe('README.md', () => {
  it('has a row for every workspace', () => {
    const markdown = readFileSync(join(repositoryRoot, 'README.md'), 'utf8');
    const missing = readWorkspaces().filter(
      ({ folder }) => !markdown.includes(`\n| \`${folder}\` |`),
    );
    expect(missing).toEqual([]);
  });
});
