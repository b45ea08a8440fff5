import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { faultSwitches } from '@hopwise/local-stack/faults/fault-switches';
import type { LocalStack } from '@hopwise/local-stack/start-local-stack';
import { checkRemainsAfterEach } from '@hopwise/local-stack/testing/remains';
import { runStack } from '@hopwise/local-stack/testing/running-stack';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FaultBlame, faultBlames } from '../../testing/fault-blames.ts';
import { localTarget } from '../../testing/local-target.ts';
import { catalogueEntries } from '../catalogue/catalogue.ts';
import { diagnoseStack } from './diagnose-stack.ts';

const readme = join(import.meta.dirname, '../../README.md');
const faultTimeoutMs = 60_000;

let stack: LocalStack;
beforeAll(async () => {
  stack = await runStack();
});
afterAll(() => stack.stop());

const blamedOf = async () => {
  const { findings, checked } = await diagnoseStack(localTarget(stack), { probe: true });
  const [first] = findings;
  if (!first) expect(checked.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
  return [first?.hop ?? null, first?.code ?? null];
};

describe('the doctor', () => {
  beforeAll(blamedOf);
  checkRemainsAfterEach(() => stack);

  it('finds nothing on a healthy stack', async () => {
    expect(await blamedOf()).toEqual([null, null]);
  }, 30_000);

  it.each(faultBlames)(
    '%s: reports hop %s with %s',
    async (fault, hop, code) => {
      await stack.faults.set(fault, true);
      try {
        expect(await blamedOf()).toEqual([hop, code]);
      } finally {
        await stack.faults.set(fault, false);
      }
    },
    faultTimeoutMs,
  );

  it('has an answer to every fault switch, and lists no other fault', () => {
    const blamed = catalogueEntries.flatMap(([, { faults = [] }]) => faults);
    const survived = faultSwitches.filter(({ outcome }) => outcome === 'survived');
    expect([...blamed, ...survived.map(({ name }) => name)].sort()).toEqual(
      faultSwitches.map(({ name }) => name).sort(),
    );
  });

  it('blames the hop of the switch, and no hop for a fault that the design survives', () => {
    for (const [fault, hop, code] of faultBlames) {
      const { hop: struck, outcome } = faultSwitches.find(({ name }) => name === fault) ?? {};
      expect([fault, hop]).toEqual([fault, outcome === 'survived' ? null : struck]);
      const [, entry] = catalogueEntries.find(([one]) => one === code) ?? [];
      if (hop !== null && entry && entry.hops.length > 0) expect(entry.hops).toContain(hop);
    }
  });
});

describe('README.md', () => {
  it('contains the table of faults, hops and codes', async () => {
    expect(await readFile(readme, 'utf8')).toContain(tableOf(faultBlames));
  });
});

/** The rows in Markdown, in the order of the fault switches. */
const tableOf = (blames: readonly FaultBlame[]): string =>
  faultSwitches
    .map(({ name, outcome }) => {
      const [, hop, code] = blames.find(([fault]) => fault === name) ?? [];
      const by = outcome === 'static' ? 'its template' : 'the running stack';
      return code ? `| ${name} | ${hop} | ${code} | ${by} |` : `| ${name} | none | | survived |`;
    })
    .join('\n');
