import { readdir, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describeMachine } from '@hopwise/benchmark/machine';
import { diagnoseTemplate } from '../src/diagnose-template.ts';

const fixtures = resolve(import.meta.dirname, '../fixtures');
const resources = 500;
const goalCpuMs = 2_000;

/** The resources of every fixture, repeated under new names until there are enough. */
const largeTemplate = async (): Promise<string> => {
  const files = (await readdir(fixtures)).filter((file) => file.endsWith('.yml'));
  const texts = await Promise.all(files.map((file) => readFile(resolve(fixtures, file), 'utf8')));
  const blocks = texts.map((text) => text.split('Resources:\n')[1] ?? '');
  const parts: string[] = [];
  for (let count = 0, copy = 0; count < resources; copy += 1) {
    const block = blocks[copy % blocks.length] ?? '';
    const names = [...block.matchAll(/^ {2}([A-Za-z]+):$/gm)].map(([, name = '']) => name);
    const renamed = names.reduce(
      (text, name) =>
        text.replaceAll(new RegExp(`(?<![A-Za-z:])${name}(?![A-Za-z])`, 'g'), `${name}${copy}`),
      block,
    );
    parts.push(renamed);
    count += names.length;
  }
  return `Resources:\n${parts.join('')}`;
};

const text = await largeTemplate();
const machine = describeMachine();
const cpuStart = process.cpuUsage();
const { findings } = await diagnoseTemplate({ text, name: 'large.yml' });
const { user, system } = process.cpuUsage(cpuStart);
const cpuMs = (user + system) / 1000;
process.stdout.write(
  `${resources} resources or a few more, ${findings.length} findings: ${Math.round(cpuMs)} ms of CPU in a process that has loaded nothing (goal: ${goalCpuMs} ms)\n${machine}\n`,
);
process.exitCode = cpuMs <= goalCpuMs && findings.length > 0 ? 0 : 1;
