import { randomUUID } from 'node:crypto';
import { createAccessControl } from './access/create-access-control.ts';
import { operatorRole } from './access/operator.ts';
import type { Session } from './access/session.ts';
import { createSessionStore } from './access/session-store.ts';
import type { Account } from './account.ts';
import { createAgentCoreGateway } from './agentcore-gateway/create-agentcore-gateway.ts';
import { createApiGateway } from './api-gateway/create-api-gateway.ts';
import { createAwsEndpoint } from './aws-endpoint/aws-endpoint.ts';
import { lateService } from './aws-endpoint/late-service.ts';
import { createBedrockAgentRuntime } from './bedrock-agent/agent-runtime.ts';
import type { AgentModel } from './bedrock-agent/model/agent-model.ts';
import type { Clock } from './clock.ts';
import { type Cognito, type CognitoAdmin, createCognito } from './cognito/create-cognito.ts';
import type { CognitoUser } from './cognito/pool/cognito-user.ts';
import { createCognitoIdp } from './cognito-idp/create-cognito-idp.ts';
import type { DecisionRecord } from './decisions/decision-record.ts';
import { createTokenRequestTurns } from './decisions/token-request-turns.ts';
import { createTurnTraces } from './decisions/turn-traces.ts';
import type { DeployedStack } from './deployment/assemble-stack.ts';
import { listenOnLoopback } from './http/loopback-server.ts';
import type { Relays } from './http/relay.ts';
import type { LambdaInvoker } from './lambda/function/lambda-invoker.ts';
import { createReplaceableLambda, type ReplaceableLambda } from './lambda/replaceable-lambda.ts';
import {
  createSecretsManager,
  type SecretsAdmin,
  type SecretsManager,
} from './secrets-manager/create-secrets-manager.ts';
import {
  createSwitchableSecurityServices,
  type SwitchableSecurityServices,
} from './security-services/switchable-security-services.ts';
import { seedAccount } from './seed/seed-account.ts';
import type { StackHosts } from './stack-hosts.ts';
import { createStackManagement } from './stack-management.ts';
import { createSts } from './sts/create-sts.ts';
import { TemplateError } from './template/template-error.ts';

export type ServeOptions = {
  readonly stackName: string;
  readonly account: Account;
  readonly clock: Clock;
  readonly decisions: DecisionRecord;
  readonly hosts: StackHosts;
  readonly relays: Relays;
  /** Shifts the clock of the issuer against `clock`. */
  readonly issuerClock: { readonly aheadMs: number };
  readonly workDirectory: string;
  /** Takes what ends each part, as soon as the part is there. */
  readonly closings: (() => Promise<unknown>)[];
  readonly model?: AgentModel;
  readonly users?: readonly CognitoUser[];
  readonly onLog?: (line: string, functionName: string) => void;
};

export type ServedStack = {
  readonly awsOrigin: string;
  /** Credentials of a principal that may do what an operator may. */
  readonly operator: Session;
  readonly cognito: CognitoAdmin;
  readonly secrets: SecretsAdmin;
  readonly securityServices: Pick<SwitchableSecurityServices, 'disable'>;
  readonly functionEnvironment: ReplaceableLambda['functionEnvironment'];
  readonly recycle: ReplaceableLambda['recycle'];
  readonly rotationEnded: SecretsManager['rotationEnded'];
  /** Takes over the functions, roles, secrets, APIs and gateways of an updated stack. */
  update(updated: DeployedStack): Promise<void>;
};

