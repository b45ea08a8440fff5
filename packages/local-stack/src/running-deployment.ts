import { checkDeployment } from './deploy-checks/check-deployment.ts';
import {
  type DeployedStack,
  type DeployStackOptions,
  deployStack,
} from './deployment/deploy-stack.ts';
import { deployUpdate } from './deployment/deploy-update.ts';
import { createChangeQueue } from './edits/change-queue.ts';
import { type HiddenChange, hiddenChanges } from './edits/hidden-changes.ts';
import { createTemplateEdits, type TemplateEdits } from './edits/template-edits.ts';
import { createFaults, type Faults } from './faults/create-faults.ts';
import type { FaultPorts } from './faults/fault-switch.ts';
import { faultSwitches } from './faults/fault-switches.ts';
import type { ServedStack } from './serve-stack.ts';
import { copyOf, type Template } from './template/template.ts';

type Options = {
  readonly template: Template;
  readonly deployment: DeployStackOptions;
  readonly serve: (stack: DeployedStack, edits: TemplateEdits) => Promise<ServedStack>;
  /** The parts of the served stack that faults change. */
  readonly faultPorts: (served: ServedStack) => FaultPorts;
  /** Ends every execution environment. */
  readonly recycle: (served: ServedStack) => Promise<void>;
};

/** A running stack and the changes of its deployment. */
export type RunningDeployment = {
  readonly served: ServedStack;
  readonly faults: Faults;
  stack(): DeployedStack;
  /** The template that is deployed now, with the active faults and the edits of API operations. */
  template(): Template;
  /**
   * Deploys a changed template. If it throws `TemplateError`, nothing has changed. Returns the changes that the active
   * faults and the edits of API operations hide.
   * @param artifactDirectory folder of the changed zips; default: the current folder
   */
  update(template: Template, artifactDirectory?: string): Promise<readonly HiddenChange[]>;
};

export const runDeployment = async (options: Options): Promise<RunningDeployment> => {
  let base = options.template;
  let deployment = options.deployment;
  let stack = deployStack(base, deployment);
  checkDeployment(stack);
  const inOrder = createChangeQueue();
  const deploy = async (template: Template, to = deployment): Promise<void> => {
    const updated = deployUpdate(edits.applyTo(faults.applyTo(template)), stack, to);
    await served.update(updated);
    stack = updated;
    base = template;
    deployment = to;
  };
  const redeploy = () => deploy(base);
  const unedited = () => faults.applyTo(base);
  const edits = createTemplateEdits({ inOrder, redeploy, unedited });
  const served = await options.serve(stack, edits);
  const faults = createFaults({
    switches: faultSwitches,
    ports: options.faultPorts(served),
    inOrder,
    redeploy,
    templates: () => ({ unedited: unedited(), edited: edits.template() }),
    recycle: () => options.recycle(served),
  });
  return {
    served,
    faults,
    stack: () => stack,
    template: edits.template,
    update: (updated, artifactDirectory = deployment.artifactDirectory) =>
      inOrder(async () => {
        const before = base;
        const next = { ...deployment, artifactDirectory };
        // Without the faults: each is a state that AWS can get into after a deployment, in any order.
        checkDeployment(deployUpdate(edits.applyTo(copyOf(updated)), stack, next), stack);
        await deploy(updated, next);
        const overlays = [...faults.overlays(), ...edits.overlays()];
        return hiddenChanges({ before, after: updated }, overlays);
      }),
  };
};
