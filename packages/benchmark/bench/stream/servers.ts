import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { agentFrames } from './agent-stream.ts';

const listen = async (listener: RequestListener) => {
  let connections = 0;
  const server = createServer({ keepAliveTimeout: 60_000 }, listener);
  server.on('connection', () => {
    connections += 1;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    connections: () => connections,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
};

/** How the agent sends an answer: all frames at once, or one frame in each turn of the event loop. */
export type Pace = 'burst' | 'single frames';

/** An agent that gives the same answer to each question. */
export const startAgent = (pace: Pace) =>
  listen((request, response) => {
    request.resume().on('end', async () => {
      response.writeHead(200, { 'content-type': 'application/vnd.amazon.eventstream' });
      for (const frame of agentFrames) {
        response.write(frame);
        if (pace === 'single frames') await new Promise(setImmediate);
      }
      response.end();
    });
  });

/** Receives the streamed responses, like the Runtime API of Lambda. */
export const startRuntimeApi = () =>
  listen((request, response) => {
    request.resume().on('end', () => response.writeHead(202).end());
  });
