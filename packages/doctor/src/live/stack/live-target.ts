import type { Decision } from '@hopwise/contracts/decision';

export type AwsCredentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
};

/** A stack that runs, on AWS or on this machine, and how to ask about it. */
export type LiveTarget = {
  /** How the report calls it, for instance `stage dev`. */
  readonly name: string;
  readonly stackName: string;
  readonly region: string;
  /** One address for every AWS API; AWS's own unless given. */
  readonly endpoint?: string;
  /** The SDK's default chain unless given. */
  readonly credentials?: AwsCredentials;
  /** Profile of the AWS configuration files. */
  readonly profile?: string;
  /** Whether whoever asks a question brings a token of the user pool. */
  readonly callersSignIn: boolean;
  /** The decisions that the stack has recorded; a stack on AWS records none. */
  readonly decisions?: () => Promise<readonly Decision[]>;
  /** Time for one check, but for those that take longer by their nature; 8,000 unless given. */
  readonly timeoutMs?: number;
  /** Told of every call of an AWS API, for instance `GetRole`. */
  readonly onAwsCall?: (operation: string) => void;
};
