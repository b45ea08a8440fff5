import { effectOfCode } from '@hopwise/contracts/codes/denial-codes';
import type { HopView } from '@hopwise/contracts/hop-views';
import { describe, expect, it } from '@jest/globals';
import { explainFailure } from './explain-failure.ts';

const broken = (hop: HopView['hop'], code: string) => ({
  hop,
  code,
  outcome: effectOfCode(code) === 'deny' ? ('denied' as const) : ('failed' as const),
});

const refused = { code: 'GATEWAY_UNAUTHORIZED', message: 'The gateway answered 401.', hop: 6 };

describe('explainFailure', () => {
  it('follows the cause, and keeps what the caller saw', () => {
    expect(explainFailure(refused, [broken(6, 'MIXED_CREDENTIALS')])).toMatchObject({
      view: { hop: 6 },
      code: 'MIXED_CREDENTIALS',
      message: expect.stringContaining('a second credential'),
      cure: expect.stringContaining('X-Amz-Security-Token'),
      symptom: { code: 'GATEWAY_UNAUTHORIZED', message: 'The gateway answered 401.' },
    });
  });

  it('is the failure itself if nothing names another cause', () => {
    const explained = explainFailure(refused, [broken(6, 'GATEWAY_UNAUTHORIZED')]);
    expect(explained).toMatchObject({ code: refused.code, message: refused.message });
    expect(explained).not.toHaveProperty('symptom');
  });

  it('never says that a function is not allowed to be invoked if its role cannot be assumed', () => {
    const failure = { code: 'AGENT_DEPENDENCY_FAILED', message: 'It did not run.', hop: 5 };
    const { message } = explainFailure(failure, [broken(5, 'EXECUTION_ROLE_UNTRUSTED')]);
    expect(message).toBe(
      'Lambda cannot assume the execution role of bedrock-gateway-proxy, so the function does not run.',
    );
  });

  it.each([
    { hop: 3, code: 'AGENT_UNREACHABLE', from: 'web-api', cure: 'add an interface endpoint' },
    {
      hop: 6,
      code: 'TOKEN_ENDPOINT_TIMEOUT',
      from: 'bedrock-gateway-proxy',
      cure: 'no endpoint reaches the domain',
    },
  ] as const)('names the network behind $code of hop $hop', ({ hop, code, from, cure }) => {
    const failure = { code, message: 'It failed.', hop };
    expect(explainFailure(failure, [broken(hop, 'VPC_NO_WAY_OUT')])).toMatchObject({
      code: 'VPC_NO_WAY_OUT',
      message: expect.stringContaining(`${from} is in a VPC`),
      cure: expect.stringContaining(cure),
      symptom: { code },
    });
  });

  it.each([
    { hop: 2, code: 'API_FUNCTION_NOT_CALLED', of: 'web-api' },
    { hop: 5, code: 'AGENT_DEPENDENCY_FAILED', of: 'bedrock-gateway-proxy' },
    { hop: 7, code: 'GATEWAY_TARGET_FAILED', of: 'security-tools' },
  ] as const)('names the zip or the disk of this machine behind $code', ({ hop, code, of }) => {
    const failure = { code, message: 'It failed.', hop };
    expect(explainFailure(failure, [broken(hop, 'ARTIFACT_UNUSABLE')])).toMatchObject({
      message: expect.stringContaining(`cannot unpack the zip of ${of}`),
      cure: expect.stringContaining('./hopwise clean'),
      symptom: { code },
    });
    expect(explainFailure(failure, [broken(hop, 'ARTIFACT_NOT_WRITTEN')])).toMatchObject({
      message: expect.stringContaining(`cannot write the files of ${of}`),
      cure: expect.stringContaining('TMPDIR'),
    });
  });

  it('names the model server of the local stack behind a failure that names no hop', () => {
    const failure = { code: 'AGENT_BAD_GATEWAY', message: 'It failed.' };
    const views = [broken(4, 'MODEL_CREDENTIAL_REFUSED'), broken(7, 'ACCESS_DENIED')];
    expect(explainFailure(failure, views)).toMatchObject({
      view: { hop: 4 },
      code: 'MODEL_CREDENTIAL_REFUSED',
      cure: expect.stringContaining('HOPWISE_MODEL_API_KEY'),
      symptom: { code: 'AGENT_BAD_GATEWAY' },
    });
  });

  it('finds the hop of a failure that names none, but not a service that a tool cannot read', () => {
    const failure = { code: 'AGENT_FAILED', message: 'It failed.' };
    const model = explainFailure(failure, [broken(4, 'INVOKE_MODEL_DENIED')]);
    expect(model).toMatchObject({ view: { hop: 4 }, symptom: { code: 'AGENT_FAILED' } });
    expect(explainFailure(failure, [broken(7, 'SERVICE_ACCESS_DENIED')])).toEqual({
      ...failure,
      cure: expect.any(String),
    });
  });
});
