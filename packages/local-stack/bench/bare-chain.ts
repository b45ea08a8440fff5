/** Seven servers in a row, which each forward a question over a kept connection and check nothing. */
import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

const hops = 7;

/** About as long as the answers of the stack. */
const answer = JSON.stringify({ findings: 'x'.repeat(4_000) });

const agent = new Agent({ keepAlive: true });

const post = async (origin: string, body: string): Promise<string> => {
  const outgoing = request(origin, { agent, method: 'POST' }).end(body);
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
  return text(response);
};

/** Starts a server that forwards to the next one. The last one answers. Returns its origin. */
const startHop = async (next: string | undefined): Promise<string> => {
  const server = createServer(async (incoming, response) => {
    const body = await text(incoming);
    response.end(next === undefined ? answer : await post(next, body));
  });
  server.unref().listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

/** The processor time of a question in this process, in milliseconds. */
export const measureBareChain = async (questions: number): Promise<number> => {
  let origin: string | undefined;
  for (let hop = 0; hop < hops; hop += 1) origin = await startHop(origin);
  const ask = () => post(origin ?? '', JSON.stringify({ message: 'Check security status' }));
  for (let count = 0; count < questions; count += 1) await ask();
  const before = process.cpuUsage();
  for (let count = 0; count < questions; count += 1) await ask();
  const { user, system } = process.cpuUsage(before);
  agent.destroy();
  return (user + system) / 1_000 / questions;
};
