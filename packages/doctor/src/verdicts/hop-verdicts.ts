import { type Chain, chainOf } from '@hopwise/chain/chain';
import type { Finding, HopVerdict } from '@hopwise/contracts/finding';
import { type HopNumber, hops } from '@hopwise/contracts/hops';
import { listedNames } from '@hopwise/template/listed-names';
import type { TemplateModel } from '@hopwise/template/template-model';
import { agentCalls, unknownAgentCalls } from './agent-calls.ts';
import { guardedCalls, integrationCalls } from './api-calls.ts';
import { gatewayCalls, targetCalls } from './gateway-calls.ts';
import { hiddenCalls } from './hidden-calls.ts';
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
  hiddenCalls,
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
      resources: namesOf(found),
    };
    if (broken.has(hop)) return { ...shown, verdict: 'broken', undecided: [] };
    const part = found.length === 0 ? partOf(hop, findings) : found;
    if (part.length === 0) return { ...shown, verdict: 'absent', undecided: [] };
    const undecided = undecidedIn(part);
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

/** A call names its resources, so a list with the call does not repeat them. */
const namesOf = (calls: readonly Pick<HopCall, 'call'>[]): string => {
  const names = new Set(calls.map(({ call }) => call));
  const named = new Set(
    [...names].map(partsOf).flatMap((parts) => (parts.length > 1 ? parts : [])),
  );
  return listedNames([...names].filter((one) => !named.has(one)));
};

const partsOf = (call: string): readonly string[] => call.split(' → ');

/** Codes whose hop follows from the name of an action or of a service. Their findings show no part of a chain. */
const ofNames: readonly string[] = [
  'WILDCARD_ACTION',
  'WILDCARD_RESOURCE',
  'ACTION_UNKNOWN',
  'ACTION_RESOURCE_MISMATCH',
  'SOURCE_CONDITION_MISSING',
  'AGENT_NOT_PREPARED',
];

/** What the findings of a hop show of it, if the template shows no call. */
const partOf = (hop: HopNumber, findings: readonly Finding[]): readonly HopCall[] =>
  findings
    .filter((one) => one.hop === hop && !ofNames.includes(one.code))
    .map(({ where }) => ({
      hop,
      call: where.split(/[.,]/)[0] ?? where,
      reasons: ['the template shows a part of this hop, but no call'],
    }));
