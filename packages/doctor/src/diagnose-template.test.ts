import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { doctorReport } from '@hopwise/contracts/finding';
import {
  artifactDirectoryOf,
  serviceDirectory,
  stages,
} from '@hopwise/local-stack/testing/packaged-stages';
import { TemplateUnreadableError } from '@hopwise/template/template-unreadable-error';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { diagnoseTemplate } from './diagnose-template.ts';
import { readSourceFiles } from './sources/read-source-files.ts';

const fixture = (name: string): Promise<string> =>
  readFile(resolve(import.meta.dirname, '../fixtures', name), 'utf8');

const codesIn = async (text: string) =>
  (await diagnoseTemplate({ text, name: 'stack' })).findings.map(({ code }) => code);

describe('diagnoseTemplate', () => {
  it.each(stages)(
    'finds nothing in the packaged template of %s, nor in its sources',
    async (stage) => {
      const file = join(artifactDirectoryOf(stage), 'cloudformation-template-update-stack.json');
      const text = await readFile(file, 'utf8');
      const sources = await readSourceFiles(serviceDirectory);
      expect(sources.length).toBeGreaterThan(10);
      const report = await diagnoseTemplate({ text, name: stage, sources });
      expect(report.findings).toEqual([]);
      expect(new Set(report.checked.map(({ outcome }) => outcome))).toEqual(new Set(['passed']));
    },
  );

  it('follows the contract, and sorts findings by severity and then by hop', async () => {
    const [open, unprepared, deprecated] = await Promise.all(
      ['api-open', 'agent-not-prepared', 'runtime-deprecated'].map((name) =>
        fixture(`${name}.bad.yml`),
      ),
    );
    const resources = [deprecated, open, unprepared].map((text) =>
      text?.split('Resources:\n')[1]?.replaceAll('ChatRole', 'OtherRole'),
    );
    const text = `Resources:\n${resources.join('').replace('  Chat:', '  Old:').replace('  OtherRole:', '  OldRole:').replace('OtherRole.Arn', 'OldRole.Arn')}`;
    const report = doctorReport.parse(await diagnoseTemplate({ text, name: 'stack' }));
    expect(report.target).toBe('stack');
    expect(report.findings.map(({ code, severity }) => [severity, code])).toEqual([
      ['error', 'AGENT_NOT_PREPARED'],
      ['warning', 'API_OPEN'],
      ['warning', 'RUNTIME_DEPRECATED'],
    ]);
  });

  it('finds the line', async () => {
    const text = await fixture('api-open.bad.yml');
    const { findings } = await diagnoseTemplate({ text, name: 'stack' });
    const [property = ''] = findings.map(({ where }) => where.split('.').at(-1));
    expect(findings.map(({ line = 0 }) => text.split('\n')[line - 1])).toEqual([
      expect.stringContaining(property),
    ]);
  });

  it('works with any names of resources', async () => {
    const text = await fixture('mixed-credentials.bad.yml');
    const renamed = text
      .replaceAll('Gateway:', 'Front:')
      .replaceAll('Gateway.', 'Front.')
      .replaceAll('Proxy', 'Caller');
    expect(renamed).not.toBe(text);
    expect(await codesIn(renamed.replaceAll('AgentCore::Front', 'AgentCore::Gateway'))).toEqual([
      'MIXED_CREDENTIALS',
    ]);
  });

  it('never shows a secret', async () => {
    const canary = 'canary-7f3a9c51e2';
    const text = (await fixture('secret-in-template.bad.yml')).replace(
      '!GetAtt Client.ClientSecret',
      canary,
    );
    const report = await diagnoseTemplate({ text, name: 'stack' });
    expect(report.findings.map(({ code }) => code)).toEqual(['SECRET_IN_TEMPLATE']);
    expect(JSON.stringify(report)).not.toContain(canary);
  });

  it('handles any content of a template', async () => {
    const types = [
      'AWS::IAM::Role',
      'AWS::Lambda::Function',
      'AWS::Lambda::Permission',
      'AWS::Bedrock::Agent',
      'AWS::BedrockAgentCore::Gateway',
      'AWS::BedrockAgentCore::GatewayTarget',
      'AWS::Cognito::UserPoolClient',
      'AWS::ApiGateway::Method',
      'AWS::SecretsManager::Secret',
    ];
    const names = [
      'Policies',
      'Role',
      'ActionGroups',
      'AllowedOAuthFlows',
      'Integration',
      'Environment',
      'Statement',
    ];
    const value = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.jsonValue({ maxDepth: 1 }),
        fc.record({ Ref: fc.constantFrom('A', 'AWS::Region') }),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom(...names, 'Fn::Sub', 'Fn::Join'), tie('value'), {
          maxKeys: 3,
        }),
      ),
    })).value;
    const resource = fc.record({
      Type: fc.constantFrom(...types),
      Properties: fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 5 }),
      Metadata: value,
    });
    const template = fc.record({
      Resources: fc.dictionary(fc.constantFrom('A', 'B', 'C'), resource, { minKeys: 1 }),
    });
    await fc.assert(
      fc.asyncProperty(template, async (one) => {
        const report = await diagnoseTemplate({ text: JSON.stringify(one), name: 'stack' }).catch(
          (error: unknown) => expect(error).toBeInstanceOf(TemplateUnreadableError),
        );
        if (report) doctorReport.parse(report);
      }),
      { numRuns: 300 },
    );
  });
});
