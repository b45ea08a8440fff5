import { isDeepStrictEqual } from 'node:util';
import type { FaultState } from '@hopwise/contracts/faults';
import type { ChangeQueue } from '../edits/change-queue.ts';
import type { Overlay } from '../edits/hidden-changes.ts';
import { copyOf, type Template } from '../template/template.ts';
import { TemplateError } from '../template/template-error.ts';
import type { FaultPorts, FaultSwitch, Undo } from './fault-switch.ts';
import { didYouMean } from './nearest-names.ts';

/** No fault has this name. */
export class FaultUnknownError extends Error {
  override readonly name = 'FaultUnknownError';

  /** The unknown name. */
  readonly asked: string;

  constructor(asked: string, known: readonly string[]) {
    super(`There is no fault ${asked}.${didYouMean(asked, known)} \`hopwise faults\` lists all.`);
    this.asked = asked;
  }
}

/** The change of a fault would have no effect, because an API operation has changed the same properties. */
class FaultHiddenError extends TemplateError {
  constructor(name: string) {
    super(
      `${name} would have no effect: a change by an API operation hides it. Stop the local stack to discard such changes.`,
    );
  }
}

/** The fault switches of one running stack. */
export type Faults = {
  /** Lists every fault in the order of the hops, with its state. */
  list(): readonly FaultState[];
  /**
   * Switches a fault on or off. Resolves when the stack has reached that state. Rejects with
   * `FaultUnknownError`, or with `TemplateError` when the fault cannot be combined with those that are on, or when an
   * edit hides it.
   */
  set(name: string, on: boolean): Promise<readonly FaultState[]>;
  /** Returns a copy of a template with the changes of every fault that is on. */
  applyTo(template: Template): Template;
  /** The changes of every fault that is on. */
  overlays(): readonly Overlay[];
};

type Templates = { readonly unedited: Template; readonly edited: Template };

type Options = {
  readonly switches: readonly FaultSwitch[];
  readonly ports: FaultPorts;
  readonly inOrder: ChangeQueue;
  /** Deploys the stack's template again, through `applyTo`. Changes nothing when it rejects. */
  readonly redeploy: () => Promise<void>;
  /** The template with the active faults, before and after the edits of API operations. */
  readonly templates: () => Templates;
  /** Ends every execution environment. */
  readonly recycle: () => Promise<void>;
};

export const createFaults = (options: Options): Faults => {
  const { switches, ports, inOrder, redeploy, templates, recycle } = options;
  const active = new Map<FaultSwitch, Undo | undefined>();

  const list = (): readonly FaultState[] =>
    switches.map((one) => {
      const { name, hop, seen, outcome } = one;
      return { name, hop, seen, outcome, on: active.has(one) };
    });

  const switchOn = async (fault: FaultSwitch): Promise<void> => {
    const before = templates();
    active.set(fault, undefined);
    try {
      if (isHidden(before, templates())) throw new FaultHiddenError(fault.name);
      if (fault.template) await redeploy();
      active.set(fault, fault.begin?.(ports));
    } catch (error) {
      active.delete(fault);
      throw combinationError(error, fault, [...active.keys()]);
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
      await inOrder(() => flip(fault, on));
      return list();
    },
    overlays: () =>
      [...active.keys()].flatMap(({ name, template: change }) =>
        change ? [{ by: { fault: name }, change }] : [],
      ),
    applyTo(template) {
      const changed = copyOf(template);
      for (const { template: change } of active.keys()) change?.(changed);
      return changed;
    },
  };
};

/** Whether a fault changes the template, but the edits set the same properties again. */
const isHidden = (before: Templates, after: Templates): boolean =>
  !isDeepStrictEqual(before.unedited, after.unedited) &&
  isDeepStrictEqual(before.edited, after.edited);

/** Wraps the error of a change that failed while other faults were on, and names those faults. */
const combinationError = (
  error: unknown,
  { name }: FaultSwitch,
  on: readonly FaultSwitch[],
): unknown => {
  if (!(error instanceof TemplateError) || error instanceof FaultHiddenError) return error;
  if (on.length === 0) return error;
  const others = on.map((one) => one.name).join(', ');
  return new TemplateError(`${name} cannot be combined with ${others}: ${error.message}`, {
    cause: error,
  });
};

/** Finds a fault switch by name. Throws `FaultUnknownError`. */
export const findFault = (switches: readonly FaultSwitch[], name: string): FaultSwitch => {
  const found = switches.find((one) => one.name === name);
  if (found) return found;
  throw new FaultUnknownError(
    name,
    switches.map((one) => one.name),
  );
};
