import type { StackFact } from '../../catalogue/fact.ts';
import { failureOf } from '../stack/aws-failure.ts';
import { type LiveCheck, nothing } from '../stack/live-check.ts';
import { invokeDecision } from '../stack/policies.ts';
import { executionRoleTrust } from './execution-role-trust.ts';

const webApi = 'WebApiLambdaFunction';

/** Checks whether API Gateway can invoke web-api. */
export const apiPermission: LiveCheck = {
  name: 'whether API Gateway can invoke web-api',
  hop: 2,
  async run(context) {
    const { stack } = context;
    const functionName = stack.idOf(webApi);
    const stage = new URL(stack.output('ApiUrl')).pathname.slice(1);
    const caller = {
      service: 'apigateway.amazonaws.com',
      sourceArn: stack.arn('execute-api', `${stack.idOf('ApiGatewayRestApi')}/${stage}/POST/chat`),
    };
    const { effect, by: reason } = await invokeDecision(context, functionName, caller);
    if (effect === 'allow') return nothing;
    return [
      {
        code: 'RESOURCE_POLICY_MISSING',
        where: stack.arn('lambda', `function:${functionName}`),
        functionName,
        service: caller.service,
        source: caller.sourceArn,
        reason,
      },
    ];
  },
};

export const webApiRoleTrust = executionRoleTrust({ hop: 2, title: 'web-api', logicalId: webApi });

type Probe = {
  readonly method: string;
  readonly path: string;
  readonly body?: string;
  /** The status with which the function itself answers. */
  readonly status: number;
};

/** web-api refuses a question without text before it calls the agent. */
const emptyQuestion: Probe = { method: 'POST', path: '/chat', body: '{"message":""}', status: 400 };

/**
 * API Gateway refuses a question without a user's token, so that it does not reach web-api. The health check has its own
 * function. It shows that the API answers and that it can invoke a function.
 */
const health: Probe = { method: 'GET', path: '/health', status: 200 };

/** Sends one request through API Gateway to a function, without the agent. */
export const apiProbe: LiveCheck = {
  name: 'a request through API Gateway to a function, without the agent',
  hop: 2,
  probe: true,
  async run({ stack, signal, target }) {
    const { method, path, body = null, status } = target.callersSignIn ? health : emptyQuestion;
    const where = `${stack.output('ApiUrl')}${path}`;
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(where, { method, headers, body, signal, redirect: 'manual' }).catch(
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
      : [{ code: 'API_FAILED', where, request: `${method} ${path}`, status: answer.status }];
  },
};
