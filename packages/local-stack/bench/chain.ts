/**
 * Asks questions one after the other through all hops, and compares their processor time with a chain of seven servers
 * that check nothing. Its argument is the number of questions. It writes its result as JSON, for the command `bench`.
 */
import { askOnce, securityStatus } from './ask-once.ts';
import { measureBareChain } from './bare-chain.ts';
import { forkStack } from './fork-stack.ts';

const [questions = 40] = process.argv.slice(2).map(Number);
/** The execution environments start, and V8 compiles the most used code. */
const warmUpQuestions = 20;

const stack = await forkStack();

type Asked = { readonly hops: ReadonlySet<number>; readonly cacheMisses: number };

/** The hops that the stream reports as allowed, and the calls of the gateway for which the proxy got a new token. */
const ask = async (): Promise<Asked> => {
  const response = await fetch(`${stack.api}/chat`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ message: securityStatus.message }),
  });
  const events = [...(await response.text()).matchAll(/^data: (.*)$/gm)].map(
    ([, data = '{}']): Record<string, unknown> => JSON.parse(data),
  );
  const allowed = events.filter(({ type, effect }) => type === 'hop' && effect === 'allow');
  return {
    hops: new Set(allowed.map(({ hop }) => Number(hop))),
    cacheMisses: allowed.filter(({ hop, cacheHit }) => hop === 6 && cacheHit !== true).length,
  };
};

let wrong = 0;
for (let count = 0; count < warmUpQuestions; count += 1) {
  if ((await askOnce(stack.api)).outcome !== 'right') wrong += 1;
}
await stack.request('count');
const asked: Asked[] = [];
for (let count = 0; count < questions; count += 1) asked.push(await ask());
const { stackCpuMs, functionsCpuMs } = await stack.request('end');
stack.kill();

const result = {
  questions,
  wrong,
  fewestHops: Math.min(...asked.map(({ hops }) => hops.size)),
  cacheMisses: asked.reduce((sum, { cacheMisses }) => sum + cacheMisses, 0),
  stackCpuMs: stackCpuMs / questions,
  functionsCpuMs: functionsCpuMs / questions,
  bareCpuMs: await measureBareChain(questions * 5),
};
process.stdout.write(`${JSON.stringify(result)}\n`, () => process.exit());
