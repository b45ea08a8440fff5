import { median } from '@hopwise/benchmark/statistics';
import { type DecideRequest, decide } from '@hopwise/iam/decide';
import { parsePolicyDocument } from '@hopwise/iam/parse-policy-document';
import type { NamedPolicy } from '@hopwise/iam/policy-document';
import * as documents from './policies.ts';

const accountId = '111122223333';
const tools: NamedPolicy = parsePolicyDocument(documents.readSecurityServices, 'tools/read');
const logs: NamedPolicy = parsePolicyDocument(documents.writeLogs, 'tools/logs');
const large: NamedPolicy = parsePolicyDocument(documents.fiftyStatements, 'large');

const role = {
  principal: {
    type: 'AWS',
    arn: `arn:aws:sts::${accountId}:assumed-role/tools/session`,
    roleArn: `arn:aws:iam::${accountId}:role/tools`,
    accountId,
  },
  resourceAccountId: accountId,
  context: {},
  identityPolicies: [logs, tools],
} as const;

const agentArn = `arn:aws:bedrock:us-east-1:${accountId}:agent/AGENT12345`;

const service = {
  principal: { type: 'Service', service: 'bedrock.amazonaws.com' },
  resourceAccountId: accountId,
  context: { 'aws:SourceArn': agentArn, 'aws:SourceAccount': accountId },
  identityPolicies: [],
} as const;

const requests: Readonly<Record<string, DecideRequest>> = {
  'identity policy, allowed by its last statement': {
    ...role,
    action: 'access-analyzer:ListFindings',
    resource: `arn:aws:access-analyzer:us-east-1:${accountId}:analyzer/account`,
  },
  'identity policy, denied and explained': {
    ...role,
    action: 'securityhub:GetFindings',
    resource: `arn:aws:securityhub:eu-west-1:${accountId}:hub/default`,
  },
  'identity policy under a permissions boundary': {
    ...role,
    permissionsBoundary: tools,
    action: 'guardduty:ListFindings',
    resource: '*',
  },
  "function's resource policy, for a service": {
    ...service,
    action: 'lambda:InvokeFunction',
    resource: `arn:aws:lambda:us-east-1:${accountId}:function:proxy`,
    resourcePolicy: parsePolicyDocument(documents.invokedByTheAgent, 'proxy'),
  },
  "role's trust policy, for a service": {
    ...service,
    action: 'sts:AssumeRole',
    resource: `arn:aws:iam::${accountId}:role/agent`,
    resourcePolicy: parsePolicyDocument(documents.trustedByBedrock, 'agent (trust policy)'),
    resourcePolicyMustAllow: true,
  },
  'fifty statements with wildcards and conditions, allowed by the last': {
    ...role,
    identityPolicies: [large],
    context: { 'aws:RequestedRegion': 'us-east-1' },
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::reports-49/2026/11/findings.json',
  },
  'fifty statements with wildcards and conditions, denied and explained': {
    ...role,
    identityPolicies: [large],
    context: { 'aws:RequestedRegion': 'us-east-1' },
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::others/2026/11/findings.json',
  },
};

export type DecisionTiming = { readonly name: string; readonly cpuUs: number };

const rounds = 21;
const calls = 2_000;

const cpuUsOf = (request: DecideRequest): number => {
  const start = process.cpuUsage();
  for (let call = 0; call < calls; call += 1) decide(request);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / calls;
};

/**
 * Processor time of one decision with parsed policies, as the local stack holds them. A decision never
 * waits, so wall-clock time would only add the time of other processes. Uses interleaved rounds and
 * medians.
 */
export const measureDecisions = (): readonly DecisionTiming[] => {
  const entries = Object.entries(requests).map(([name, request]) => ({
    name,
    request,
    each: [] as number[],
  }));
  for (const { request } of entries) cpuUsOf(request);
  for (let round = 0; round < rounds; round += 1) {
    for (const { request, each } of entries) each.push(cpuUsOf(request));
  }
  return entries.map(({ name, each }) => ({ name, cpuUs: median(each) }));
};
