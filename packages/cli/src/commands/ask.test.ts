import type { Template } from '@hopwise/local-stack/template/template';
import {
  type TemplateChange,
  withoutAction,
  withoutResource,
  withProperty,
  withTrustedService,
  withVariable,
} from '@hopwise/local-stack/testing/change-template';
import { runStack } from '@hopwise/local-stack/testing/running-stack';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { runCli } from '../../testing/run-cli.ts';
import { createServiceDirectory, removeServiceDirectory } from '../../testing/service-directory.ts';
import type { HopRow } from '../ask/hop-rows.ts';
import { writeStackState } from '../stack/stack-state-file.ts';

jest.setTimeout(60_000);

const closings: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closings.splice(0).reverse()) await close();
});

/** Starts a stack from a changed copy of the packaged template. Returns the folder in which `ask` finds it. */
const serveStack = (...changes: readonly TemplateChange[]): Promise<string> => serve({ changes });

const serve = async ({
  changes = [],
  ...options
}: NonNullable<Parameters<typeof runStack>[0]>): Promise<string> => {
  const stack = await runStack(options);
  closings.push(stack.stop);
  if (changes.length > 0) await stack.update(changed(stack.template(), changes));
  const serviceDirectory = await createServiceDirectory();
  closings.push(() => removeServiceDirectory(serviceDirectory));
  await writeStackState(serviceDirectory, stack.state);
  return serviceDirectory;
};

/** AWS creates no target without its grant, so each permission is removed from a stack that exists. */
const changed = (deployed: Template, changes: readonly TemplateChange[]): Template => {
  const template = structuredClone(deployed);
  for (const change of changes) change(template);
  return template;
};

const run = (serviceDirectory: string, ...args: string[]) =>
  runCli(serviceDirectory, 'ask', ...args);

type Result = {
  readonly answer: string;
  readonly correlationId: string;
  readonly turnUrl?: string;
  readonly results: readonly { readonly tool: string; readonly result: object }[];
  readonly hops: readonly HopRow[];
  readonly error?: { readonly code: string; readonly symptom?: { readonly code: string } };
};

const askJson = async (serviceDirectory: string, question: string) => {
  const { code, stdout } = await run(serviceDirectory, question, '--json');
  return { code, result: JSON.parse(stdout) as Result };
};

const decisionsOf = (result: Result, hop: number) =>
  result.hops.find((row) => row.hop === hop)?.decisions ?? [];

