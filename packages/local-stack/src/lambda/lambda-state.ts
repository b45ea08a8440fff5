import type { Clock } from '@hopwise/auth/clock';
import type { AccessControl } from '../access/access-control.ts';
import type { DeployedRole } from '../access/deployed-role.ts';
import type { Account } from '../account.ts';
import { AwsError } from '../aws-endpoint/aws-error.ts';
import { port } from '../aws-service/ports.ts';
import { arn } from '../deployment/arn.ts';
import type { TemplateEdits } from '../edits/template-edits.ts';
import type { Lambda } from './create-lambda.ts';
import type { FunctionNetworks } from './environment/closed-origins.ts';
import type { DeployedFunction } from './function/deployed-function.ts';
import { functionArnOf } from './function/function-name.ts';
import { qualifiedFunctions } from './function/qualified-functions.ts';

/** The functions of Lambda that the stack itself uses. */
export type FunctionControl = Pick<Lambda, 'functionEnvironment' | 'recycle' | 'usage'>;

export const functionControl = port<FunctionControl>('function control');

/** What the functions of the stack can reach. */
export const functionNetworks = port<FunctionNetworks>('function networks');

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
  readonly account: Account;
  readonly access: Pick<AccessControl, 'trusts'>;
  /** The currently deployed functions. */
  readonly functions: () => readonly DeployedFunction[];
  readonly roles: () => readonly DeployedRole[];
  readonly edits: TemplateEdits;
  readonly clock: Clock;
  /** When operations changed functions, by logical id. */
  readonly updated: Map<string, Date>;
};

type AskedFunction = {
  readonly FunctionName?: string | undefined;
  readonly Qualifier?: string | undefined;
};

/**
 * Finds a function, or one of its published versions or aliases, by name, partial ARN or ARN. Throws
 * `ResourceNotFoundException`.
 */
export const functionOrVersion = (
  { FunctionName = '', Qualifier = '$LATEST' }: AskedFunction,
  { functions, account }: LambdaState,
): DeployedFunction => {
  const qualifier = Qualifier === '$LATEST' ? '' : `:${Qualifier}`;
  const asked = `${functionArnOf(FunctionName, account) ?? FunctionName}${qualifier}`;
  const found = functions()
    .flatMap(qualifiedFunctions)
    .find(({ arn }) => arn === asked);
  if (found) return found;
  throw functionNotFound(`Function not found: ${asked}`);
};

/**
 * Finds a function. Throws `ResourceNotFoundException`, and `InvalidParameterValueException` for a published version
 * and an alias, which operations do not change.
 */
export const functionNamed = (input: AskedFunction, lambda: LambdaState): DeployedFunction => {
  const found = functionOrVersion(input, lambda);
  const qualifier = found.alias ?? found.version;
  if (qualifier === undefined) return found;
  throw new AwsError(
    'InvalidParameterValueException',
    `The local stack serves this operation for the version $LATEST only, not for ${qualifier}.`,
  );
};

export const functionNotFound = (message: string): AwsError =>
  new AwsError('ResourceNotFoundException', message, {
    status: 404,
    members: { Type: 'User' },
  });

/** The ARN on which access to a function is decided, whether or not it exists. */
export const functionResource = (
  { FunctionName = '', Qualifier = '$LATEST' }: AskedFunction,
  account: Account,
): string => {
  const named =
    functionArnOf(FunctionName, account) ?? arn('lambda', account, `function:${FunctionName}`);
  return Qualifier === '$LATEST' ? named : `${named}:${Qualifier}`;
};
