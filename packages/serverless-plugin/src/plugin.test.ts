import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LoopbackServer, listenOnLoopback } from '@hopwise/local-stack/http/loopback-server';
import { controlOptions } from '@hopwise/local-stack/testing/control-options';
import { createControlServer } from '@hopwise/local-stack/testing/control-server';
import { LambdaInvokeError } from '@hopwise/local-stack/testing/lambda-invoker';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import HopwisePlugin from './plugin.ts';
import type { Template } from './template/template.ts';

const environment = { AGENT_ID: 'AGENT12345', AWS_ACCESS_KEY_ID: 'ASIA' };

let serviceDir: string;
let control: LoopbackServer;

beforeEach(async () => {
  serviceDir = await mkdtemp(join(tmpdir(), 'hopwise-test-'));
  control = await listenOnLoopback(
    createControlServer(
      controlOptions({
        environment: () => ({}),
        async functionEnvironment(name) {
          if (name === 'hopwise-local-webApi') return environment;
          throw new LambdaInvokeError('ResourceNotFoundException', `Function not found: ${name}`);
        },
        onStop: () => undefined,
      }),
    ),
    0,
  );
});

afterEach(async () => {
  await control.close();
  await rm(serviceDir, { recursive: true });
});

const announceStack = async (): Promise<void> => {
  const state = {
    pid: process.pid,
    stage: 'local',
    startedAt: '',
    controlUrl: control.origin,
    controlToken: 'control-token',
  };
  await mkdir(join(serviceDir, '.hopwise'));
  await writeFile(join(serviceDir, '.hopwise/stack.json'), JSON.stringify(state));
};

type Call = {
  readonly commands?: readonly string[];
  readonly stage?: string | undefined;
  readonly functionName?: string;
  readonly context?: unknown;
  readonly template?: Template;
};

/** Creates the plugin as the framework does. The provider still has its default stage at that time. */
const plug = ({ commands = ['invoke', 'local'], ...call }: Call) => {
  const { stage } = { stage: 'local', ...call };
  const definition = {
    name: call.functionName ?? 'hopwise-local-webApi',
    timeout: 25,
    environment: { AGENT_ID: { 'Fn::GetAtt': ['Agent', 'AgentId'] } } as Record<string, unknown>,
  };
  const options = { ...(stage && { stage }), function: 'webApi', context: call.context };
  const plugin = new HopwisePlugin(
    {
      serviceDir,
      classes: { Error },
      configurationInput: { params: { default: {}, dev: {}, local: {}, prod: {} } },
      processedInput: { commands },
      service: {
        provider: {
          stage: 'dev',
          ...(call.template && { compiledCloudFormationTemplate: call.template }),
        },
        getFunction: () => definition,
      },
      getProvider: () => {
        throw new Error('The test does not call AWS.');
      },
    },
    options,
    { log: { notice: () => undefined } },
  );
  return { plugin, definition, options };
};

describe('invoke local --stage local', () => {
  it("gives the function its environment and its role's credentials from the running local stack", async () => {
    await announceStack();
    const { plugin, definition } = plug({});
    await plugin.hooks.initialize?.();
    expect(definition.environment).toEqual(environment);
  });

  it('does not change the function for another command', async () => {
    const { plugin, definition } = plug({ commands: ['deploy'] });
    await plugin.hooks.initialize?.();
    expect(definition.environment).toEqual({ AGENT_ID: { 'Fn::GetAtt': ['Agent', 'AgentId'] } });
  });

  it.each(['dev', undefined])('requires --stage local when the stage is %s', async (stage) => {
    const { plugin } = plug({ stage });
    await expect(plugin.hooks.initialize?.()).rejects.toThrow(
      'invoke local runs a function against the local stack only, not for stage dev. Add --stage local.',
    );
  });

  it('says how to start a local stack when none is running', async () => {
    const { plugin } = plug({});
    await expect(plugin.hooks.initialize?.()).rejects.toThrow('./hopwise start');
  });

  it('says that the local stack does not have the function', async () => {
    await announceStack();
    const { plugin } = plug({ functionName: 'hopwise-local-new' });
    await expect(plugin.hooks.initialize?.()).rejects.toThrow(
      'does not provide the environment of hopwise-local-new: HTTP 404',
    );
  });

  it('completes a context file with the properties that every handler needs', () => {
    const clientContext = { custom: { bedrockAgentCoreToolName: 'security___list_findings' } };
    const { plugin, options } = plug({ context: { clientContext } });
    plugin.hooks['before:invoke:local:invoke']?.();
    const context = options.context as Record<string, unknown> & {
      getRemainingTimeInMillis(): number;
    };
    expect(context).toMatchObject({
      clientContext,
      functionName: 'hopwise-local-webApi',
      awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    const remainingMs = context.getRemainingTimeInMillis();
    expect(remainingMs).toBeGreaterThan(0);
    expect(remainingMs).toBeLessThanOrEqual(25_000);
  });
});

describe('every command', () => {
  it.each(['package', 'deploy', 'remove'])(
    '%s refuses a stage that serverless.yml does not have',
    async (command) => {
      const { plugin } = plug({ commands: [command], stage: 'prd' });
      await expect(plugin.hooks.initialize?.()).rejects.toThrow(
        'serverless.yml has no stage prd. Did you mean prod? Its stages are dev, local, prod.',
      );
    },
  );
});

describe('package', () => {
  it('refuses readers of the secret that the policy would not except', () => {
    const Condition = { StringNotEquals: { 'aws:PrincipalArn': ['*'] } };
    const template = {
      Resources: {
        Policy: {
          Type: 'AWS::SecretsManager::ResourcePolicy',
          Properties: { ResourcePolicy: { Statement: [{ Condition }] } },
        },
      },
    };
    const { plugin } = plug({ commands: ['package'], template });
    expect(plugin.hooks['after:aws:package:finalize:mergeCustomProviderResources']).toThrow(
      'The stage parameter secretReaders contains "*", and the policy does not expand wildcards.',
    );
  });
});
