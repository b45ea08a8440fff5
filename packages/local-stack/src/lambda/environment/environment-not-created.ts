import type { ArtifactFailureCode } from '@hopwise/contracts/codes/local-failures';
import type { NewDecision } from '../../decisions/decision-record.ts';
import { ArtifactError } from '../artifact/artifact-error.ts';
import type { ColdStart } from './cold-start.ts';

export type EnvironmentFailure = Pick<ColdStart, 'turn' | 'hop'> & {
  readonly functionArn: string;
  readonly cause: unknown;
};

/** The cure of a bad zip is another zip. Every other failure concerns the folder for temporary files. */
const codeOf = (cause: unknown): ArtifactFailureCode =>
  cause instanceof ArtifactError && cause.code !== 'ARTIFACT_NOT_WRITTEN'
    ? 'ARTIFACT_UNUSABLE'
    : 'ARTIFACT_NOT_WRITTEN';

export const reasonOf = (cause: unknown): string =>
  cause instanceof Error ? cause.message : String(cause);

/** The decision about an execution environment whose files could not be created. The caller sees only that Lambda failed. */
export const environmentNotCreated = ({
  turn,
  hop,
  functionArn,
  cause,
}: EnvironmentFailure): NewDecision => ({
  hop,
  correlationId: turn ?? null,
  credential: 'none',
  principal: 'lambda.amazonaws.com',
  action: 'CreateExecutionEnvironment',
  resource: functionArn,
  effect: 'deny',
  by: reasonOf(cause),
  code: codeOf(cause),
  ms: 0,
});
