import { askChat } from '@hopwise/chat-client/ask-chat';
import { ChatError, type ChatFailure } from '@hopwise/chat-client/chat-failure';
import { isSameFault } from '@hopwise/contracts/codes/symptom-causes';
import { brokenHop, hopViews, type ReportedHop } from '@hopwise/contracts/hop-views';
import { faultSwitches } from '@hopwise/local-stack/faults/fault-switches';
import type { LocalStack } from '@hopwise/local-stack/start-local-stack';
import { withProperty } from '@hopwise/local-stack/testing/change-template';
import { checkRemainsAfterEach } from '@hopwise/local-stack/testing/remains';
import { runStack } from '@hopwise/local-stack/testing/running-stack';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { faultBlames } from '../../testing/fault-blames.ts';

/** Ends a hanging call soon. It is much longer than any other turn, on a busy machine too. */
const proxyTimeoutS = 15;
/** The proxy answers shortly before its timeout. On a busy machine, its answer can be late. */
const killDelayMs = 60_000;
const faultTimeoutMs = 240_000;

let stack: LocalStack;
beforeAll(async () => {
  stack = await runStack({
    killDelayMs,
    changes: [withProperty('BedrockGatewayProxyLambdaFunction', 'Timeout', proxyTimeoutS)],
  });
});
afterAll(() => stack.stop());

type Turn = {
  readonly correlationId: string;
  readonly reports: readonly ReportedHop[];
  readonly failure: ChatFailure | undefined;
};

const ask = async (): Promise<Turn> => {
  const reports: ReportedHop[] = [];
  const question = { apiUrl: stack.endpoints.api, message: 'Check security status' };
  let correlationId = '';
  try {
    for await (const event of askChat({ ...question, signal: new AbortController().signal })) {
      if (event.type === 'turn') correlationId = event.correlationId;
      if (event.type === 'hop') reports.push(event);
    }
    return { correlationId, reports, failure: undefined };
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    return { correlationId, reports, failure: error.failure };
  }
};

/** The hop and every code that a person sees for a turn: in the chat, in `ask`, and in the failing decision. */
const shownFor = async (fault: string) => {
  await stack.faults.set(fault, true);
  try {
    const { correlationId, reports, failure } = await ask();
    const decisions = stack.decisions.ofTurn(correlationId);
    const broken = brokenHop(hopViews({ reports, decisions, failure }));
    const codes = [failure?.code, broken?.code, broken?.failing?.code];
    return { hop: broken?.hop, codes: codes.filter((code) => code !== undefined) };
  } finally {
    await stack.faults.set(fault, false);
  }
};

/** A disabled service breaks no call: the tool answers for the others. */
const breaking = faultSwitches.filter(
  ({ name, outcome }) => outcome === 'breaks' && !name.endsWith('-disabled'),
);

describe('a fault has one code', () => {
  beforeAll(() => ask());
  checkRemainsAfterEach(() => stack);

  it.each(breaking)(
    '$name',
    async ({ name, hop }) => {
      const [, , finding] = faultBlames.find(([fault]) => fault === name) ?? [];
      const shown = await shownFor(name);
      expect(shown.hop).toBe(hop);
      expect(shown.codes).not.toEqual([]);
      const others = shown.codes.filter((code) => !isSameFault(code, finding ?? ''));
      expect({ finding, others }).toEqual({ finding, others: [] });
    },
    faultTimeoutMs,
  );
});
