import { describe, expect, it } from '@jest/globals';
import { guardDutyId, inspectorFinding } from '../../testing/fake-services.ts';
import { ids } from '../../testing/list-findings-caller.ts';
import { useTool } from '../../testing/use-tool.ts';

const { call } = useTool('search_findings');

describe('search_findings', () => {
  it.each([
    'i-0b45710a4e6c9d2f1',
    'I-0B45710A4E6C9D2F1',
    ' cve-2023-38408 ',
    'openssh-client',
    'arn:aws:inspector2:us-east-1:111122223333:finding/a1',
  ])('finds the vulnerability of the instance by %s', async (text) => {
    const result = await call({ text });
    expect(ids(result)).toEqual(['arn:aws:inspector2:us-east-1:111122223333:finding/a1']);
    expect(result.summary).toBe('1 active finding about i-0b45710a4e6c9d2f1: 1 critical.');
  });

  it('finds a resource by the name in its ARN, in every service', async () => {
    expect(await call({ text: 'customer-exports' })).toMatchObject({
      summary: '2 active findings about customer-exports: 2 high.',
      total: 2,
    });
  });

  it('finds a user by the name in the title and beside the key', async () => {
    expect(ids(await call({ text: 'ci-deploy' }))).toEqual([guardDutyId('a')]);
  });

  it('does not find a part of a CVE number', async () => {
    expect(await call({ text: 'CVE-2023-3840' })).toMatchObject({
      summary: 'No active finding is about this.',
      findings: [],
    });
  });

  it('counts the resources that a vulnerability concerns', async () => {
    const findings = ['i-0aaaaaaaaaaaaaaa1', 'i-0aaaaaaaaaaaaaaa2'].map((id) =>
      inspectorFinding(id, { resources: [{ type: 'AWS_EC2_INSTANCE', id, region: 'us-east-1' }] }),
    );
    const routes = { 'POST /findings/list': () => ({ body: { findings } }) };
    expect(await call({ text: 'CVE-2023-38408', limit: 1 }, routes)).toMatchObject({
      summary: '2 active findings on 2 resources: 2 critical. The first 1 are listed.',
      total: 2,
      shown: 1,
    });
  });

  it('combines the text with severity and service', async () => {
    expect(
      await call({ text: 'customer-exports', severity: 'HIGH', service: 'security-hub' }),
    ).toMatchObject({ total: 1, findings: [{ service: 'security-hub' }] });
  });

  it.each([{}, { text: 'a' }, { text: 'x'.repeat(513) }])('refuses %j', async (values) => {
    expect(await call(values)).toMatchObject({
      ok: false,
      error: { code: 'INVALID_ARGUMENTS', message: expect.stringContaining('text') },
    });
  });
});
