import {
  GetFindingV2Command,
  ListAnalyzersCommand,
  ListFindingsV2Command,
} from '@aws-sdk/client-accessanalyzer';
import { GetDetectorCommand, ListDetectorsCommand } from '@aws-sdk/client-guardduty';
import { ListFindingsCommand as ListInspectorFindingsCommand } from '@aws-sdk/client-inspector2';
import {
  GetInsightsCommand,
  GetFindingsCommand as GetSecurityHubFindingsCommand,
} from '@aws-sdk/client-securityhub';
import { describe, expect, it } from '@jest/globals';
import { allow } from '../../testing/aws-endpoint/endpoint-fixture.ts';
import { seed, useSecurityServices } from '../../testing/security-services/security-fixture.ts';

const services = useSecurityServices();

describe('the security services', () => {
  it.each([
    ['securityhub:GetFindings', 'arn:aws:securityhub:us-east-1:111122223333:hub/default'],
    ['guardduty:ListDetectors', '*'],
    ['inspector2:ListFindings', '*'],
    ['access-analyzer:ListAnalyzers', '*'],
    ['access-analyzer:ListFindings', 'arn:aws:access-analyzer:us-east-1:111122223333:analyzer/x'],
    ['access-analyzer:GetFinding', 'arn:aws:access-analyzer:us-east-1:111122223333:analyzer/x'],
    ['guardduty:GetDetector', 'arn:aws:guardduty:us-east-1:111122223333:detector/d'],
  ])('requires %s on %s, and denies it by name before it reads data', async (action, resource) => {
    await services.restart(seed, []);
    const calls: Readonly<Record<string, () => Promise<unknown>>> = {
      'securityhub:GetFindings': () => services.hub.send(new GetSecurityHubFindingsCommand({})),
      'guardduty:ListDetectors': () => services.guardDuty.send(new ListDetectorsCommand({})),
      'guardduty:GetDetector': () =>
        services.guardDuty.send(new GetDetectorCommand({ DetectorId: 'd' })),
      'inspector2:ListFindings': () =>
        services.inspector.send(new ListInspectorFindingsCommand({})),
      'access-analyzer:ListAnalyzers': () => services.analyzer.send(new ListAnalyzersCommand({})),
      'access-analyzer:ListFindings': () =>
        services.analyzer.send(new ListFindingsV2Command({ analyzerArn: resource })),
      'access-analyzer:GetFinding': () =>
        services.analyzer.send(new GetFindingV2Command({ analyzerArn: resource, id: 'a/b' })),
    };
    await expect(calls[action]?.()).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: `User: ${services.endpoint.session.principalArn} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`,
      $metadata: { httpStatusCode: 403 },
    });
    expect(services.endpoint.decisions.ofTurn('turn-0001')).toEqual([
      expect.objectContaining({ hop: 7, effect: 'deny', action, resource }),
    ]);
  });

  it('is denied by a policy on another resource', async () => {
    const other = 'arn:aws:securityhub:us-east-1:111122223333:hub/other';
    await services.restart(seed, [allow('securityhub:GetFindings', other)]);
    await expect(services.hub.send(new GetSecurityHubFindingsCommand({}))).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
  });

  it('names an unsupported operation', async () => {
    await expect(services.hub.send(new GetInsightsCommand({}))).rejects.toMatchObject({
      name: 'UnknownOperationException',
      message: expect.stringContaining('GetInsights of securityhub'),
    });
  });
});
