// Usage: node packages/house-rules/src/run-document.ts docs/troubleshooting.md
// Starts the local stack, runs the commands of a document, and compares their output with the document.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repositoryRoot } from './repository/root.ts';
import { readBlocks } from './runnable-document/read-blocks.ts';
import { reportOf } from './runnable-document/report.ts';
import { runBlocks } from './runnable-document/run-blocks.ts';
import { shellEnvironment } from './runnable-document/shell-environment.ts';
import { withLocalStack } from './runnable-document/with-local-stack.ts';

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('Name the document: run-document.ts FILE');
const blocks = readBlocks(await readFile(join(repositoryRoot, file), 'utf8'));
const results = await withLocalStack(() =>
  runBlocks(
    blocks.filter(({ local }) => local),
    { directory: repositoryRoot, environment: shellEnvironment(process.env) },
  ),
);
const notRun = blocks.filter(({ local }) => !local);
process.stdout.write(reportOf({ file, results, notRun }));
if (results.length === 0 || results.some(({ passed }) => !passed)) process.exitCode = 1;
