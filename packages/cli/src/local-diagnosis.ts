import type { DoctorReport } from '@hopwise/contracts/finding';
import type { HopNumber } from '@hopwise/contracts/hops';
import { diagnoseStack } from '@hopwise/doctor/live/diagnose-stack';
import type { LocalStack } from '@hopwise/local-stack/start-local-stack';
import { localTarget } from './local-target.ts';

export type LocalDiagnosis = {
  /** Names the stack that is examined; there is none while it starts. */
  of(stack: LocalStack): void;
  /** Rejects before the stack is there. */
  readonly diagnose: (hop: HopNumber | undefined, signal: AbortSignal) => Promise<DoctorReport>;
};

/** The doctor for the page of a stack of this process. */
export const localDiagnosis = (): LocalDiagnosis => {
  let stack: LocalStack | undefined;
  return {
    of(started) {
      stack = started;
    },
    async diagnose(hop, signal) {
      if (!stack) throw new Error('The local stack is still starting.');
      const { env, state, decisions } = stack;
      const target = localTarget({
        environment: env,
        stage: state.stage,
        decisions: async () => decisions.all(),
      });
      return await diagnoseStack(target, { probe: true, signal, ...(hop && { hop }) });
    },
  };
};
