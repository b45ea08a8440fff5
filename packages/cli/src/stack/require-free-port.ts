import { once } from 'node:events';
import { createServer } from 'node:net';
import { loopbackHost } from '@hopwise/local-stack/http/loopback-server';

/** Fails before the long start if the port is in use. */
export const requireFreePort = async (port: number): Promise<void> => {
  const probe = createServer().listen(port, loopbackHost);
  try {
    await once(probe, 'listening');
  } catch (cause) {
    throw new Error(
      `Port ${port} is not free. Choose another port, or leave out the option to use a free port.`,
      {
        cause,
      },
    );
  }
  probe.close();
  await once(probe, 'close');
};
