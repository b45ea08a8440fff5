import type { NamedPolicy } from '@hopwise/iam/policy-document';
import type { VpcConnection } from '../../ec2/network.ts';
import type { FunctionLogging } from './function-logging.ts';

/** An `AWS::Lambda::Function` of the template with resolved intrinsics. */
export type DeployedFunction = {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  /** For instance `src/handler.handler`. */
  readonly handler: string;
  readonly runtime: string;
  readonly timeoutMs: number;
  readonly memorySizeMb: number;
  readonly environment: Readonly<Record<string, string>>;
  /** Absolute path of the packaged zip file. */
  readonly artifactPath: string;
  readonly reservedConcurrency: number | undefined;
  readonly logging: FunctionLogging;
  /** The template's `AWS::Lambda::Permission`s for the function, as one resource policy. */
  readonly resourcePolicy: NamedPolicy | undefined;
  /** Where the function is connected to a VPC. Default: Lambda's own network, which reaches every host. */
  readonly vpc?: VpcConnection;
  /** The number of a published version. Default: `$LATEST`. The ARN of a version ends in it. */
  readonly version?: string;
  /** The published versions. Each has its own ARN and resource policy, and runs the code that is deployed now. */
  readonly versions?: readonly DeployedFunction[];
  /** The name of an alias, in which its ARN ends. Its `version` is the one that it refers to. */
  readonly alias?: string;
  readonly aliases?: readonly DeployedFunction[];
};
