import type { HostName } from './aws-service/service-context.ts';
import type { ArrivalTimer } from './decisions/time-arrivals.ts';
import { createLateServer, type LateServer } from './http/late-server.ts';
import {
  type Listening,
  type LoopbackServer,
  listenOn,
  loopbackHost,
} from './http/loopback-server.ts';
import type { Relays } from './http/relay.ts';

const hostNames: readonly HostName[] = ['restApi', 'issuer', 'userPoolDomain', 'gateway'];

/** Values by host. The page has a host only if the stack serves a page. */
type ByHost<Value> = Readonly<Record<HostName, Value>> & { readonly webUi?: Value };

/** The hosts of the deployed resources and of the page, each on its own port. */
export type StackHosts = {
  readonly origins: ByHost<string>;
  readonly attach: ByHost<LateServer['attach']>;
  close(): Promise<void>;
};

const anyLoopbackPort: Listening = { host: loopbackHost, port: 0 };

/** Listens on every host, because the deployment of the template needs their addresses. */
export const listenForHosts = async (
  open: { readonly restApi: Listening; readonly webUi: Listening | undefined },
  { relays, onArrival }: { readonly relays: Relays; readonly onArrival: ArrivalTimer },
): Promise<StackHosts> => {
  const opened: LoopbackServer[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(opened.map((server) => server.close()));
  };
  const listen = async (name: HostName | 'webUi', on: Listening) => {
    const rule = { pages: name === 'webUi' ? 'own' : 'machine', host: open.restApi.host } as const;
    const late = createLateServer(rule, (listener) => {
      const relayed = relays.before(name, listener);
      return (request, response) => {
        onArrival(name, request, response);
        relayed(request, response);
      };
    });
    const listening = await listenOn(late.server, on);
    opened.push(listening);
    return { name, origin: listening.origin, attach: late.attach };
  };
  const opening = hostNames.map((name) =>
    listen(name, name === 'restApi' ? open.restApi : anyLoopbackPort),
  );
  if (open.webUi !== undefined) opening.push(listen('webUi', open.webUi));
  try {
    const hosts = await Promise.all(opening);
    const by = <Value>(pick: (host: (typeof hosts)[number]) => Value) =>
      Object.fromEntries(hosts.map((host) => [host.name, pick(host)])) as ByHost<Value>;
    const origins = by(({ origin }) => origin);
    return {
      origins,
      attach: by(({ attach }) => attach),
      close,
    };
  } catch (error) {
    await Promise.allSettled(opening);
    await close();
    throw error;
  }
};
