import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { type Contender, prelude } from './contender.ts';

/** An unsigned POST over a kept connection, whose response is piped as it is. Nothing is decoded. */
export const rawPipe: Contender = ({ agentOrigin }) => {
  const agent = new Agent({ keepAlive: true });
  const body = JSON.stringify({ inputText: 'Check security status', enableTrace: true });
  return async (response) => {
    const outgoing = request(`${agentOrigin}/agents/A/agentAliases/B/sessions/C/text`, {
      agent,
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': body.length },
    });
    outgoing.end(body);
    const [message] = (await once(outgoing, 'response')) as [IncomingMessage];
    response.write(prelude);
    await pipeline(message, response);
  };
};
