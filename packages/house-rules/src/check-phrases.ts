// Usage: node packages/house-rules/src/check-phrases.ts [PATH...]
// Refuses old-fashioned phrases in comments, texts, Markdown and YAML. Exit 1 with findings.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyExceptions, readExceptions } from './phrases/exceptions.ts';
import { findPhrases } from './phrases/find-phrases.ts';
import { listFiles } from './repository/list-files.ts';
import { repositoryRoot } from './repository/root.ts';

const findings = listFiles(process.argv.slice(2)).flatMap((file) =>
  findPhrases(file, readFileSync(join(repositoryRoot, file), 'utf8')),
);
const { refused } = applyExceptions(findings, readExceptions());
for (const { file, line, found, instead } of refused) {
  process.stdout.write(`${file}:${line} ${found} → ${instead}\n`);
}
if (refused.length > 0) {
  process.stdout.write(
    `\n${refused.length} ${refused.length === 1 ? 'phrase' : 'phrases'} to replace.\n`,
  );
  process.exitCode = 1;
}
