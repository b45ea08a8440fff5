import type { Account } from '../account.ts';
import { AwsError } from '../aws-endpoint/aws-error.ts';
import { port } from '../aws-service/ports.ts';
import { arn } from '../deployment/arn.ts';
import type { Lambda } from './create-lambda.ts';
import type { DeployedFunction } from './function/deployed-function.ts';

/** What the stack itself asks of Lambda. */
export type FunctionControl = Pick<Lambda, 'functionEnvironment' | 'recycle'>;

export const functionControl = port<FunctionControl>('function control');

/** Where Lambda puts its files and its log lines: options of the stack. */
export type LambdaSettings = {
  readonly workDirectory: string;
  readonly onLog?: (line: string, functionName: string) => void;
};

export const lambdaSettings = port<LambdaSettings>('Lambda settings');

/** What the operations of Lambda work on. */
export type LambdaState = {
  /** The functions that are deployed at this moment. */
  readonly functions: () => readonly DeployedFunction[];
};

/** The function of a name or ARN. Throws `ResourceNotFoundException`. */
export const functionNamed = (asked: string | undefined, { functions }: LambdaState) => {
  const found = functions().find(({ name, arn }) => asked === name || asked === arn);
  if (found) return found;
  throw functionNotFound(`Function not found: ${asked ?? ''}`);
};

export const functionNotFound = (message: string): AwsError =>
  new AwsError('ResourceNotFoundException', message, { status: 404 });

/** The ARN that access to a function is decided on, whether or not it exists. */
export const functionResource = (
  { FunctionName = '' }: { FunctionName?: string | undefined },
  account: Account,
): string =>
  FunctionName.startsWith('arn:')
    ? FunctionName
    : arn('lambda', account, `function:${FunctionName}`);
