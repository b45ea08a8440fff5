import { describeMachine } from '@hopwise/benchmark/machine';
import {
  figure,
  type Goal,
  isMissed,
  printGoals,
  printHeading,
  printNote,
  printTable,
} from '@hopwise/benchmark/report';
import { runRounds, type Timing } from '@hopwise/benchmark/rounds';
import { type AsyncResources, countAsyncResources } from './async-resources.ts';
import { measureCachedGet } from './cached-get.ts';
import { contenders } from './contenders/all.ts';
import { type Endpoint, startEndpoint } from './endpoint.ts';
import { faultIds, measureFaults } from './faults.ts';
import { freezeCycles, measureFreezes } from './freezes.ts';
import { coreHandlers, peerHandlers } from './handlers.ts';
import { measureHerd, measureHerdShare } from './herd.ts';
import { measureRenewalTails } from './renewal-tail.ts';
import { measureSizes } from './sizes.ts';
import { countPerMillion, countPerSpan } from './token-requests.ts';

const rounds = 21;

const ratioOf = (timings: readonly Timing[], name: string): number =>
  timings.find((timing) => timing.name.includes(name))?.ratio ?? Number.NaN;

const printTimings = (timings: readonly Timing[]): void =>
  printTable(
    ['', 'ns', '×'],
    timings.map(({ name, ns, ratio }) => [name, ns.toFixed(0), ratio.toFixed(2)]),
  );

const added = (resources: readonly AsyncResources[], kind: 'promises' | 'timers'): number => {
  const of = (name: string) => resources.find((each) => each.name.includes(name))?.[kind];
  return (of('hopwise') ?? Number.NaN) - (of('plain Middy') ?? Number.NaN);
};

const warmInvocation = async (endpoint: Endpoint): Promise<Goal[]> => {
  printHeading('A warm invocation');
  const variants = [...coreHandlers(endpoint), ...peerHandlers(contenders, endpoint)];
  const timings = await runRounds(variants, { rounds: 2 * rounds, calls: 1_000 });
  printTimings(timings);
  const resources: AsyncResources[] = [];
  for (const variant of variants) resources.push(await countAsyncResources(variant));
  printTable(
    ['asynchronous resources of one invocation', 'promises', 'timers'],
    resources.map(({ name, promises, timers }) => [name, String(promises), String(timers)]),
  );
  return [
    { id: 'P5', name: 'hit, × plain Middy', value: ratioOf(timings, 'hopwise'), goal: 1.2 },
    { id: 'P5', name: 'promises added by a hit', value: added(resources, 'promises'), goal: 0 },
    { id: 'P5', name: 'timers added by a hit', value: added(resources, 'timers'), goal: 0 },
  ];
};

const cachedGet = async (): Promise<Goal[]> => {
  printHeading('The cache without Middy');
  const timings = await measureCachedGet();
  printTimings(timings);
  const get = ratioOf(timings, 'get');
  const peek = ratioOf(timings, 'peek');
  return [
    { id: 'P6', name: '`get`, × awaiting nothing', value: get, goal: 2 },
    { id: 'P6', name: '`peek`, × awaiting nothing', value: peek, goal: 1, heldTo: 1.5 },
  ];
};

const tokenRequests = async (endpoint: Endpoint): Promise<Goal[]> => {
  printHeading('Token requests');
  const million = await countPerMillion(endpoint);
  const rows: string[][] = [];
  for (const contender of contenders) {
    const span = await countPerSpan(contender);
    rows.push([span.name, String(span.tokenRequests), String(span.expiredServed)]);
  }
  printTable(
    ['10,000 s, tokens of 1 h, 1,000 invocations', 'token requests', 'expired tokens'],
    rows,
  );
  return [
    { id: 'P7', name: 'token requests per million', value: million.tokenRequests, goal: 5 },
    { id: 'P7', name: 'secret reads per million', value: million.secretReads, goal: 1 },
    { id: 'P7', name: 'expired tokens per million', value: million.expiredServed, goal: 0 },
  ];
};

const renewal = async (): Promise<Goal[]> => {
  printHeading('Fifty concurrent callers at renewal, with an issuer delay of 50 ms');
  const tails = await measureRenewalTails(contenders, rounds);
  printTable(
    ['', 'p99 ms', 'times better than blocking'],
    tails.map(({ name, p99Ms, blockingRatio }) => [name, figure(p99Ms), figure(blockingRatio)]),
  );
  const ratio = tails.find(({ name }) => name.includes('hopwise'))?.blockingRatio ?? 0;
  return [{ id: 'P8', name: 'blocking p99 / ours', value: ratio, goal: 500, isAtLeast: true }];
};

const herd = async (endpoint: Endpoint): Promise<Goal[]> => {
  printHeading('Environments started in one second');
  const peaks: number[] = [];
  for (const seed of [1, 2, 3]) peaks.push(await measureHerd(endpoint, seed));
  printNote(`Peak requests per second of 1,000 environments, three seeds: ${peaks.join(', ')}.`);
  const rows: string[][] = [];
  for (const contender of contenders) {
    if (contender.renewsAfterSeconds === undefined) {
      const behaviour = contender.caches ? 'never renews' : 'requests a token at every call';
      rows.push([contender.name, behaviour]);
    } else {
      const share = await measureHerdShare(contender);
      rows.push([contender.name, `${(100 * share).toFixed(0)} %`]);
    }
  }
  printTable(['', 'share of 100 environments that request a token in the same ten seconds'], rows);
  return [{ id: 'P9', name: 'peak requests a second', value: Math.max(...peaks), goal: 15 }];
};

const sizes = async (): Promise<Goal[]> => {
  printHeading('Size');
  const measured = await measureSizes();
  printTable(
    ['', 'minified bytes', 'gzip'],
    measured.map(({ name, bytes, gzipBytes }) => [name, String(bytes), String(gzipBytes)]),
  );
  const [core, whole] = measured.map(({ bytes }) => bytes);
  return [
    { id: 'size', name: 'core, bytes', value: core ?? Number.NaN, goal: 6_000, heldTo: 8_700 },
    {
      id: 'size',
      name: 'with middleware',
      value: whole ?? Number.NaN,
      goal: 12_000,
      heldTo: 19_000,
    },
  ];
};

const freezes = async (): Promise<Goal[]> => {
  printHeading(`Failed requests of ${freezeCycles} freezes`);
  const rows = await measureFreezes();
  printTable(
    ['open connections after each freeze', 'are reset', 'get no answer'],
    rows.map(({ name, reset, blackHoled }) => [name, String(reset), String(blackHoled)]),
  );
  const [ours] = rows;
  return [
    { id: 'R13', name: 'failures, reset', value: ours?.reset ?? Number.NaN, goal: 0 },
    { id: 'R13', name: 'failures, no answer', value: ours?.blackHoled ?? Number.NaN, goal: 0 },
  ];
};

const faults = async (): Promise<void> => {
  printHeading('Faults');
  const rows = await measureFaults(contenders);
  printTable(
    ['', ...faultIds],
    rows.map((row) => [row.name, ...faultIds.map((id) => row[id])]),
  );
};

printNote(describeMachine());
const endpoint = await startEndpoint();
const goals = [
  ...(await warmInvocation(endpoint)),
  ...(await cachedGet()),
  ...(await tokenRequests(endpoint)),
  ...(await renewal()),
  ...(await herd(endpoint)),
  ...(await freezes()),
  ...(await sizes()),
];
await faults();
printHeading('Goals');
printGoals(goals);
// Peers leave sockets and timers open.
process.exit(goals.some(isMissed) ? 1 : 0);
