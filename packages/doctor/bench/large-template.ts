import { describeMachine } from '@hopwise/benchmark/machine';
import { LineCounter, parseDocument } from 'yaml';
import { diagnoseTemplate } from '../src/diagnose-template.ts';
import { largeTemplate, resources } from './large-text.ts';

/** Reading the same text with the YAML library costs 1. Both run in this process, which has run neither before. */
const maxRatio = 4;

const cpuMsOf = async (work: () => unknown): Promise<number> => {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
};

const text = await largeTemplate();
const machine = describeMachine();
let findings = 0;
const doctorMs = await cpuMsOf(async () => {
  ({
    findings: { length: findings },
  } = await diagnoseTemplate({ text, name: 'large.yml' }));
});
const libraryMs = await cpuMsOf(() =>
  parseDocument(text, { lineCounter: new LineCounter(), logLevel: 'silent' }),
);
const ratio = doctorMs / libraryMs;
process.stdout.write(
  `${resources} resources or a few more, ${findings} findings: ${Math.round(doctorMs)} ms of CPU, ${ratio.toFixed(1)} times what the YAML library needs to parse them (goal: ${maxRatio})\n${machine}\n`,
);
process.exitCode = ratio <= maxRatio && findings > 0 ? 0 : 1;
