import { cureOf } from '@hopwise/chat-client/failure-cures';
import { isLocalFailure } from '@hopwise/contracts/codes/local-failures';
import { entry } from './catalogue-entry.ts';

const searchLogs =
  'Search the logs of web-api and bedrock-gateway-proxy for the correlation id of the turn.';

/** A whole turn fails, although each single check passes. */
export const wholeTurns = {
  CREDENTIAL_DENIED: entry<{
    readonly denial: string;
    readonly action: string;
    readonly principal: string;
    readonly by: string;
  }>({
    severity: 'error',
    hops: [],
    meaning:
      'A turn was denied at a hop, but no single check found the cause. The finding quotes the code of the denial.',
    why: 'The principal that runs the doctor cannot read the configuration that shows the cause.',
    observed: ({ denial, action, principal, by }) =>
      `${principal} was denied ${action} (${denial}): ${by}.`,
    expected: 'A turn without a denial.',
    cure: ({ denial }) => `Grant the missing permission. The denial has the code ${denial}.`,
    generalCure: 'Grant the permission that is missing in the quoted decision.',
    stack: true,
    reproduce:
      'Run `./hopwise faults on invoke-agent-denied`. Then run the doctor with a principal that cannot simulate policies.',
  }),
  TURN_FAILED: entry<{ readonly error: string; readonly by?: string }>({
    severity: 'error',
    hops: [],
    meaning: 'A turn failed, and neither a check nor a recorded decision shows the cause.',
    why: 'A function has a bug, or the cause is in a place that the principal of the doctor cannot read.',
    observed: ({ error, by }) =>
      `A question ends with ${error}${by === undefined ? '.' : `: ${by}`}`,
    expected: 'An answer to the question.',
    cure: ({ error }) => (isLocalFailure(error) && cureOf(error, undefined)) || searchLogs,
    generalCure: searchLogs,
    stack: true,
    reproduce:
      'Run `./hopwise faults on agent-stream-truncated`. Then run the doctor with a principal that cannot invoke the agent.',
  }),
};
