import { randomUUID } from 'node:crypto';
import { correlationIdHeader } from '@hopwise/contracts/correlation-id';
import type { Decision } from '@hopwise/contracts/decision';
import { type HopNumber, hopNumber } from '@hopwise/contracts/hops';
import * as z from 'zod/mini';
import type { StackFact } from '../../catalogue/fact.ts';
import { failureOf } from '../stack/aws-failure.ts';
import { type LiveCheck, nothing } from '../stack/live-check.ts';
import type { LiveContext } from '../stack/live-context.ts';
import { askAgent, turnTimeoutMs } from './agent-turn.ts';

const question = 'Check security status';

/** The event with which web-api ends a turn that broke. */
const brokenTurn = z.looseObject({
  type: z.literal('error'),
  code: z.string(),
  hop: z.optional(hopNumber),
});

/** One real question: what no single check shows, a whole turn does. */
export const wholeTurn: LiveCheck = {
  name: `the whole way of "${question}"`,
  hop: null,
  probe: true,
  timeoutMs: turnTimeoutMs,
  async run(context) {
    const correlationId = randomUUID();
    const { callersSignIn } = context.target;
    const failed = callersSignIn ? undefined : await askApi(context, correlationId);
    // The agent itself says more than web-api tells a browser.
    const asked =
      callersSignIn || failed
        ? await askAgent(context, { inputText: question, correlationId }).catch(unlessKnown(failed))
        : undefined;
    const denied = (await context.read.decisionsOf(correlationId)).find(isDenial);
    if (denied) return [factOf(denied)];
    if (asked) return [{ ...asked, hop: asked.hop ?? 3 }];
    return failed ? [failed] : nothing;
  },
};

/** Whoever may not ask the agent knows from the API that the turn failed, or nothing. */
const unlessKnown =
  (failed: StackFact | undefined) =>
  (error: unknown): undefined => {
    if (!failed) throw error;
  };

const askApi = async (
  { stack, signal }: LiveContext,
  correlationId: string,
): Promise<StackFact | undefined> => {
  const where = `${stack.output('ApiUrl')}/chat`;
  try {
    return await readTurn(where, correlationId, signal);
  } catch (error) {
    return { code: 'TURN_FAILED', hop: null, where, error: failureOf(error).name };
  }
};

const readTurn = async (
  where: string,
  correlationId: string,
  signal: AbortSignal,
): Promise<StackFact | undefined> => {
  const response = await fetch(where, {
    method: 'POST',
    headers: { 'content-type': 'application/json', [correlationIdHeader]: correlationId },
    body: JSON.stringify({ message: question }),
    redirect: 'manual',
    signal,
  });
  const text = await response.text();
  if (!response.ok) return { code: 'API_FAILED', hop: 2, where, status: response.status };
  const broken = [...text.matchAll(/^data: ?(.*)$/gm)]
    .map(([, json = '']) => z.safeParse(brokenTurn, JSON.parse(json)).data)
    .find((event) => event !== undefined);
  if (!broken) return undefined;
  const hop = (broken.hop ?? null) as HopNumber | null;
  return { code: 'TURN_FAILED', where, hop, error: broken.code };
};

const isDenial = ({ effect, hop }: Decision): boolean => effect === 'deny' && hop !== null;

const factOf = ({ hop, resource, action, principal, by, code }: Decision): StackFact => ({
  code: 'CREDENTIAL_DENIED',
  hop: hop as HopNumber,
  where: resource,
  ...{ denial: code ?? 'DENIED', action, principal, by },
});
