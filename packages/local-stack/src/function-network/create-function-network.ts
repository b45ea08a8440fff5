import { setTimeout } from 'node:timers/promises';
import type { SessionStore } from '../access/session-store.ts';
import type { Account } from '../account.ts';
import type { AwsHandler } from '../aws-endpoint/aws-request.ts';
import { ConnectionLostError } from '../aws-endpoint/connection-lost-error.ts';
import type { RequestForms } from '../aws-endpoint/request-form.ts';
import type { HostName } from '../aws-service/service-context.ts';
import type { DecisionRecord, NewDecision } from '../decisions/decision-record.ts';
import type { TurnTraces } from '../decisions/turn-traces.ts';
import { type DeployedStack, modelOf } from '../deployment/deploy-stack.ts';
import { ec2 } from '../ec2/ec2.ts';
import { noWayOut } from '../ec2/way-out.ts';
import type { FunctionNetworks } from '../lambda/environment/closed-origins.ts';
import { lambda } from '../lambda/lambda.ts';
import { networkHosts } from './network-hosts.ts';
import { endpointServiceOf } from './service-hosts.ts';
import { createSilentPorts } from './silent-ports.ts';

/**
 * How long a function waits for a host that it cannot reach, in milliseconds. It is the default limit of Node's `fetch`
 * for a connection. Other clients wait longer on AWS, up to two minutes.
 */
const defaultSilentMs = 10_000;

export type FunctionNetworkOptions = {
  /** The currently deployed stack. */
  readonly stack: () => DeployedStack;
  readonly origins: Readonly<Record<HostName, string>>;
  readonly account: Pick<Account, 'region'>;
  readonly decisions: Pick<DecisionRecord, 'add'>;
  readonly traces: Pick<TurnTraces, 'turnOf'>;
  readonly sessions: Pick<SessionStore, 'turnsOf'>;
  readonly forms: RequestForms;
  /** Default: 10 seconds. */
  readonly silentMs?: number;
};

/** What the functions of a stack can reach. A function without a VPC reaches every host. */
export type FunctionNetwork = FunctionNetworks & {
  /** Puts the networks in front of an AWS service. The session of a caller names its function. */
  before(handler: AwsHandler): AwsHandler;
  close(): Promise<void>;
};

export const createFunctionNetwork = (options: FunctionNetworkOptions): FunctionNetwork => {
  const { stack, sessions, traces, forms, silentMs = defaultSilentMs } = options;

  const blocked = (functionArn: string | undefined, service: string | undefined) => {
    const vpc = modelOf(stack(), lambda).find(({ arn }) => arn === functionArn)?.vpc;
    return vpc && noWayOut(modelOf(stack(), ec2), vpc, service);
  };

  const deny = (call: Omit<NewDecision, 'action' | 'effect' | 'code' | 'ms'>): void =>
    options.decisions.add({
      ...call,
      action: 'Connect',
      effect: 'deny',
      code: 'VPC_NO_WAY_OUT',
      ms: 0,
    });

  const silentPorts = createSilentPorts({
    silentMs,
    onConnection({ arn }, { hop, credential, resource, service }, header) {
      const by = blocked(arn, service);
      if (by === undefined) return;
      const correlationId = traces.turnOf(header) ?? onlyOne(sessions.turnsOf(arn));
      deny({ hop, credential, resource, correlationId, principal: arn, by });
    },
  });

  return {
    async closedOrigins(deployedFunction) {
      const { arn, vpc } = deployedFunction;
      if (vpc === undefined) return { byOrigin: {} };
      const hosts = networkHosts(stack(), options.origins);
      return silentPorts.replace(
        deployedFunction,
        hosts.filter(({ service }) => blocked(arn, service) !== undefined),
      );
    },
    before: (handler) => ({
      ...handler,
      async handle(request) {
        const { session, signal } = request;
        const service = endpointServiceOf(request, handler.signingName);
        const by = blocked(session.sourceArn, service);
        if (by === undefined) return handler.handle(request);
        deny({
          hop: forms.get(handler.signingName)?.hop ?? null,
          credential: 'iam',
          resource: `${service}.${options.account.region}.amazonaws.com`,
          correlationId: session.currentTurn() ?? null,
          principal: session.principalArn,
          by,
        });
        await setTimeout(silentMs, undefined, { signal }).catch(() => undefined);
        throw new ConnectionLostError();
      },
    }),
    close: silentPorts.close,
  };
};

/** A connection without a tracing header belongs to the turn of its function, if there is only one. */
const onlyOne = (turns: readonly string[]): string | null =>
  turns.length === 1 ? (turns[0] ?? null) : null;
