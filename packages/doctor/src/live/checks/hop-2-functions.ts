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
  readonly method: ApiMethod;
  readonly body?: string;
  /** The status with which the function itself answers. */
  readonly status: number;
};

/** Sends one request through API Gateway to a function, without the agent. */
export const apiProbe: LiveCheck = {
  name: 'a request through API Gateway to a function, without the agent',
  hop: 2,
  probe: true,
  async run({ stack, signal, target }) {
    const { method, body = null, status } = probeOf(stack.topology.methods, target.callersSignIn);
    const { verb, path, apiUrl } = method;
    const where = `${apiUrl}${path}`;
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
    return answer.status === status
      ? nothing
      : [{ code: 'API_FAILED', where, request: `${verb} ${path}`, status: answer.status }];
  },
};

/**
 * Without sign-in: a question without text, which web-api refuses before it calls the agent. With sign-in, API Gateway
 * refuses that question itself. The health check has its own function, and shows that the API answers and invokes it.
 */
const probeOf = (methods: readonly ApiMethod[], callersSignIn: boolean): Probe => {
  const chat = chatMethodOf(methods);
  if (chat && !callersSignIn) return { method: chat, body: '{"message":""}', status: 400 };
  const health = methods.find(({ verb, path }) => verb === 'GET' && path === '/health');
  if (health) return { method: health, status: 200 };
  throw new Error('the API has neither POST /chat nor GET /health');
};
