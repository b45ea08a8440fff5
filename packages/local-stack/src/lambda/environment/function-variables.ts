import type { Session } from '../../access/session.ts';
import type { Account } from '../../account.ts';
import type { DeployedFunction } from '../function/deployed-function.ts';

export type FunctionVariablesInput = {
  readonly deployedFunction: DeployedFunction;
  readonly account: Account;
  readonly session: Session;
  /** Variables that every function has, for instance `AWS_ENDPOINT_URL`. */
  readonly baseEnvironment: Readonly<Record<string, string>>;
  readonly logStreamName: string;
};

/**
 * The environment variables of a function. Variables that Lambda defines come last, because a function
 * cannot override them. See https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
export const functionVariables = (input: FunctionVariablesInput): Record<string, string> => {
  const { deployedFunction, account, session } = input;
  const { logging } = deployedFunction;
  return {
    PATH: '/usr/local/bin:/usr/bin:/bin:/opt/bin',
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    ...input.baseEnvironment,
    ...deployedFunction.environment,
    _HANDLER: deployedFunction.handler,
    AWS_REGION: account.region,
    AWS_DEFAULT_REGION: account.region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${deployedFunction.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: deployedFunction.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(deployedFunction.memorySizeMb),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_FORMAT: logging.format,
    ...(logging.format === 'JSON' && { AWS_LAMBDA_LOG_LEVEL: logging.applicationLevel }),
    AWS_LAMBDA_LOG_GROUP_NAME: logging.logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: input.logStreamName,
    AWS_ACCESS_KEY_ID: session.accessKeyId,
    AWS_SECRET_ACCESS_KEY: session.secretAccessKey,
    AWS_SESSION_TOKEN: session.sessionToken,
  };
};
