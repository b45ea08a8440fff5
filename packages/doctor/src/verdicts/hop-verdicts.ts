import { type Chain, chainOf } from '@hopwise/chain/chain';
import type { Finding, HopVerdict } from '@hopwise/contracts/finding';
import { hops } from '@hopwise/contracts/hops';
import { listedNames } from '@hopwise/template/listed-names';
import type { TemplateModel } from '@hopwise/template/template-model';
import { agentCalls, unknownAgentCalls } from './agent-calls.ts';
import { guardedCalls, integrationCalls } from './api-calls.ts';
import { gatewayCalls, targetCalls } from './gateway-calls.ts';
import type { HopCall } from './hop-call.ts';
import { linkCalls } from './link-calls.ts';

const readers: readonly ((chain: Chain) => readonly HopCall[])[] = [
  linkCalls,
  guardedCalls,
  integrationCalls,
  unknownAgentCalls,
  agentCalls,
  gatewayCalls,
  targetCalls,
];

/** Most templates have one or two reasons per hop. */
const maxReasons = 20;

/** What a template shows about each hop. A hop with an error is broken, and a hop is ok only if all its calls are decided. */
export const hopVerdicts = (model: TemplateModel, findings: readonly Finding[]): HopVerdict[] => {
  const calls = Map.groupBy(
    readers.flatMap((read) => read(chainOf(model))),
    ({ hop }) => hop,
  );
  const broken = new Set(
    findings.filter(({ severity }) => severity === 'error').map(({ hop }) => hop),
  );
  return hops.map(({ hop }) => {
    const found = calls.get(hop) ?? [];
    const shown = {
      hop,
      resources: listedNames([...new Set(found.map(({ call }) => callerIn(call)))]),
    };
    if (broken.has(hop)) return { ...shown, verdict: 'broken', undecided: [] };
    if (found.length === 0) return { ...shown, verdict: 'absent', undecided: [] };
    const undecided = undecidedIn(found);
    return { ...shown, verdict: undecided.length === 0 ? 'ok' : 'undecidable', undecided };
  });
};

/** Each reason, with the calls that it concerns. */
const undecidedIn = (calls: readonly HopCall[]): HopVerdict['undecided'] =>
  [
    ...Map.groupBy(
      calls.flatMap(({ call, reasons }) => reasons.map((reason) => ({ call, reason }))),
      ({ reason }) => reason,
    ),
  ]
    .slice(0, maxReasons)
    .map(([reason, found]) => ({ calls: namesOf(found), reason }));

const namesOf = (calls: readonly Pick<HopCall, 'call'>[]): string =>
  listedNames([...new Set(calls.map(({ call }) => call))]);

const callerIn = (call: string): string => call.split(' → ')[0] ?? call;
