import { describe, expect, it } from '@jest/globals';
import { faultEffects } from '../../testing/fault-effects.ts';
import { createChangeQueue } from '../edits/change-queue.ts';
import { createFaults, type Faults } from './create-faults.ts';
import type { FaultPorts, FaultSwitch } from './fault-switch.ts';
import { faultSwitches } from './fault-switches.ts';

const fault = (name: string, effects: Partial<FaultSwitch> = {}): FaultSwitch => ({
  name,
  hop: 6,
  seen: 'Something.',
  outcome: 'breaks',
  ...effects,
});

/** Faults of a stack that records its deployments and recycles. */
const faultsOf = (...switches: readonly FaultSwitch[]) => {
  const done: string[] = [];
  const faults = createFaults({
    switches,
    ports: {} as FaultPorts,
    inOrder: createChangeQueue(),
    redeploy: async () => {
      const { Resources } = faults.applyTo({ Resources: {} });
      done.push(`deploy ${Object.keys(Resources)}`);
      await Promise.resolve();
      done.push('deployed');
    },
    templates: () => templatesOf(faults),
    recycle: async () => void done.push('recycle'),
  });
  return { faults, done };
};

const adding = (name: string): FaultSwitch =>
  fault(name, {
    template: ({ Resources }) => {
      Resources[name] = { Type: 'A::B::C' };
    },
  });

const onOf = (states: readonly { name: string; on: boolean }[]) =>
  states.filter(({ on }) => on).map(({ name }) => name);

/** The templates of a stack without edits. */
const templatesOf = (faults: Pick<Faults, 'applyTo'>) => {
  const unedited = faults.applyTo({ Resources: {} });
  return { unedited, edited: unedited };
};

describe('createFaults', () => {
  it('deploys the faults that are on, and deploys without a fault that is switched off', async () => {
    const { faults, done } = faultsOf(adding('one'), adding('two'));
    await faults.set('one', true);
    expect(onOf(await faults.set('two', true))).toEqual(['one', 'two']);
    expect(onOf(await faults.set('one', false))).toEqual(['two']);
    expect(done.filter((step) => step.startsWith('deploy '))).toEqual([
      'deploy one',
      'deploy one,two',
      'deploy two',
    ]);
  });

  it('changes one fault at a time when several changes are requested at once', async () => {
    const { faults, done } = faultsOf(adding('one'), adding('two'));
    await Promise.all([faults.set('one', true), faults.set('two', true), faults.set('one', false)]);
    expect(done.join()).toBe(
      [
        'deploy one',
        'deployed',
        'recycle',
        'deploy one,two',
        'deployed',
        'recycle',
        'deploy two',
        'deployed',
        'recycle',
      ].join(),
    );
  });

  it('begins and undoes a fault once, and recycles unless the fault needs a warm environment', async () => {
    const seen: string[] = [];
    const begin = () => {
      seen.push('begun');
      return () => void seen.push('undone');
    };
    const { faults, done } = faultsOf(
      fault('wire', { begin }),
      fault('warm', { begin, keepsEnvironments: true }),
    );
    for (const on of [true, true, false, false]) await faults.set('wire', on);
    expect(seen).toEqual(['begun', 'undone']);
    expect(done).toEqual(['recycle', 'recycle']);
    await faults.set('warm', true);
    expect(done).toEqual(['recycle', 'recycle']);
  });

  it('leaves a fault off when it cannot be switched on, and still switches on others', async () => {
    const broken = fault('broken', {
      template: () => {
        throw new Error('It cannot be combined.');
      },
    });
    const { faults } = faultsOf(broken, adding('one'));
    await expect(faults.set('broken', true)).rejects.toThrow('It cannot be combined.');
    expect(onOf(await faults.set('one', true))).toEqual(['one']);
  });

  it('leaves a fault on when the deployment without it fails, and switches it off on the next attempt', async () => {
    let refused = false;
    const faults = createFaults({
      switches: [adding('one')],
      ports: {} as FaultPorts,
      inOrder: createChangeQueue(),
      redeploy: () => (refused ? Promise.reject(new Error('Not now.')) : Promise.resolve()),
      templates: () => templatesOf(faults),
      recycle: () => Promise.resolve(),
    });
    await faults.set('one', true);
    refused = true;
    await expect(faults.set('one', false)).rejects.toThrow('Not now.');
    expect(onOf(faults.list())).toEqual(['one']);
    refused = false;
    expect(onOf(await faults.set('one', false))).toEqual([]);
  });

  it.each([
    ['issuer-deed', 'Did you mean issuer-dead or issuer-slow?'],
    ['hung', 'Did you mean gateway-hung?'],
    ['off', 'There is no fault off. `hopwise faults` lists all.'],
    ['nothing-like-any-of-them', 'There is no fault nothing-like-any-of-them. `hopwise faults`'],
  ])('suggests fault names for %s', async (name, message) => {
    const { faults } = faultsOf(...faultSwitches);
    await expect(faults.set(name, true)).rejects.toThrow(message);
  });
});

describe('the fault switches', () => {
  it('have unique names, follow the order of the hops, and each have a tested effect', () => {
    expect(faultSwitches.map(({ name }) => name).sort()).toEqual(Object.keys(faultEffects).sort());
    const hops = faultSwitches.map(({ hop }) => hop);
    expect(hops).toEqual([...hops].sort());
    for (const { name, hop } of faultSwitches) {
      expect([name, faultEffects[name]?.hop]).toEqual([name, hop]);
    }
  });

  it('describe their effect in one line, and change something', () => {
    for (const { seen, template, begin } of faultSwitches) {
      expect(seen).toMatch(/^[^\n]{10,110}\.$/);
      expect(template ?? begin).toBeDefined();
    }
  });

  it('break nothing if their outcome is survived or static', () => {
    const harmless = faultSwitches.filter(({ outcome }) => outcome !== 'breaks');
    expect(harmless.map(({ name }) => name)).toEqual([
      'oauth-client-in-iam-policy',
      'secret-rotated',
      'token-expired',
      'issuer-throttled-briefly',
      'idle-socket-dropped',
      'log-permission-missing',
    ]);
    for (const { name } of harmless) expect(faultEffects[name]?.error).toBeUndefined();
  });
});

describe('a fault that an edit hides', () => {
  it('is refused and stays off', async () => {
    const deployments: string[] = [];
    const faults: Faults = createFaults({
      switches: [adding('one')],
      ports: {} as FaultPorts,
      inOrder: createChangeQueue(),
      redeploy: async () => void deployments.push('deployed'),
      // The edit removes what the fault adds.
      templates: () => ({ ...templatesOf(faults), edited: { Resources: {} } }),
      recycle: () => Promise.resolve(),
    });
    await expect(faults.set('one', true)).rejects.toThrow(
      'one would have no effect: a change by an API operation hides it.',
    );
    expect(onOf(faults.list())).toEqual([]);
    expect(deployments).toEqual([]);
  });
});
