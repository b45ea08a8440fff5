import { once } from 'node:events';
import { createServer } from 'node:net';
import { loopbackHost } from '@hopwise/local-stack/http/loopback-server';

/** Fails early, with what to do, where a port cannot be listened on. */
export const requireFreePort = async (port: number): Promise<void> => {
  const probe = createServer().listen(port, loopbackHost);
  try {
    await once(probe, 'listening');
  } catch (cause) {
    throw new Error(`Port ${port} is not free. Choose another with --port, or leave it out.`, {
      cause,
    });
  }
  probe.close();
  await once(probe, 'close');
};
