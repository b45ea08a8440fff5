import type { LoopbackServer } from '../http/loopback-server.ts';
import type { ClosedOrigins } from '../lambda/environment/closed-origins.ts';
import type { DeployedFunction } from '../lambda/function/deployed-function.ts';
import type { NetworkHost } from './network-hosts.ts';
import { openSilentPort } from './silent-port.ts';

type Caller = Pick<DeployedFunction, 'arn'>;

export type SilentPortsOptions = {
  readonly silentMs: number;
  readonly onConnection: (
    caller: Caller,
    host: NetworkHost,
    traceHeader: string | undefined,
  ) => void;
};

/** One silent port for each function and host, so that a connection shows who calls what. */
export type SilentPorts = {
  /** Opens the missing ports. */
  replace(caller: Caller, hosts: readonly NetworkHost[]): Promise<ClosedOrigins>;
  close(): Promise<void>;
};

export const createSilentPorts = ({ silentMs, onConnection }: SilentPortsOptions): SilentPorts => {
  const ports = new Map<string, Promise<LoopbackServer>>();

  const portFor = (caller: Caller, host: NetworkHost): Promise<LoopbackServer> => {
    const key = `${caller.arn} ${host.origin}`;
    const opened =
      ports.get(key) ??
      openSilentPort({ silentMs, onConnection: (header) => onConnection(caller, host, header) });
    ports.set(key, opened);
    return opened;
  };

  return {
    async replace(caller, hosts) {
      const byOrigin: Record<string, string> = {};
      let internet: string | undefined;
      for (const host of hosts) {
        const { origin } = await portFor(caller, host);
        if (host.origin === undefined) {
          internet = origin;
        } else {
          byOrigin[host.origin] = origin;
        }
      }
      return { byOrigin, ...(internet !== undefined && { internet }) };
    },
    async close() {
      const opened = await Promise.all(ports.values());
      await Promise.all(opened.map((port) => port.close()));
    },
  };
};
