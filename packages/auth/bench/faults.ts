import { mock } from 'node:test';
import { inspect } from 'node:util';
import { json } from '../testing/tokens.ts';
import type { Contender, TokenClient } from './contender.ts';
import { type Endpoint, startEndpoint } from './endpoint.ts';

/** The results of one library for faults F1 to F7 and the leak check, as table cells. */
export type FaultRow = { readonly name: string } & Readonly<Record<FaultId, string>>;
export type FaultId = keyof typeof faults;

type Trial = { readonly endpoint: Endpoint; readonly client: TokenClient };

const succeeds = (promise: Promise<unknown>): Promise<boolean> =>
  promise.then(
    () => true,
    () => false,
  );

const wait = (ms: number): void => mock.timers.setTime(Date.now() + ms);

const outage = json(500, { error: 'server_error' });

const coldBurst = async ({ endpoint, client }: Trial): Promise<string> => {
  await Promise.all(Array.from({ length: 100 }, () => client.token()));
  return String(endpoint.tokenRequests);
};

const recovery = async ({ endpoint, client }: Trial): Promise<string> => {
  endpoint.behaviour = outage;
  await succeeds(client.token());
  endpoint.behaviour = undefined;
  wait(2_000);
  return (await succeeds(client.token())) ? 'yes' : 'no';
};

const outageWhileValid = async ({ endpoint, client }: Trial): Promise<string> => {
  endpoint.lifeSeconds = 120;
  await client.token();
  endpoint.behaviour = outage;
  let served = 0;
  for (let call = 0; call < 10; call += 1) {
    wait(9_000);
    if (await succeeds(client.token())) served += 1;
  }
  return String(served);
};

const parallelRefusals = async ({ endpoint, client }: Trial): Promise<string> => {
  if (client.call === undefined) return '–';
  endpoint.revoked.add(await client.token());
  endpoint.tokenRequests = 0;
  endpoint.discoveryRequests = 0;
  wait(1_000);
  await Promise.all(Array.from({ length: 100 }, client.call));
  const { tokenRequests, discoveryRequests } = endpoint;
  return discoveryRequests === 0
    ? String(tokenRequests)
    : `${tokenRequests}, and ${discoveryRequests} for discovery`;
};

const attemptsInOutage = async ({ endpoint, client }: Trial): Promise<string> => {
  endpoint.behaviour = outage;
  for (let call = 0; call < 100; call += 1) {
    await succeeds(client.token());
    wait(10);
  }
  return String(endpoint.tokenRequests);
};

const hang = async ({ endpoint, client }: Trial): Promise<string> => {
  endpoint.behaviour = 'hang';
  const startedAt = performance.now();
  const never = new Promise<string>((resolve) => setTimeout(resolve, 5_000, 'hangs > 5 s'));
  const ended = client.token().then(
    () => 'an unexpected token',
    () => `error after ${((performance.now() - startedAt) / 1_000).toFixed(1)} s`,
  );
  return Promise.race([never, ended]);
};

const good = { access_token: 'a.b.c', expires_in: 3_600, token_type: 'Bearer' };

/** Responses with status 200 that violate RFC 6749 section 5.1 or RFC 6750 section 2.1. */
const badAnswers: readonly object[] = [
  { expires_in: 3_600, token_type: 'Bearer' },
  { ...good, access_token: null },
  { ...good, access_token: 42 },
  { ...good, access_token: { value: 'a.b.c' } },
  { ...good, access_token: '' },
  { ...good, access_token: 'a.b.c\r\nx-injected: 1' },
  { access_token: 'a.b.c', expires_in: 3_600 },
  { ...good, token_type: 'mac' },
  { ...good, expires_in: -1 },
];

/** Creates a new client for each response, so that no state is left from the previous one. */
const badAnswersAccepted = async (contender: Contender, endpoint: Endpoint): Promise<string> => {
  let accepted = 0;
  for (const answer of badAnswers) {
    endpoint.behaviour = json(200, answer);
    if (await succeeds(contender.create(endpoint).token())) accepted += 1;
  }
  return `${accepted} of ${badAnswers.length}`;
};

const secretLeaks = async ({ endpoint, client }: Trial): Promise<string> => {
  const { clientId, clientSecret } = endpoint.client;
  const canaries = [clientSecret, Buffer.from(`${clientId}:${clientSecret}`).toString('base64')];
  const shows = (value: unknown): boolean => {
    const text = inspect(value, { depth: 12, showHidden: true, maxStringLength: null });
    return canaries.some((canary) => text.includes(canary));
  };
  endpoint.behaviour = json(401, { error: 'invalid_client' });
  const error = await client.token().catch((caught: unknown) => caught);
  const places = [...(shows(error) ? ['error'] : []), ...(shows(client.kept) ? ['client'] : [])];
  return places.join(', ') || 'none';
};

const inTrial =
  (fault: (trial: Trial) => Promise<string>) =>
  (contender: Contender, endpoint: Endpoint): Promise<string> =>
    fault({ endpoint, client: contender.create(endpoint) });

const faults = {
  F1: inTrial(coldBurst),
  F2: inTrial(recovery),
  F3: inTrial(outageWhileValid),
  F4: inTrial(parallelRefusals),
  F5: inTrial(attemptsInOutage),
  F6: inTrial(hang),
  F7: badAnswersAccepted,
  leak: inTrial(secretLeaks),
} as const;

export const faultIds = Object.keys(faults) as readonly FaultId[];

const trial = async (contender: Contender, id: FaultId): Promise<string> => {
  const endpoint = await startEndpoint();
  try {
    return await faults[id](contender, endpoint);
  } finally {
    await endpoint.close();
  }
};

/** Measures all libraries. The wall-clock time is mocked; timeouts are real. */
export const measureFaults = async (contenders: readonly Contender[]): Promise<FaultRow[]> => {
  mock.timers.enable({ apis: ['Date'], now: Date.UTC(2026, 0, 1) });
  try {
    const rows: FaultRow[] = [];
    for (const contender of contenders) {
      const cells: [string, string][] = [];
      for (const id of faultIds) cells.push([id, await trial(contender, id)]);
      rows.push({ name: contender.name, ...Object.fromEntries(cells) } as FaultRow);
    }
    return rows;
  } finally {
    mock.timers.reset();
  }
};