/** Puts every service of a deployed stack behind its address. */
export const serveStack = async (
  stack: DeployedStack,
  options: ServeOptions,
): Promise<ServedStack> => {
  const { roles, replaceRoles, operator, ...core } = createCore(stack, options);
  let current = stack;
  const managed = { ...core, ...options, roles, stack: () => current };
  const { cognito, secretsManager, securityServices } = createServices(stack, {
    ...options,
    ...core,
    invoker: { invoke: (invocation) => built(lambda).invoker.invoke(invocation) },
  });
  let lambda: ReplaceableLambda | undefined;
  let agents: ReturnType<typeof createBedrockAgentRuntime> | undefined;
  const endpoint = createAwsEndpoint({
    ...core,
    relays: options.relays,
    services: [
      ...createStackManagement(managed, {
        lambda: lateService('lambda', () => built(lambda).service),
        bedrock: lateService('bedrock', () => built(agents)),
      }),
      secretsManager,
      createCognitoIdp({ ...core, ...stack, admin: cognito.admin }),
      ...securityServices.services,
      createSts(core),
    ],
  });
  const aws = await listenOnLoopback(endpoint.server, 0);
  options.closings.push(aws.close);

  lambda = createReplaceableLambda({
    ...options,
    ...core,
    ...stack,
    baseEnvironment: { AWS_ENDPOINT_URL: aws.origin },
  });
  agents = createBedrockAgentRuntime({ ...options, ...core, ...stack, lambda: lambda.invoker });
  const attachment = { ...core, hosts: options.hosts, lambda, cognito };
  attachHosts(stack, attachment);
  options.closings.push(lambda.stop);
  const { functionEnvironment, recycle, replaceFunctions } = lambda;
  return {
    awsOrigin: aws.origin,
    operator,
    cognito: cognito.admin,
    secrets: secretsManager.admin,
    securityServices,
    functionEnvironment,
    recycle,
    rotationEnded: secretsManager.rotationEnded,
    async update(updated) {
      current = updated;
      replaceRoles(updated);
      secretsManager.update(updated.secrets);
      await replaceFunctions(updated.functions);
      built(agents).update(updated.agents);
      attachHosts(updated, attachment);
    },
  };
};

/** What every service stands on, and the roles that an update replaces. */
const createCore = (stack: DeployedStack, { account, clock, decisions }: ServeOptions) => {
  const role = operatorRole(account);
  const roles = [...stack.roles, role];
  const sessions = createSessionStore(clock);
  const access = createAccessControl({ roles, sessions, decisions, account });
  return {
    ...{ account, clock, decisions, access, traces: createTurnTraces(clock) },
    operator: sessions.issue({ role, sessionName: 'operator', currentTurn: noTurn }),
    roles,
    replaceRoles: (updated: DeployedStack) => {
      roles.splice(0, roles.length, ...updated.roles, role);
    },
  };
};

type ServicesOptions = Omit<Attachment, 'hosts' | 'lambda' | 'cognito'> &
  Pick<ServeOptions, 'issuerClock' | 'users'> & {
    readonly invoker: Pick<LambdaInvoker, 'invoke'>;
  };

const createServices = (stack: DeployedStack, options: ServicesOptions) => {
  const { account, clock, traces } = options;
  const tokenTurns = createTokenRequestTurns(traces, machineClientIds(stack));
  const cognito = createCognito({
    ...options,
    ...stack,
    clock: { now: () => clock.now() + options.issuerClock.aheadMs },
    turnOfTokenRequest: tokenTurns.turnOf,
  });
  const secretsManager = createSecretsManager({
    ...options,
    ...stack,
    onSecretRead: tokenTurns.onSecretRead,
  });
  const seed = seedAccount({ account, nowMs: clock.now() });
  const securityServices = createSwitchableSecurityServices({ ...options, seed });
  return { cognito, secretsManager, securityServices };
};

const noTurn = (): undefined => undefined;

type Attachment = Pick<ServeOptions, 'account' | 'clock' | 'decisions' | 'hosts'> & {
  readonly access: ReturnType<typeof createAccessControl>;
  readonly traces: ReturnType<typeof createTurnTraces>;
  readonly lambda: ReplaceableLambda;
  readonly cognito: Cognito;
};

const attachHosts = (
  stack: DeployedStack,
  { hosts, lambda, cognito, ...core }: Attachment,
): void => {
  const [gateway, ...more] = stack.gateways;
  if (more.length > 0) throw new TemplateError('The local stack serves one AgentCore Gateway.');
  hosts.attach.issuer(cognito.issuerHandler);
  hosts.attach.userPoolDomain(cognito.domainHandler);
  if (gateway) {
    hosts.attach.gateway(createAgentCoreGateway({ ...core, gateway, lambda: lambda.invoker }));
  }
  hosts.attach.restApi(
    createApiGateway({
      ...core,
      restApis: stack.restApis,
      lambda: lambda.invoker,
      authorizeToken: cognito.authorizeToken,
      randomId: randomUUID,
    }),
  );
};

/** Ids of the clients that get tokens by their own credentials. */
export const machineClientIds = ({ userPools }: DeployedStack): readonly string[] =>
  userPools
    .flatMap(({ clients }) => clients)
    .filter(({ allowedFlows }) => allowedFlows.includes('client_credentials'))
    .map(({ clientId }) => clientId);

const built = <Service>(service: Service | undefined): Service => {
  if (service === undefined) throw new Error('The service is not there yet.');
  return service;
};
