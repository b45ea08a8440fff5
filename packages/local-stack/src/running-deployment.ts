import {
  type AssembleOptions,
  assembleStack,
  type DeployedStack,
} from './deployment/assemble-stack.ts';
import { assembleUpdate } from './deployment/assemble-update.ts';
import { createFaults, type Faults } from './faults/create-faults.ts';
import type { FaultPorts } from './faults/fault-switch.ts';
import { faultSwitches } from './faults/fault-switches.ts';
import type { ServedStack } from './serve-stack.ts';
import type { Template } from './template/template.ts';

type Options = {
  readonly template: Template;
  readonly deployment: AssembleOptions;
  readonly serve: (stack: DeployedStack) => Promise<ServedStack>;
  /** Of what the served stack holds, for its faults. */
  readonly faultPorts: (stack: DeployedStack, served: ServedStack) => FaultPorts;
};

/** A stack that is served, and what can be made of its deployment while it runs. */
export type RunningDeployment = {
  readonly served: ServedStack;
  readonly faults: Faults;
  stack(): DeployedStack;
  /** What is deployed at the moment, with the faults that are on. */
  template(): Template;
  /** Deploys a changed template. Throws `TemplateError` and then changes nothing. */
  update(template: Template): Promise<void>;
};

export const runDeployment = async (options: Options): Promise<RunningDeployment> => {
  let base = options.template;
  let stack = assembleStack(base, options.deployment);
  const served = await options.serve(stack);
  const update = async (template: Template): Promise<void> => {
    const updated = assembleUpdate(faults.applyTo(template), stack, options.deployment);
    await served.update(updated);
    stack = updated;
    base = template;
  };
  const faults = createFaults({
    switches: faultSwitches,
    ports: options.faultPorts(stack, served),
    redeploy: () => update(base),
    recycle: served.recycle,
  });
  return { served, faults, stack: () => stack, template: () => faults.applyTo(base), update };
};
