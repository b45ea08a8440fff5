import type { ModelStep, OfferedCall, ToolMessage } from '../model/agent-model.ts';

/** What the planner does about a question. */
export type Plan =
  | Extract<ModelStep, { kind: 'ask' | 'answer' }>
  | {
      readonly kind: 'calls';
      readonly calls: readonly OfferedCall[];
      /** Composes the answer from the results of the calls. */
      answer(results: readonly ToolMessage[]): Omit<Extract<ModelStep, { kind: 'answer' }>, 'kind'>;
    };
