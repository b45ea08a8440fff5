import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** Runs in its own thread, so it can close connections while the thread of the test does nothing. */
const source = `
const { createServer } = require('node:net');
const { parentPort, workerData } = require('node:worker_threads');
const { answer, closed } = workerData;
const sockets = new Set();
let connections = 0;
const server = createServer((socket) => {
  connections += 1;
  sockets.add(socket);
  socket.on('close', () => sockets.delete(socket)).on('error', () => {});
  socket.on('data', (data) => {
    // The last byte of the body of a call.
    if (data.at(-1) === 125) socket.write(answer);
  });
});
parentPort.on('message', (how) => {
  if (how === 'count') return parentPort.postMessage(connections);
  for (const socket of sockets) socket[how]();
  setTimeout(() => {
    Atomics.store(closed, 0, 1);
    Atomics.notify(closed, 0);
  }, 10);
});
server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
`;

/** Starts a server that gives the same answer to each call, and closes connections during a freeze. */
export const startClosingServer = async (frames: Uint8Array) => {
  const closed = new Int32Array(new SharedArrayBuffer(4));
  const head = [
    'HTTP/1.1 200 OK',
    'content-type: application/vnd.amazon.eventstream',
    `content-length: ${frames.byteLength}`,
  ].join('\r\n');
  const answer = Buffer.concat([Buffer.from(`${head}\r\n\r\n`), frames]);
  const worker = new Worker(source, { eval: true, workerData: { answer, closed } });
  const [port] = await once(worker, 'message');
  return {
    origin: `http://127.0.0.1:${port}`,
    /** Stops this thread until the server has closed all connections. */
    freezeAndClose(how: 'destroySoon' | 'resetAndDestroy') {
      Atomics.store(closed, 0, 0);
      worker.postMessage(how);
      Atomics.wait(closed, 0, 0);
    },
    async connectionCount(): Promise<number> {
      worker.postMessage('count');
      const [connections] = await once(worker, 'message');
      return connections;
    },
    async close() {
      await worker.terminate();
    },
  };
};
