import type { HttpRequest, HttpResponse } from './http1-or-http2.ts';

/** Stands before what a host serves: answers a request itself, changes it, or lets it through by `next`. */
export type Relay = {
  handle(request: HttpRequest, response: HttpResponse, next: () => void): void;
  /** Lets go of what is held up; called when the relay is taken away. */
  release?(): void;
};

export type RelayedHost = 'restApi' | 'issuer' | 'userPoolDomain' | 'gateway' | 'webUi' | 'aws';

type Listener<Request, Response> = (request: Request, response: Response) => void;

/** The relays of every host of a stack. */
export type Relays = {
  /** What a host listens with: its relays, the newest first, then its own listener. */
  before<Request extends HttpRequest, Response extends HttpResponse>(
    host: RelayedHost,
    listener: Listener<Request, Response>,
  ): Listener<Request, Response>;
  /** Puts a relay before a host; what is returned takes it away again. */
  put(host: RelayedHost, relay: Relay): () => void;
};

export const createRelays = (): Relays => {
  const relays = new Map<RelayedHost, readonly Relay[]>();
  const of = (host: RelayedHost): readonly Relay[] => relays.get(host) ?? [];
  return {
    before: (host, listener) => (request, response) => {
      const pass = ([first, ...rest]: readonly Relay[]): void => {
        if (first) first.handle(request, response, () => pass(rest));
        else listener(request, response);
      };
      pass(of(host));
    },
    put(host, relay) {
      relays.set(host, [relay, ...of(host)]);
      return () => {
        relays.set(
          host,
          of(host).filter((one) => one !== relay),
        );
        relay.release?.();
      };
    },
  };
};