describe('ask on the healthy stack', () => {
  it('lists seven hops with every decision, and answers from the seeded account', async () => {
    const { code, result } = await askJson(await serveStack(), 'Check security status');
    expect(code).toBe(0);
    expect(result.hops.map(({ hop, credential }) => [hop, credential])).toEqual([
      [1, 'none'],
      [2, 'iam'],
      [3, 'iam'],
      [4, 'iam'],
      [5, 'iam'],
      [6, 'oauth'],
      [7, 'iam'],
    ]);
    const actions = result.hops.map(({ decisions }) => decisions.map(({ action }) => action));
    expect(actions[0]).toEqual(['execute-api:Invoke']);
    expect(actions[1]).toContain('lambda:InvokeFunction');
    expect(actions[2]).toEqual(['bedrock:InvokeAgent']);
    expect(actions[3]).toEqual(
      expect.arrayContaining(['sts:AssumeRole', 'bedrock:InvokeModelWithResponseStream']),
    );
    expect(actions[4]).toContain('lambda:InvokeFunction');
    expect(actions[5]).toEqual(
      expect.arrayContaining([
        'secretsmanager:GetSecretValue',
        'POST /oauth2/token',
        'bedrock-agentcore:InvokeGateway',
      ]),
    );
    expect(actions[6]).toEqual(
      expect.arrayContaining([
        'sts:AssumeRole',
        'lambda:InvokeFunction',
        'securityhub:GetFindings',
        'guardduty:ListDetectors',
        'inspector2:ListFindings',
        'access-analyzer:ListAnalyzers',
      ]),
    );
    for (const hop of [2, 5, 7]) {
      expect(decisionsOf(result, hop)).toContainEqual(
        expect.objectContaining({ principal: 'lambda.amazonaws.com', action: 'sts:AssumeRole' }),
      );
    }
    for (const { decisions } of result.hops) {
      for (const decision of decisions) {
        expect(decision).toEqual({
          principal: expect.stringMatching(/./),
          action: expect.stringMatching(/./),
          resource: expect.stringMatching(/./),
          effect: 'allow',
          by: expect.stringMatching(/./),
          ms: expect.any(Number),
        });
      }
    }
    expect(result.answer).toContain('53');
    expect(result.answer).toMatch(/8 critical/i);
  });

  it('uses the cached token for the second question', async () => {
    const stack = await serveStack();
    await askJson(stack, 'Check security status');
    const { code, result } = await askJson(stack, 'Check security status');
    expect(code).toBe(0);
    const actions = decisionsOf(result, 6).map(({ action }) => action);
    expect(new Set(actions)).toEqual(new Set(['bedrock-agentcore:InvokeGateway']));
  });

  it('streams the answer, then shows the hop table', async () => {
    const { code, stdout, stderr } = await run(await serveStack(), 'Check security status');
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^6 {2}bedrock-gateway-proxy Lambda → AgentCore Gateway +oauth +allowed$/m,
    );
    expect(stdout.match(/ allowed$/gm)).toHaveLength(7);
    expect(stderr).toContain('check_security_services started {}');
  });

  it('prints the address of the turn if the stack has a page', async () => {
    const stack = await serve({ webUi: { build: () => ({ state: 'building' }) } });
    const address = /http:\/\/127\.0\.0\.1:\d+\/turns\/([\w=-]+)/;
    const { stdout } = await run(stack, 'Check security status');
    expect(stdout).toMatch(new RegExp(`^Path of this turn: ${address.source}$`, 'm'));
    const { result } = await askJson(stack, 'Check security status');
    expect(address.exec(result.turnUrl ?? '')?.[1]).toBe(result.correlationId);
  });

  it('prints no address of a turn if the stack has no page', async () => {
    const stack = await serveStack();
    expect((await run(stack, 'Check security status')).stdout).not.toContain('/turns/');
    expect((await askJson(stack, 'Check security status')).result).not.toHaveProperty('turnUrl');
  });

  it('picks the right tool with the right arguments', async () => {
    const stack = await serveStack();
    const stepsOf = async (question: string) => (await run(stack, question)).stderr;
    expect(await stepsOf('Show public access findings')).toContain(
      'list_findings started {"exposure":"public"}',
    );
    const critical = await stepsOf('Show the critical GuardDuty findings');
    expect(critical).toMatch(/list_findings started \{.*"severity":"CRITICAL".*\}/);
    expect(critical).toMatch(/list_findings started \{.*"service":"guardduty".*\}/);
  });

  it('explains a finding that it listed', async () => {
    const stack = await serveStack();
    const { result } = await askJson(stack, 'Show the critical GuardDuty findings');
    const [id] = /\b[0-9a-f]{32}\b/.exec(JSON.stringify(result.results)) ?? [];
    expect(id).toBeDefined();
    const { stderr } = await run(stack, `Explain ${id}`);
    expect(stderr).toMatch(new RegExp(`explain_finding started \\{"finding_id":".*${id}"\\}`));
    expect(stderr).toContain('explain_finding succeeded');
  });

  it('says that no tool answers the question', async () => {
    const { code, result } = await askJson(await serveStack(), 'What is the weather in Berlin?');
    expect(code).toBe(0);
    expect(result.answer).toContain(
      'This is not a question about the security findings of this account',
    );
    expect(decisionsOf(result, 5)).toEqual([]);
  });
});

type Denial = {
  readonly hop: number;
  readonly where: string;
  readonly change: TemplateChange;
  readonly code: string;
  /** What the caller saw, if it could not see the cause. */
  readonly symptom?: string;
  readonly action: string;
};

