import { hopViews } from '@hopwise/contracts/hop-views';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { askChat, type ChatResult } from '../../testing/ask-chat.ts';
import {
  connected,
  endpointOf,
  isolatedNetwork,
  networkWithNat,
} from '../../testing/ec2/networks.ts';
import { templateOf } from '../../testing/packaged-stages.ts';
import { runStack } from '../../testing/running-stack.ts';
import { type TemplateChange, withProperty } from '../faults/change-template.ts';
import type { LocalStack } from '../start-local-stack.ts';
import type { Template } from '../template/template.ts';

const question = 'Check security status';
const proxy = 'BedrockGatewayProxyLambdaFunction';

/** The proxy answers shortly before its timeout. On a busy machine, its answer can be late. */
const killDelayMs = 60_000;
const turnTimeoutMs = 240_000;

let stack: LocalStack;
let packaged: Template;

beforeAll(async () => {
  packaged = await templateOf('local');
  stack = await runStack({ killDelayMs });
}, turnTimeoutMs);
afterAll(() => stack.stop());

const askFrom = async (network: Template['Resources'], changes: readonly TemplateChange[] = []) => {
  const template = structuredClone(packaged);
  const inVpc = connected(proxy, 'BedrockGatewayProxyRole', network);
  for (const change of [inVpc, ...changes]) change(template);
  await stack.update(template);
  const asked = await askChat(stack, question);
  return { ...asked, ...outcomeOf(asked) };
};

const outcomeOf = ({ events, decisions }: ChatResult) => {
  const error = events.find((event) => event.type === 'error');
  const [hop6] = hopViews({ decisions, failure: error }).filter(({ hop }) => hop === 6);
  const answer = events.map((event) => (event.type === 'text' ? event.delta : '')).join('');
  return { error, hop6, answer };
};

/** Ends the wait for a host soon. */
const impatient = [withProperty(proxy, 'Timeout', 5)];

describe('a question whose proxy is in a VPC', () => {
  it(
    'without a way out fails at hop 6, and the decision names the subnet',
    async () => {
      const { hop6, error, answer } = await askFrom(isolatedNetwork(), impatient);
      expect(error?.hop).toBe(6);
      expect(answer).toBe('');
      expect(hop6).toMatchObject({ outcome: 'failed', code: 'VPC_NO_WAY_OUT' });
      expect(hop6?.failing).toMatchObject({
        effect: 'deny',
        resource: 'secretsmanager.us-east-1.amazonaws.com',
        by: expect.stringMatching(/subnet Private has no separate route table/),
      });
    },
    turnTimeoutMs,
  );

  it(
    'with an endpoint of Secrets Manager reads the secret, and fails at the token endpoint',
    async () => {
      const network = { ...isolatedNetwork(), ...endpointOf('secretsmanager') };
      const { hop6, decisions } = await askFrom(network, impatient);
      expect(hop6).toMatchObject({ outcome: 'failed', code: 'VPC_NO_WAY_OUT' });
      expect(hop6?.failing?.resource).toMatch(/\.auth\.us-east-1\.amazoncognito\.com$/);
      const read = decisions.find(({ action }) => action === 'secretsmanager:GetSecretValue');
      expect(read?.effect).toBe('allow');
    },
    turnTimeoutMs,
  );

  it(
    'with a NAT gateway gets its answer',
    async () => {
      const { answer, decisions } = await askFrom(networkWithNat());
      expect(answer).toMatch(/8 critical/i);
      expect(decisions.filter(({ effect }) => effect === 'deny')).toEqual([]);
    },
    turnTimeoutMs,
  );
});
