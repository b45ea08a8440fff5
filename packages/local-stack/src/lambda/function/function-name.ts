import type { Account } from '../../account.ts';

const arnPattern = /^arn:[^:]+:lambda:[^:]+:\d{12}:function:[^:]+(?::[\w-]+)?$/;
const partialArnPattern = /^(?:(\d{12}):function:)?([a-zA-Z0-9_-]+(?::[\w-]+)?)$/;

/**
 * Resolves a `FunctionName` of the Invoke API to an ARN. Accepts a name, a partial ARN or an ARN, with or
 * without a version or an alias, in which the ARN then ends. Undefined for any other text.
 */
export const functionArnOf = (functionName: string, account: Account): string | undefined => {
  const unqualified = functionName.replace(/:\$LATEST$/, '');
  if (arnPattern.test(unqualified)) return unqualified;
  const [, accountId = account.accountId, name] = partialArnPattern.exec(unqualified) ?? [];
  if (name === undefined) return undefined;
  return `arn:${account.partition}:lambda:${account.region}:${accountId}:function:${name}`;
};
