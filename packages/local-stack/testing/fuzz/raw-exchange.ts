import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** Much longer than any answer: reaching it means that the connection hangs. */
const hangMs = 60_000;

export type RawAnswer = {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
};

/** How long a server can take before the client ends its side. An incomplete request waits for that end. */
const silenceMs = 50;

/**
 * Sends bytes over a new connection, ends its sending side, and reads until the connection closes. Rejects
 * if the connection hangs.
 */
export const exchangeRaw = async (origin: string, bytes: Uint8Array): Promise<Buffer> => {
  const { hostname, port } = new URL(origin);
  const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  // A server can reset the connection after its answer. What was read before counts.
  socket.on('error', () => undefined);
  socket.write(bytes);
  socket.setTimeout(silenceMs, () => socket.end());
  socket.once('data', () => socket.end());
  socket.once('end', () => socket.destroy());
  await endOf(socket);
  return Buffer.concat(chunks);
};

/** Sends bytes over a new connection and reads until the server ends it. Rejects if the server does not. */
export const readUntilEnd = async (origin: string, bytes: Uint8Array): Promise<Buffer> => {
  const { hostname, port } = new URL(origin);
  const socket = connect({ host: hostname, port: Number(port) });
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  // A server can reset the connection before it has read everything.
  socket.on('error', () => undefined);
  socket.write(bytes);
  await endOf(socket);
  return Buffer.concat(chunks);
};

const endOf = async (socket: Socket): Promise<void> => {
  const over = new AbortController();
  const closed = once(socket, 'close').finally(() => over.abort());
  const hung = delay(hangMs, true, { signal: over.signal, ref: false }).catch(() => false);
  if (await Promise.race([closed.then(() => false), hung])) {
    socket.destroy();
    throw new Error('The connection hangs.');
  }
};

/** The first answer in the received bytes. Undefined if the connection closed without one. */
export const firstAnswer = (bytes: Buffer): RawAnswer | undefined => {
  if (bytes.length === 0) return undefined;
  const text = bytes.toString('latin1').replace(/^HTTP\/1\.1 100 Continue\r\n\r\n/, '');
  if (text === '') return undefined;
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const [statusLine = '', ...fields] = head.split('\r\n');
  const status = /^HTTP\/1\.1 (\d{3}) /.exec(statusLine)?.[1];
  if (status === undefined) throw new Error('The answer is not HTTP/1.1.');
  const headers = new Headers(fields.map((field) => splitField(field)));
  const lengthBytes = Number(headers.get('content-length') ?? 0);
  return { status: Number(status), headers, body: rest.join('\r\n\r\n').slice(0, lengthBytes) };
};

const splitField = (field: string): [string, string] => {
  const colon = field.indexOf(':');
  return [field.slice(0, colon), field.slice(colon + 1).trim()];
};
