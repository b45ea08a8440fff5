import { once } from 'node:events';
import { type AddressInfo, isIPv6, type Server, type Socket } from 'node:net';

/** The address that the local stack listens on, unless its API and page are given another. */
export const loopbackHost = '127.0.0.1';

export type LoopbackServer = {
  /** For instance `http://127.0.0.1:49152`. */
  readonly origin: string;
  readonly port: number;
  /** Stops listening and destroys every open connection. */
  close(): Promise<void>;
};

/** Listens on loopback; port 0 picks a free one. Throws where the port is taken. */
export const listenOnLoopback = (server: Server, port: number): Promise<LoopbackServer> =>
  listenOn(server, { host: loopbackHost, port });

export type Listening = { readonly host: string; readonly port: number };

/** Listens on one address of this machine. Throws where the port is taken, or the address is not its own. */
export const listenOn = async (
  server: Server,
  { host, port }: Listening,
): Promise<LoopbackServer> => {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address() as AddressInfo;
  return {
    origin: `http://${isIPv6(host) ? `[${host}]` : host}:${address.port}`,
    port: address.port,
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
};
