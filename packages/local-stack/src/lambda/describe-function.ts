import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { FunctionConfiguration, SystemLogLevel } from '@aws-sdk/client-lambda';
import { creationTime } from '../deployment/creation-time.ts';
import { revisionOf } from '../deployment/revision.ts';
import type { DeployedFunction } from './function/deployed-function.ts';
import type { FunctionLogging } from './function/function-logging.ts';
import type { LambdaState } from './lambda-state.ts';

/** Describes a function as the Lambda API does. Reads the packaged zip for its size and its hash. */
export const describeFunction = async (
  deployed: DeployedFunction,
  { updated }: Pick<LambdaState, 'updated'>,
): Promise<FunctionConfiguration> => ({
  ...configurationOf(deployed),
  LastModified: lastModified(updated.get(deployed.logicalId) ?? creationTime),
  ...(await codeOf(deployed.artifactPath)),
  RevisionId: functionRevision(deployed),
});

/** Changes with the configuration of a function. */
export const functionRevision = (deployed: DeployedFunction): string =>
  revisionOf(configurationOf(deployed));

const configurationOf = (deployed: DeployedFunction): FunctionConfiguration => ({
  FunctionName: deployed.name,
  FunctionArn: deployed.arn,
  Runtime: deployed.runtime as FunctionConfiguration['Runtime'],
  Role: deployed.roleArn,
  Handler: deployed.handler,
  Description: '',
  Timeout: deployed.timeoutMs / 1000,
  MemorySize: deployed.memorySizeMb,
  Version: deployed.version ?? '$LATEST',
  ...(Object.keys(deployed.environment).length > 0 && {
    Environment: { Variables: { ...deployed.environment } },
  }),
  State: 'Active',
  LastUpdateStatus: 'Successful',
  PackageType: 'Zip',
  LoggingConfig: loggingConfigOf(deployed.logging),
});

/** In the form `2026-11-29T08:00:00.000+0000`. */
const lastModified = (time: Date): string => time.toISOString().replace('Z', '+0000');

/** Lambda has log levels for JSON logs only. */
const loggingConfigOf = (logging: FunctionLogging): FunctionConfiguration['LoggingConfig'] => ({
  LogFormat: logging.format,
  ...(logging.format === 'JSON' && {
    ApplicationLogLevel: logging.applicationLevel,
    // The template allows system levels only.
    SystemLogLevel: logging.systemLevel as SystemLogLevel,
  }),
  LogGroup: logging.logGroup,
});

const codeOf = async (
  artifactPath: string,
): Promise<Pick<FunctionConfiguration, 'CodeSize' | 'CodeSha256'>> => {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of createReadStream(artifactPath)) {
    hash.update(chunk as Buffer);
    size += (chunk as Buffer).byteLength;
  }
  return { CodeSize: size, CodeSha256: hash.digest('base64') };
};
