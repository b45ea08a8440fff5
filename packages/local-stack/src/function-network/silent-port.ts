import { createServer, type Socket } from 'node:net';
import { type LoopbackServer, listenOnLoopback } from '../http/loopback-server.ts';

/** Limit of what one connection can send before it is reported. */
const maxHeadBytes = 8_192;
const maxConnections = 256;
const traceHeader = /^x-amzn-trace-id:[ \t]*([^\r\n]{1,256})\r?$/im;

export type SilentPortOptions = {
  /** Called once for each connection, with its tracing header. */
  readonly onConnection: (traceHeader: string | undefined) => void;
  /** How long a connection stays open, in milliseconds. */
  readonly silentMs: number;
};

/**
 * A port that never answers, in place of a host that a function cannot reach. On AWS such a connection also gets no
 * answer, and the client waits until it times out.
 */
export const openSilentPort = (options: SilentPortOptions): Promise<LoopbackServer> => {
  const server = createServer((socket) => holdOpen(socket, options));
  server.maxConnections = maxConnections;
  return listenOnLoopback(server, 0);
};

const holdOpen = (socket: Socket, { onConnection, silentMs }: SilentPortOptions): void => {
  let head = '';
  let isReported = false;
  const report = (): void => {
    if (isReported) return;
    isReported = true;
    onConnection(traceHeader.exec(head)?.[1]);
  };
  const timer = setTimeout(() => socket.destroy(), silentMs);
  socket.on('data', (chunk) => {
    if (isReported) return;
    head += chunk.toString('latin1');
    if (head.includes('\r\n\r\n') || head.length > maxHeadBytes) report();
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    clearTimeout(timer);
    report();
  });
};
