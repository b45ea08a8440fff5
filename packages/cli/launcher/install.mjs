// Installs the packages of this checkout, and shows the progress on stderr. The launchers run it before anything is
// installed, so it is plain JavaScript for the Node of the machine and imports nothing that has to be installed.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const isTerminal = process.stderr.isTTY === true;
const counts = { resolved: 0, ready: 0 };
const problems = [];
/** Maximum number of lines of pnpm that are kept for the error message. */
const maxProblems = 20;

const progress = () =>
  `Installing packages, once for this checkout: ${counts.ready} of ${counts.resolved}`;

const note = (event) => {
  if (event.level === 'error') problems.push(event.err?.message ?? event.message ?? event.code);
  if (event.name !== 'pnpm:progress') return;
  if (event.status === 'resolved') counts.resolved += 1;
  if (event.status === 'fetched' || event.status === 'found_in_store') counts.ready += 1;
  if (isTerminal) process.stderr.write(`\r${progress()}\u001b[K`);
};

const read = (line) => {
  try {
    note(JSON.parse(line));
  } catch {
    // npx prints its own errors as text.
    if (line.trim() !== '') problems.push(line);
  }
  problems.splice(0, problems.length - maxProblems);
};

if (!isTerminal) process.stderr.write('Installing packages, once for this checkout …\n');
const pnpm = ['-y', 'pnpm@12', 'install', '--frozen-lockfile', '--reporter=ndjson'];
const child = spawn('npx', pnpm, {
  cwd: root,
  stdio: ['ignore', 'pipe', 'pipe'],
  // On Windows, npx is a script of the shell. The arguments are constants.
  shell: process.platform === 'win32',
});
for (const stream of [child.stdout, child.stderr]) {
  createInterface({ input: stream }).on('line', read);
}
child.on('error', ({ message }) => problems.push(message));
child.on('close', (code) => {
  if (isTerminal) process.stderr.write('\r\u001b[K');
  if (code === 0) return;
  const text = [
    'hopwise: the installation failed. Check the network, then run the command again.',
    ...problems,
  ];
  process.stderr.write(`${text.join('\n')}\n`);
  process.exitCode = 1;
});
