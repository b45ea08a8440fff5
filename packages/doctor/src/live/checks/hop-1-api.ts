import { GetMethodCommand, GetResourcesCommand } from '@aws-sdk/client-api-gateway';
import { type LiveCheck, nothing } from '../stack/live-check.ts';

const chatPath = '/chat';

/** Checks whether the chat method requires a token that callers do not send. */
export const chatMethod: LiveCheck = {
  name: 'what POST /chat requires from its caller',
  hop: 1,
  async run({ clients, stack, target, signal }) {
    const restApiId = stack.idOf('ApiGatewayRestApi');
    const abort = { abortSignal: signal };
    const { items } = await clients.apiGateway.send(
      new GetResourcesCommand({ restApiId, limit: 500 }),
      abort,
    );
    const resourceId = items?.find(({ path }) => path === chatPath)?.id;
    const { authorizationType } = await clients.apiGateway.send(
      new GetMethodCommand({ restApiId, resourceId, httpMethod: 'POST' }),
      abort,
    );
    if (target.callersSignIn || authorizationType === 'NONE') return nothing;
    const where = `${stack.output('ApiUrl')}${chatPath}`;
    return [{ code: 'TOKEN_MISSING', where, method: `POST ${chatPath}` }];
  },
};
