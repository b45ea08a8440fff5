import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readWorkspaces } from '../repository/read-workspaces.ts';
import { repositoryRoot } from '../repository/root.ts';
import { documentedEntries } from './documented-entries.ts';

const readme = `# a

| entry | exports |
|---|---|
| \`@hopwise/a/one\` | \`one\` |
| \`./two\` | |
| \`testing/three\` | |

| entry point | exports |
|---|---|
| \`four\` | |

| file | |
|---|---|
| \`five\` | |
`;

describe('documentedEntries', () => {
  it('reads the entries of a README', () => {
    const entries = ['./four', './one', './testing/three', './two'];
    expect(documentedEntries(readme, '@hopwise/a')).toEqual(entries);
  });
});

describe.each(readWorkspaces())('the package $name', ({ name, folder, exports }) => {
  it('exports the entries that its README documents, and no others', () => {
    const markdown = readFileSync(join(repositoryRoot, folder, 'README.md'), 'utf8');
    expect(Object.keys(exports).sort()).toEqual(documentedEntries(markdown, name));
  });

  it('exports files that exist', () => {
    const missing = Object.values(exports).filter(
      (file) => !existsSync(join(repositoryRoot, folder, file)),
    );
    expect(missing).toEqual([]);
  });
});
