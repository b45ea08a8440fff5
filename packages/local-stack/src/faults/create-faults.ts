import type { FaultState } from '@hopwise/contracts/faults';
import type { Template } from '../template/template.ts';
import { TemplateError } from '../template/template-error.ts';
import type { FaultPorts, FaultSwitch, Undo } from './fault-switch.ts';
import { nearestNames } from './nearest-names.ts';

/** There is no fault of this name. */
export class FaultUnknownError extends Error {
  override readonly name = 'FaultUnknownError';

  constructor(asked: string, known: readonly string[]) {
    const near = nearestNames(asked, known);
    const hint = near.length > 0 ? ` Did you mean ${near.join(' or ')}?` : '';
    super(`There is no fault ${asked}.${hint} \`hopwise faults\` lists all.`);
  }
}

/** The fault switches of one running stack. */
export type Faults = {
  /** Every fault in the order of the hops, and whether it is on. */
  list(): readonly FaultState[];
  /**
   * Switches a fault on or off, and settles when the stack is in that state. Rejects with
   * `FaultUnknownError`, or with `TemplateError` where it cannot be combined with those that are on.
   */
  set(name: string, on: boolean): Promise<readonly FaultState[]>;
  /** A template with the changes of every fault that is on. */
  applyTo(template: Template): Template;
};

type Options = {
  readonly switches: readonly FaultSwitch[];
  readonly ports: FaultPorts;
  /** Deploys the stack's template anew, through `applyTo`. Changes nothing where it rejects. */
  readonly redeploy: () => Promise<void>;
  /** Ends every execution environment. */
  readonly recycle: () => Promise<void>;
};

export const createFaults = ({ switches, ports, redeploy, recycle }: Options): Faults => {
  const active = new Map<FaultSwitch, Undo | undefined>();
  let last: Promise<unknown> = Promise.resolve();

  const list = (): readonly FaultState[] =>
    switches.map((one) => {
      const { name, hop, seen, outcome } = one;
      return { name, hop, seen, outcome, on: active.has(one) };
    });

  const switchOn = async (fault: FaultSwitch): Promise<void> => {
    active.set(fault, undefined);
    try {
      if (fault.template) await redeploy();
      active.set(fault, fault.begin?.(ports));
    } catch (error) {
      active.delete(fault);
      throw refusalOf(error, fault, [...active.keys()]);
    }
  };

  const switchOff = async (fault: FaultSwitch): Promise<void> => {
    const undo = active.get(fault);
    active.delete(fault);
    try {
      if (fault.template) await redeploy();
    } catch (error) {
      active.set(fault, undo);
      throw error;
    }
    undo?.();
  };

  const flip = async (fault: FaultSwitch, on: boolean): Promise<void> => {
    if (active.has(fault) === on) return;
    await (on ? switchOn(fault) : switchOff(fault));
    if (!fault.keepsEnvironments) await recycle();
  };

  return {
    list,
    async set(name, on) {
      const fault = findFault(switches, name);
      // One at a time: each deploys on top of what the one before it left.
      const flipped = last.then(() => flip(fault, on));
      last = flipped.catch(() => undefined);
      await flipped;
      return list();
    },
    applyTo(template) {
      const changed = JSON.parse(JSON.stringify(template)) as Template;
      for (const { template: change } of active.keys()) change?.(changed);
      return changed;
    },
  };
};

/** Names the faults that left nothing for this one to change. */
const refusalOf = (error: unknown, { name }: FaultSwitch, on: readonly FaultSwitch[]): unknown => {
  if (!(error instanceof TemplateError) || on.length === 0) return error;
  const others = on.map((one) => one.name).join(', ');
  return new TemplateError(`${name} cannot be on beside ${others}: ${error.message}`, {
    cause: error,
  });
};

/** The switch of a name. Throws `FaultUnknownError`. */
export const findFault = (switches: readonly FaultSwitch[], name: string): FaultSwitch => {
  const found = switches.find((one) => one.name === name);
  if (found) return found;
  throw new FaultUnknownError(
    name,
    switches.map((one) => one.name),
  );
};
