import { afterEach, beforeEach } from '@jest/globals';
import { type GatewayBench, rpc, type Sent, send, startGateway } from './gateway-fixture.ts';

/** Creates a gateway and a token before each test of the calling file. */
export const useGateway = () => {
  let running: GatewayBench;
  let issued: string;

  const start = async (...settings: Parameters<typeof startGateway>): Promise<void> => {
    running = await startGateway(...settings);
    issued = await running.issuer.token();
  };

  const post = (body: unknown, sent: Sent = {}) =>
    send(running.url, { token: issued, body, ...sent });

  beforeEach(() => start());
  afterEach(() => running.close());
  return {
    bench: (): GatewayBench => running,
    token: (): string => issued,
    /** Replaces the gateway. */
    async restart(...settings: Parameters<typeof startGateway>): Promise<void> {
      await running.close();
      await start(...settings);
    },
    post,
    call: (values: unknown = { severity: 'HIGH' }, name = 'security___list_findings') =>
      post(rpc('tools/call', { name, arguments: values }), {
        headers: { 'x-amzn-trace-id': running.traces.headerOf('turn-0001') },
      }),
  };
};
