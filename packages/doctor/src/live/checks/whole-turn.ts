import { randomUUID } from 'node:crypto';
import { askChat } from '@hopwise/chat-client/ask-chat';
import { ChatError, type ChatFailure } from '@hopwise/chat-client/chat-failure';
import type { HopNumber } from '@hopwise/contracts/hops';
import type { StackFact } from '../../catalogue/fact.ts';
import type { ApiMethod } from '../stack/api-methods.ts';
import { failureOf } from '../stack/aws-failure.ts';
import { type LiveCheck, NothingToCheckError, nothing } from '../stack/live-check.ts';
import type { LiveContext } from '../stack/live-context.ts';
import { askAgent, turnTimeoutMs } from './agent-turn.ts';
import { chatMethodOf } from './chat-method.ts';
import { factOfDecision, isDenial } from './fact-of-decision.ts';

const question = 'Check security status';

/** Asks one real question, which shows failures that no single check finds. */
export const wholeTurn: LiveCheck = {
  name: `a whole turn with "${question}"`,
  hop: null,
  probe: true,
  timeoutMs: turnTimeoutMs,
  async run(context) {
    const { methods, aliases } = context.stack.topology;
    const chat = context.target.callersSignIn === false ? chatMethodOf(methods) : undefined;
    if (aliases.length === 0) throw new NothingToCheckError();
    const asked: AskedTurn = chat ? await askApi(chat, context) : {};
    const apiFact = asked.fact;
    const correlationId = asked.correlationId ?? randomUUID();
    // The agent's own error contains more than web-api shows to a browser.
    const [alias] = aliases;
    const agentFact =
      alias && (!chat || apiFact)
        ? await askAgent(context, { alias, inputText: question, correlationId }).catch((error) => {
            // A doctor that cannot invoke the agent reports the failure from the API.
            if (!apiFact) throw error;
          })
        : undefined;
    const denied = (await context.read.decisionsOf(correlationId)).find(isDenial);
    if (denied) return [factOfDecision(denied)];
    if (agentFact) return [{ ...agentFact, hop: agentFact.hop ?? 3 }];
    return apiFact ? [apiFact] : nothing;
  },
};

type AskedTurn = {
  /** The one that the API chose. Absent without a response. */
  readonly correlationId?: string;
  /** Absent if the turn succeeded. */
  readonly fact?: StackFact;
};

const askApi = async ({ apiUrl }: ApiMethod, { signal }: LiveContext): Promise<AskedTurn> => {
  let turn: Pick<AskedTurn, 'correlationId'> = {};
  try {
    for await (const event of askChat({ apiUrl, message: question, signal })) {
      if (event.type === 'turn') turn = { correlationId: event.correlationId };
    }
    return turn;
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    const where = `${apiUrl}/chat`;
    const fact: StackFact = signal.aborted
      ? { code: 'TURN_FAILED', where, hop: null, error: failureOf(signal.reason).name }
      : factOfFailure(error.failure, where);
    return { ...turn, fact };
  }
};

const factOfFailure = ({ code, hop, status }: ChatFailure, where: string): StackFact =>
  status === undefined
    ? { code: 'TURN_FAILED', where, hop: (hop ?? null) as HopNumber | null, error: code }
    : { code: 'API_FAILED', where, hop: 2, request: 'POST /chat', status };
