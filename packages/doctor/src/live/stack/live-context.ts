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
import { existing } from './aws-failure.ts';
import { functionRequest } from './function-arn.ts';
import type { GatewayClient } from './gateway-clients.ts';
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
  /** A function or one of its versions or aliases, by ARN. */
  functionOf(functionArn: string): Promise<FunctionConfiguration>;
  agent(agentId: string): Promise<Agent>;
  gateway(gatewayId: string): Promise<GetGatewayResponse>;
  tokenProbe(client: GatewayClient): Promise<TokenProbe>;
  /** The recorded decisions of a turn; empty for a stack on AWS. */
  decisionsOf(correlationId: string): Promise<readonly Decision[]>;
  /** The recorded decisions since a time in milliseconds. */
  decisionsSince(timeMs: number): Promise<readonly Decision[]>;
};

type Reading = Pick<LiveContext, 'clients' | 'target'> & {
  readonly signal: () => AbortSignal;
};

export const createLiveReads = (reading: Reading): LiveReads => {
  const { clients, target } = reading;
  const once = createOnce();
  const abort = () => ({ abortSignal: reading.signal() });
  const decisions = async () => (await target.decisions?.()) ?? [];
  const functionOf = (functionArn: string) =>
    once(functionArn, () => {
      const command = new GetFunctionConfigurationCommand(functionRequest(functionArn));
      return existing('function', functionArn, clients.lambda.send(command, abort()));
    });
  return {
    functionOf,
    agent: (agentId) =>
      once(`agent ${agentId}`, async () => {
        const command = new GetAgentCommand({ agentId });
        const { agent } = await existing('agent', agentId, clients.agent.send(command, abort()));
        if (!agent) throw new Error('Bedrock returned no agent');
        return agent;
      }),
    gateway: (gatewayIdentifier) =>
      once(`gateway ${gatewayIdentifier}`, () => {
        const command = new GetGatewayCommand({ gatewayIdentifier });
        return existing(
          'gateway',
          gatewayIdentifier,
          clients.gatewayControl.send(command, abort()),
        );
      }),
    tokenProbe: (client) =>
      once(`token ${client.functionArn} ${client.gatewayId}`, async () =>
        createTokenProbe({
          names: client.variables,
          variables: (await functionOf(client.functionArn)).Environment?.Variables ?? {},
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
