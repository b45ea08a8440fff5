import type { DoctorReport } from '@hopwise/contracts/finding';
import type { HopNumber } from '@hopwise/contracts/hops';
import type { LocalStack } from '@hopwise/local-stack/start-local-stack';
import { localTarget } from './local-target.ts';

export type LocalDiagnosis = {
  /** The page can ask before the stack has started. */
  setStack(stack: LocalStack): void;
  /** Rejects while the stack is starting. */
  readonly diagnose: (hop: HopNumber | undefined, signal: AbortSignal) => Promise<DoctorReport>;
};

/** The doctor behind the page of a stack in this process. It loads when the page first asks. */
export const localDiagnosis = (): LocalDiagnosis => {
  let stack: LocalStack | undefined;
  return {
    setStack(started) {
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
      const { diagnoseStack } = await import('@hopwise/doctor/live/diagnose-stack');
      return await diagnoseStack(target, { probe: true, signal, ...(hop && { hop }) });
    },
  };
};
