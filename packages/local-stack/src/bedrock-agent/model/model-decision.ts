import type { ModelFailureCode } from '@hopwise/contracts/codes/local-failures';
import type { NewDecision } from '../../decisions/decision-record.ts';
import type { DeployedAgent } from '../deployed-agent.ts';

export type ModelFailure = {
  readonly agent: Pick<DeployedAgent, 'modelArns'>;
  /** Correlation id of the turn. */
  readonly turn: string | undefined;
  readonly code: ModelFailureCode;
  readonly reason: string;
  /** Time of the call in milliseconds. */
  readonly ms: number;
};

/** The decision about a model that returned no usable step. The caller of the agent sees only that its turn failed. */
export const modelDecision = ({ agent, turn, code, reason, ms }: ModelFailure): NewDecision => ({
  hop: 4,
  correlationId: turn ?? null,
  credential: 'none',
  principal: 'bedrock.amazonaws.com',
  action: 'InvokeModel',
  resource: agent.modelArns[0],
  effect: 'deny',
  by: reason,
  code,
  ms,
});