const denials: readonly Denial[] = [
  {
    hop: 2,
    where: "API Gateway's permission to call web-api is missing",
    change: withoutResource('WebApiLambdaPermissionApiGateway'),
    code: 'RESOURCE_POLICY_MISSING',
    symptom: 'API_FUNCTION_NOT_CALLED',
    action: 'lambda:InvokeFunction',
  },
  {
    hop: 2,
    where: "web-api's role trusts another service",
    change: withTrustedService('WebApiRole', 'bedrock.amazonaws.com'),
    code: 'EXECUTION_ROLE_UNTRUSTED',
    symptom: 'API_FUNCTION_NOT_CALLED',
    action: 'sts:AssumeRole',
  },
  {
    hop: 3,
    where: 'web-api is not allowed to invoke the agent',
    change: withoutAction('WebApiRole', 'bedrock:InvokeAgent'),
    code: 'INVOKE_AGENT_DENIED',
    action: 'bedrock:InvokeAgent',
  },
  {
    hop: 4,
    where: "the agent's role trusts another service",
    change: withTrustedService('SecurityAgentRole', 'lambda.amazonaws.com'),
    code: 'AGENT_ROLE_UNTRUSTED',
    symptom: 'AGENT_ROLE_DENIED',
    action: 'sts:AssumeRole',
  },
  {
    hop: 5,
    where: "Bedrock's permission to call the proxy is missing",
    change: withoutResource('BedrockGatewayProxyBedrockPermission'),
    code: 'RESOURCE_POLICY_MISSING',
    symptom: 'AGENT_DEPENDENCY_FAILED',
    action: 'lambda:InvokeFunction',
  },
  {
    hop: 6,
    where: 'the proxy requests another scope',
    change: withVariable('BedrockGatewayProxyLambdaFunction', 'SCOPE', 'hopwise/chat'),
    code: 'SCOPE_NOT_GRANTED',
    action: 'POST /oauth2/token',
  },
  {
    hop: 7,
    where: 'the gateway is not allowed to invoke the tools',
    change: withoutAction('SecurityGatewayRole', 'lambda:InvokeFunction'),
    code: 'TARGET_NOT_GRANTED',
    symptom: 'GATEWAY_TARGET_FAILED',
    action: 'lambda:InvokeFunction',
  },
];

describe('ask on a stack with one permission missing', () => {
  it.each(denials)(
    'exits 1 and names hop $hop when $where',
    async ({ hop, change, code: named, action }) => {
      const { code, stderr } = await run(await serveStack(change), 'Check security status');
      expect(code).toBe(1);
      expect(stderr).toContain(`${named} at hop ${hop}: `);
      expect(stderr).toMatch(/^What to do: .+\.$/m);
      expect(stderr).toMatch(
        new RegExp(`^Hop ${hop} \\(.+ → .+\\): denied\\. Credential: .+\\.$`, 'm'),
      );
      expect(stderr).toContain(`is not allowed to call ${action} on `);
    },
  );

  it.each(denials)('prints $code as JSON when $where', async (denial) => {
    const { hop, change, code, symptom } = denial;
    const asked = await askJson(await serveStack(change), 'Check security status');
    expect(asked.code).toBe(1);
    expect(asked.result.error).toMatchObject({ code, hop });
    expect(asked.result.error?.symptom?.code).toBe(symptom);
    const denied = asked.result.hops.filter(({ decisions }) =>
      decisions.some(({ effect }) => effect === 'deny'),
    );
    expect(denied.map((row) => row.hop)).toEqual([hop]);
  });

  it('names hop 2 and the log of web-api when the function crashes', async () => {
    const stack = await serveStack(withProperty('WebApiLambdaFunction', 'Handler', 'none.handler'));
    const { code, stderr } = await run(stack, 'Check security status');
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^API_FUNCTION_FAILED at hop 2: The web-api function crashed or timed out/m,
    );
    expect(stderr).toMatch(/^Hop 2 \(API Gateway → web-api Lambda\): failed\. Credential: IAM\.$/m);
    expect(stderr).toMatch(/^What to do: Read the log of web-api\./m);
  });

  it('answers without Security Hub when its permission is missing, and says why', async () => {
    const stack = await serveStack(withoutAction('SecurityToolsRole', 'securityhub:GetFindings'));
    const { stderr } = await run(stack, 'Check security status');
    expect(stderr).toMatch(
      /^SERVICE_ACCESS_DENIED at hop 7: The tools are not allowed to read Security Hub\.\nHop 7 \(.+\): denied\. Credential: IAM\.\n.+securityhub:GetFindings.+\n.+\nWhat to do: Grant /m,
    );
    const { code, result } = await askJson(stack, 'Check security status');
    expect(code).toBe(0);
    expect(result.answer).toMatch(/security[ -]hub.*access_denied/i);
    expect(decisionsOf(result, 7)).toContainEqual(
      expect.objectContaining({ action: 'securityhub:GetFindings', effect: 'deny' }),
    );
  });
});
