import {
  type DeployedStack,
  type DeployStackOptions,
  deployStack,
} from './deployment/deploy-stack.ts';
import { deployUpdate } from './deployment/deploy-update.ts';
import { createFaults, type Faults } from './faults/create-faults.ts';
import type { FaultPorts } from './faults/fault-switch.ts';
import { faultSwitches } from './faults/fault-switches.ts';
import type { ServedStack } from './serve-stack.ts';
import type { Template } from './template/template.ts';

type Options = {
  readonly template: Template;
  readonly deployment: DeployStackOptions;
  readonly serve: (stack: DeployedStack) => Promise<ServedStack>;
  /** Where faults take hold of the served stack. */
  readonly faultPorts: (served: ServedStack) => FaultPorts;
  /** Ends every execution environment. */
  readonly recycle: (served: ServedStack) => Promise<void>;
};

/** A stack that is served, and how its deployment changes while it runs. */
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
  let stack = deployStack(base, options.deployment);
  const served = await options.serve(stack);
  const update = async (template: Template): Promise<void> => {
    const updated = deployUpdate(faults.applyTo(template), stack, options.deployment);
    await served.update(updated);
    stack = updated;
    base = template;
  };
  const faults = createFaults({
    switches: faultSwitches,
    ports: options.faultPorts(served),
    redeploy: () => update(base),
    recycle: () => options.recycle(served),
  });
  return { served, faults, stack: () => stack, template: () => faults.applyTo(base), update };
};
