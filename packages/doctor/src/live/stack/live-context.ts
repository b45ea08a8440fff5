import type { Agent } from '@aws-sdk/client-bedrock-agent';
import { GetAgentCommand } from '@aws-sdk/client-bedrock-agent';
import {
  GetGatewayCommand,
  type GetGatewayResponse,
} from '@aws-sdk/client-bedrock-agentcore-control';
import {
  type FunctionConfiguration,
  GetFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import type { Decision } from '@hopwise/contracts/decision';
import type { AwsClients } from './aws-clients.ts';
import type { LiveStack } from './live-stack.ts';
import type { LiveTarget } from './live-target.ts';
import { createTokenProbe, type TokenProbe } from './token-probe.ts';

/** Clients, settings and cached answers that the checks of one diagnosis share. */
export type LiveContext = {
  readonly target: LiveTarget;
  readonly clients: AwsClients;
  readonly stack: LiveStack;
  readonly timeoutMs: number;
  /** Cancels the calls of the current check. */
  readonly signal: AbortSignal;
  /** Reads are cached, because several checks need the same data. */
  readonly read: LiveReads;
};

export type LiveReads = {
  functionOf(logicalId: string): Promise<FunctionConfiguration>;
  agent(): Promise<Agent>;
  gateway(): Promise<GetGatewayResponse>;
  tokenProbe(): Promise<TokenProbe>;
  /** The recorded decisions of a turn; empty for a stack on AWS. */
  decisionsOf(correlationId: string): Promise<readonly Decision[]>;
  /** The recorded decisions since a time in milliseconds. */
  decisionsSince(timeMs: number): Promise<readonly Decision[]>;
};

type Reading = Pick<LiveContext, 'clients' | 'stack' | 'target'> & {
  readonly signal: () => AbortSignal;
};

const proxyFunction = 'BedrockGatewayProxyLambdaFunction';

export const createLiveReads = (reading: Reading): LiveReads => {
  const { clients, stack, target } = reading;
  const once = createOnce();
  const abort = () => ({ abortSignal: reading.signal() });
  const decisions = async () => (await target.decisions?.()) ?? [];
  const functionOf = (logicalId: string) =>
    once(logicalId, () =>
      clients.lambda.send(
        new GetFunctionConfigurationCommand({ FunctionName: stack.idOf(logicalId) }),
        abort(),
      ),
    );
  return {
    functionOf,
    agent: () =>
      once('agent', async () => {
        const command = new GetAgentCommand({ agentId: stack.idOf('SecurityAgent') });
        const { agent } = await clients.agent.send(command, abort());
        if (!agent) throw new Error('Bedrock returned no agent');
        return agent;
      }),
    gateway: () =>
      once('gateway', () => {
        const gatewayIdentifier = stack.idOf('SecurityGateway');
        return clients.gatewayControl.send(new GetGatewayCommand({ gatewayIdentifier }), abort());
      }),
    tokenProbe: () =>
      once('tokenProbe', async () =>
        createTokenProbe({
          variables: (await functionOf(proxyFunction)).Environment?.Variables ?? {},
          secretsManager: clients.secretsManager,
        }),
      ),
    decisionsOf: async (turn) =>
      (await decisions()).filter(({ correlationId }) => correlationId === turn),
    decisionsSince: async (timeMs) =>
      (await decisions()).filter(({ at }) => Date.parse(at) >= timeMs),
  };
};

/** Caches each answer. A failed call is repeated. */
const createOnce = () => {
  const answers = new Map<string, Promise<unknown>>();
  return <Answer>(key: string, ask: () => Promise<Answer>): Promise<Answer> => {
    const known = answers.get(key) as Promise<Answer> | undefined;
    if (known) return known;
    const answer = ask();
    answers.set(key, answer);
    answer.catch(() => answers.delete(key));
    return answer;
  };
};
