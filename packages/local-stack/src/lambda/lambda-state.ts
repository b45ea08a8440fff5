import type { Account } from '../account.ts';
import { AwsError } from '../aws-endpoint/aws-error.ts';
import { port } from '../aws-service/ports.ts';
import { arn } from '../deployment/arn.ts';
import type { Lambda } from './create-lambda.ts';
import type { DeployedFunction } from './function/deployed-function.ts';

/** The functions of Lambda that the stack itself uses. */
export type FunctionControl = Pick<Lambda, 'functionEnvironment' | 'recycle'>;

export const functionControl = port<FunctionControl>('function control');

/** Options of the stack for Lambda. */
export type LambdaSettings = {
  readonly workDirectory: string;
  /** Receives each log line of the functions. */
  readonly onLog: ((line: string, functionName: string) => void) | undefined;
  /** Milliseconds between a function's timeout and its end. */
  readonly killDelayMs: number | undefined;
};

export const lambdaSettings = port<LambdaSettings>('Lambda settings');

/** The state of Lambda's control plane. */
export type LambdaState = {
  /** The currently deployed functions. */
  readonly functions: () => readonly DeployedFunction[];
};

/** Finds a function by name or ARN. Throws `ResourceNotFoundException`. */
export const functionNamed = (asked: string | undefined, { functions }: LambdaState) => {
  const found = functions().find(({ name, arn }) => asked === name || asked === arn);
  if (found) return found;
  throw functionNotFound(`Function not found: ${asked ?? ''}`);
};

export const functionNotFound = (message: string): AwsError =>
  new AwsError('ResourceNotFoundException', message, { status: 404 });

/** The ARN on which access to a function is decided, whether or not it exists. */
export const functionResource = (
  { FunctionName = '' }: { FunctionName?: string | undefined },
  account: Account,
): string =>
  FunctionName.startsWith('arn:')
    ? FunctionName
    : arn('lambda', account, `function:${FunctionName}`);
