import { AccessAnalyzerClient } from '@aws-sdk/client-accessanalyzer';
import { GuardDutyClient } from '@aws-sdk/client-guardduty';
import { Inspector2Client } from '@aws-sdk/client-inspector2';
import { SecurityHubClient } from '@aws-sdk/client-securityhub';
import type { Config } from './config.ts';
import { createAccessAnalyzerReader } from './services/access-analyzer.ts';
import { createGuardDutyReader } from './services/guardduty.ts';
import { createInspectorReader } from './services/inspector.ts';
import { createSecurityHubReader } from './services/security-hub.ts';
import type { ServiceReader } from './services/service-reader.ts';
import { withoutLogging } from './services/without-logging.ts';

type ServiceReadersOptions = Pick<Config, 'region' | 'connectionTimeoutMs' | 'requestTimeoutMs'>;

/** Creates a reader per security service. Their SDK clients use `AWS_ENDPOINT_URL` and the role's credentials. */
export const createServiceReaders = ({
  region,
  connectionTimeoutMs,
  requestTimeoutMs,
}: ServiceReadersOptions): readonly ServiceReader[] => {
  const client = {
    region,
    maxAttempts: 2,
    requestHandler: { connectionTimeout: connectionTimeoutMs, requestTimeout: requestTimeoutMs },
  };
  return [
    createSecurityHubReader(withoutLogging(new SecurityHubClient(client)), region),
    createGuardDutyReader(withoutLogging(new GuardDutyClient(client))),
    createInspectorReader(withoutLogging(new Inspector2Client(client)), region),
    createAccessAnalyzerReader(withoutLogging(new AccessAnalyzerClient(client)), region),
  ];
};
