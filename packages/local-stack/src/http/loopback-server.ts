import { once } from 'node:events';
import { type AddressInfo, isIPv6, type Server, type Socket } from 'node:net';

/** The address that the local stack listens on by default. */
export const loopbackHost = '127.0.0.1';

export type LoopbackServer = {
  /** For instance `http://127.0.0.1:49152`. */
  readonly origin: string;
  readonly port: number;
  /** Stops listening and destroys every open connection. */
  close(): Promise<void>;
};

/** Listens on loopback. Port 0 picks a free port. Throws when the port is in use. */
export const listenOnLoopback = (server: Server, port: number): Promise<LoopbackServer> =>
  listenOn(server, { host: loopbackHost, port });

export type Listening = { readonly host: string; readonly port: number };

/**
 * Listens on an address of this machine. Throws when the port is in use or the machine lacks the address.
 */
export const listenOn = async (
  server: Server,
  { host, port }: Listening,
): Promise<LoopbackServer> => {
  const close = closing(server);
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address() as AddressInfo;
  return {
    origin: `http://${isIPv6(host) ? `[${host}]` : host}:${address.port}`,
    port: address.port,
    close,
  };
};

/**
 * Listens on a Unix socket, or on a named pipe of Windows. Returns a function that stops listening and destroys every
 * open connection.
 */
export const listenOnPath = async (server: Server, path: string): Promise<() => Promise<void>> => {
  const close = closing(server);
  server.listen(path);
  await once(server, 'listening');
  return close;
};

const closing = (server: Server): (() => Promise<void>) => {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return async () => {
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };
};
