import { once } from 'node:events';
import type { AddressInfo, Server, Socket } from 'node:net';

/** The only address that the local stack listens on. */
export const loopbackHost = '127.0.0.1';

export type LoopbackServer = {
  /** For instance `http://127.0.0.1:49152`. */
  readonly origin: string;
  readonly port: number;
  /** Stops listening and destroys every open connection. */
  close(): Promise<void>;
};

/** Listens on loopback; port 0 picks a free one. Throws where the port is taken. */
export const listenOnLoopback = async (server: Server, port: number): Promise<LoopbackServer> => {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen(port, loopbackHost);
  await once(server, 'listening');
  const address = server.address() as AddressInfo;
  return {
    origin: `http://${loopbackHost}:${address.port}`,
    port: address.port,
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
};
