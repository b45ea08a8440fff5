import type { Account } from './account.ts';
import { type AddressTable, createAddressTable } from './addresses.ts';
import { createLateServer, type LateServer } from './http/late-server.ts';
import { type LoopbackServer, listenOnLoopback } from './http/loopback-server.ts';
import type { Relays } from './http/relay.ts';

const hostNames = ['restApi', 'issuer', 'userPoolDomain', 'gateway'] as const;

/** The hosts that AWS has for what the template deploys, each on a port of its own. */
export type StackHosts = {
  readonly addresses: AddressTable;
  readonly origins: Readonly<Record<(typeof hostNames)[number], string>>;
  attach: Readonly<Record<(typeof hostNames)[number], LateServer['attach']>>;
  close(): Promise<void>;
};

/** Listens for every host, so that their addresses are known before the template is deployed. */
export const listenForHosts = async (
  account: Account,
  apiPort: number,
  relays: Relays,
): Promise<StackHosts> => {
  const opened: LoopbackServer[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(opened.map((server) => server.close()));
  };
  const open = async (name: (typeof hostNames)[number]) => {
    const late = createLateServer((listener) => relays.before(name, listener));
    const listening = await listenOnLoopback(late.server, name === 'restApi' ? apiPort : 0);
    opened.push(listening);
    return { name, origin: listening.origin, attach: late.attach };
  };
  const opening = hostNames.map(open);
  try {
    const hosts = await Promise.all(opening);
    const by = <Value>(pick: (host: (typeof hosts)[number]) => Value) =>
      Object.fromEntries(hosts.map((host) => [host.name, pick(host)])) as Record<
        (typeof hostNames)[number],
        Value
      >;
    const origins = by(({ origin }) => origin);
    return {
      origins,
      addresses: createAddressTable(account, origins),
      attach: by(({ attach }) => attach),
      close,
    };
  } catch (error) {
    await Promise.allSettled(opening);
    await close();
    throw error;
  }
};
