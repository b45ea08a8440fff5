import { AwsError } from '../aws-endpoint/aws-error.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html */
const reserved =
  /^(?:_HANDLER|_X_AMZN_TRACE_ID|AWS_(?:DEFAULT_)?REGION|AWS_EXECUTION_ENV|AWS_LAMBDA_\w*|AWS_ACCESS_KEY(?:_ID)?|AWS_SECRET_ACCESS_KEY|AWS_SESSION_TOKEN|LAMBDA_TASK_ROOT|LAMBDA_RUNTIME_DIR)$/;

const maxBytes = 4096;

/**
 * Checks the environment variables of a function. Throws `ValidationException` for a name, and
 * `InvalidParameterValueException` for a reserved name or too many characters.
 */
export const validateVariables = (variables: Readonly<Record<string, string>>): void => {
  const names = Object.keys(variables);
  const malformed = names.find((name) => !/^[a-zA-Z]\w+$/.test(name) && !reserved.test(name));
  if (malformed !== undefined) {
    throw new AwsError(
      'ValidationException',
      `1 validation error detected: Value at 'environment.variables' failed to satisfy constraint: Map keys must satisfy regular expression pattern: [a-zA-Z]([a-zA-Z0-9_])+. ${malformed} does not.`,
    );
  }
  const used = names.filter((name) => reserved.test(name));
  if (used.length > 0) {
    throw refused(
      `contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${used.join(', ')}`,
    );
  }
  if (Buffer.byteLength(JSON.stringify(variables)) > maxBytes) {
    throw refused('exceeded the 4KB limit.');
  }
};

const refused = (problem: string): AwsError =>
  new AwsError(
    'InvalidParameterValueException',
    `Lambda was unable to configure your environment variables because the environment variables you have provided ${problem}`,
    { members: { Type: 'User' } },
  );
