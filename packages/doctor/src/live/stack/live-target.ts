import type { Decision } from '@hopwise/contracts/decision';

export type AwsCredentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
};

/** A running stack, on AWS or on this machine, and how to reach it. */
export type LiveTarget = {
  /** Name of the stack in the report, for instance `stage dev`. */
  readonly name: string;
  /** The stacks that together have the chain. They can use each other's exports. */
  readonly stackNames: readonly string[];
  readonly region: string;
  /** One address for every AWS API. Default: the addresses of AWS. */
  readonly endpoint?: string;
  /** Default: the default credential chain of the AWS SDK. */
  readonly credentials?: AwsCredentials;
  /** Profile in the AWS configuration files. */
  readonly profile?: string;
  /** Whether callers send an access token of the user pool. Without a value, they send what the API requires. */
  readonly callersSignIn?: boolean;
  /** Reads the recorded decisions. A stack on AWS has no record. */
  readonly decisions?: () => Promise<readonly Decision[]>;
  /** Time limit of one check in milliseconds. Default: 8,000. Some checks have a longer limit. */
  readonly timeoutMs?: number;
  /** Receives the name of every AWS operation before its call, for instance `GetRole`. */
  readonly onAwsCall?: (operation: string) => void;
};
