import type { StackFact } from '../../catalogue/fact.ts';
import type { ApiMethod } from '../stack/api-methods.ts';
import { failureOf } from '../stack/aws-failure.ts';
import { type LiveCheck, nothing } from '../stack/live-check.ts';
import { chatMethodOf } from './chat-method.ts';
import { executionRoleTrust } from './execution-role-trust.ts';
import { invokePermission } from './invoke-permission.ts';
import { onEach } from './on-each.ts';

const service = 'apigateway.amazonaws.com';

/** Checks whether API Gateway can invoke the functions of its methods. */
export const apiPermission: LiveCheck = {
  name: 'whether API Gateway can invoke the functions of its methods',
  hop: 2,
  run: (context) =>
    onEach(context.stack.topology.methods, ({ functionArn, sourceArn }) =>
      invokePermission(context, functionArn, { service, sourceArn }),
    ),
};

export const apiFunctionRoleTrust = executionRoleTrust({
  hop: 2,
  title: "the API's functions",
  functions: ({ methods }) => methods.map(({ functionArn }) => functionArn),
});

type Probe = {
  readonly verb: string;
  readonly where: string;
  readonly path: string;
  readonly body?: string;
  /** Whether this is an answer of a working API. */
  readonly accepts: (status: number) => boolean;
};

/** Sends one request to the API that does not reach the agent. */
export const apiProbe: LiveCheck = {
  name: 'a request through API Gateway, without the agent',
  hop: 2,
  probe: true,
  run: ({ stack, signal, target }) =>
    onEach(probesOf(stack.topology.methods, target.callersSignIn), async (probe) => {
      const { verb, path, where, body = null, accepts } = probe;
      const headers = { 'content-type': 'application/json' };
      const request = { method: verb, headers, body, signal, redirect: 'manual' } as const;
      const answer = await fetch(where, request).catch(
        (error: unknown): StackFact => ({
          code: 'API_UNREACHABLE',
          where,
          problem: failureOf(error).name,
        }),
      );
      if ('code' in answer) return [answer];
      await answer.body?.cancel();
      return accepts(answer.status)
        ? nothing
        : [{ code: 'API_FAILED', where, request: `${verb} ${path}`, status: answer.status }];
    }),
};

/**
 * Without sign-in: a question without text, which web-api refuses before it calls the agent. With sign-in, API Gateway
 * refuses that question itself. The health check has its own function, and shows that the API answers and invokes it.
 * Another system's functions could act on a request, so only a preflight is sent. API Gateway refuses an unknown one with 403.
 */
const probesOf = (
  methods: readonly ApiMethod[],
  callersSignIn: boolean | undefined,
): readonly Probe[] => {
  const chat = callersSignIn === false ? chatMethodOf(methods) : undefined;
  const health = callersSignIn
    ? methods.find(({ verb, path }) => verb === 'GET' && path === '/health')
    : undefined;
  const known = chat ?? health;
  if (known) {
    const expected = chat ? 400 : 200;
    return [
      {
        ...whereOf(known),
        verb: known.verb,
        ...(chat && { body: '{"message":""}' }),
        accepts: (status) => status === expected,
      },
    ];
  }
  return methods.map((one) => ({
    ...whereOf(one),
    verb: 'OPTIONS',
    accepts: (status) => status < 500,
  }));
};

const whereOf = ({ apiUrl, path }: ApiMethod) => ({ where: `${apiUrl}${path}`, path });
