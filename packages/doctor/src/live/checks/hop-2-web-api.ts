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

/** Sends one request through API Gateway to web-api, without the agent. */
export const healthProbe: LiveCheck = {
  name: 'GET /health',
  hop: 2,
  probe: true,
  async run({ stack, signal }) {
    const where = `${stack.output('ApiUrl')}/health`;
    const answer = await fetch(where, { signal, redirect: 'manual' }).catch(
      (error: unknown): StackFact => ({
        code: 'API_UNREACHABLE',
        where,
        problem: failureOf(error).name,
      }),
    );
    if ('code' in answer) return [answer];
    await answer.body?.cancel();
    return answer.ok
      ? nothing
      : [{ code: 'API_FAILED', where, request: 'GET /health', status: answer.status }];
  },
};
