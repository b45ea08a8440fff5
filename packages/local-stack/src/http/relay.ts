import type { HttpRequest, HttpResponse } from './http1-or-http2.ts';

/** Runs in front of a host's listener. It answers a request, changes it, or passes it on with `next`. */
export type Relay = {
  handle(request: HttpRequest, response: HttpResponse, next: () => void): void;
  /** Ends the requests that the relay still holds. Called when the relay is removed. */
  release?(): void;
};

export type RelayedHost = 'restApi' | 'issuer' | 'userPoolDomain' | 'gateway' | 'webUi' | 'aws';

type Listener<Request, Response> = (request: Request, response: Response) => void;

/** The relays in front of every host of a stack. */
export type Relays = {
  /** Returns a listener that runs a host's relays, newest first, and then the host's own listener. */
  before<Request extends HttpRequest, Response extends HttpResponse>(
    host: RelayedHost,
    listener: Listener<Request, Response>,
  ): Listener<Request, Response>;
  /** Puts a relay in front of a host. Call the returned function to remove it. */
  put(host: RelayedHost, relay: Relay): () => void;
};

export const createRelays = (): Relays => {
  const relays = new Map<RelayedHost, readonly Relay[]>();
  const of = (host: RelayedHost): readonly Relay[] => relays.get(host) ?? [];
  return {
    before: (host, listener) => (request, response) => {
      const pass = ([first, ...rest]: readonly Relay[]): void => {
        if (first) {
          first.handle(request, response, () => pass(rest));
        } else {
          listener(request, response);
        }
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
