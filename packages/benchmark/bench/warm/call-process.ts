/**
 * A process that calls a tool in one way. Its arguments are the contender, the origin of the services, and the file of
 * the proxy's bundle.
 */
import { median } from '../../src/statistics.ts';
import { contenders } from './contenders.ts';

export type Measured = {
  /** The median of the wall-clock times of the calls. */
  readonly callMs: number;
  /** Processor time of a call in this process. */
  readonly cpuMs: number;
};

const [name = '', origin = '', bundle = ''] = process.argv.slice(2);
const call = new Map(Object.entries(contenders)).get(name)?.({ origin, bundle });
if (call === undefined) throw new Error(`No contender ${name} exists.`);

process.on('message', async (calls: number) => {
  const times: number[] = [];
  const before = process.cpuUsage();
  for (let count = 0; count < calls; count += 1) {
    const startedAt = performance.now();
    await call();
    times.push(performance.now() - startedAt);
  }
  const { user, system } = process.cpuUsage(before);
  const measured: Measured = {
    callMs: median(times),
    cpuMs: (user + system) / 1_000 / calls,
  };
  process.send?.(measured);
});
