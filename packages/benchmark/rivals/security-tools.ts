/** The tool `check_security_services` as samples write it: the SDK's clients, Middy, a logger and zod. */
import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import {
  AccessAnalyzerClient,
  ListAnalyzersCommand,
  ListFindingsV2Command,
} from '@aws-sdk/client-accessanalyzer';
import {
  GetDetectorCommand,
  GuardDutyClient,
  GetFindingsCommand as GuardDutyFindingsCommand,
  ListFindingsCommand as GuardDutyListCommand,
  ListDetectorsCommand,
} from '@aws-sdk/client-guardduty';
import {
  BatchGetAccountStatusCommand,
  Inspector2Client,
  ListFindingsCommand as InspectorListCommand,
} from '@aws-sdk/client-inspector2';
import { GetFindingsCommand, SecurityHubClient } from '@aws-sdk/client-securityhub';
import middy from '@middy/core';
import { z } from 'zod';

const logger = new Logger({ serviceName: 'security-tools' });
const securityHub = new SecurityHubClient({});
const guardDuty = new GuardDutyClient({});
const inspector = new Inspector2Client({});
const accessAnalyzer = new AccessAnalyzerClient({});
const input = z.object({ service: z.optional(z.string()) });

const readSecurityHub = async (): Promise<number> => {
  const page = await securityHub.send(new GetFindingsCommand({ MaxResults: 100 }));
  return page.Findings?.length ?? 0;
};

const readGuardDuty = async (): Promise<number> => {
  const { DetectorIds = [] } = await guardDuty.send(new ListDetectorsCommand({}));
  const DetectorId = DetectorIds[0];
  await guardDuty.send(new GetDetectorCommand({ DetectorId }));
  const { FindingIds } = await guardDuty.send(new GuardDutyListCommand({ DetectorId }));
  const page = await guardDuty.send(new GuardDutyFindingsCommand({ DetectorId, FindingIds }));
  return page.Findings?.length ?? 0;
};

const readInspector = async (): Promise<number> => {
  await inspector.send(new BatchGetAccountStatusCommand({}));
  const page = await inspector.send(new InspectorListCommand({ maxResults: 100 }));
  return page.findings?.length ?? 0;
};

const readAccessAnalyzer = async (): Promise<number> => {
  const { analyzers = [] } = await accessAnalyzer.send(new ListAnalyzersCommand({}));
  const analyzerArn = analyzers[0]?.arn;
  const command = new ListFindingsV2Command({ analyzerArn, maxResults: 100 });
  return (await accessAnalyzer.send(command)).findings?.length ?? 0;
};

export const handler = middy()
  .use(injectLambdaContext(logger))
  .handler(async (event: unknown) => {
    input.parse(event);
    const counts = await Promise.all([
      readSecurityHub(),
      readGuardDuty(),
      readInspector(),
      readAccessAnalyzer(),
    ]);
    logger.info('tool called', { counts });
    return { ok: true, summary: `${counts.reduce((sum, count) => sum + count, 0)} findings.` };
  });
