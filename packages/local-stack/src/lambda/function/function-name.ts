import type { Account } from '../../account.ts';

const arnPattern = /^arn:[^:]+:lambda:[^:]+:\d{12}:function:[^:]+(?::\d+)?$/;
const partialArnPattern = /^(?:(\d{12}):function:)?([a-zA-Z0-9_-]+(?::\d+)?)$/;

/**
 * Resolves a `FunctionName` of the Invoke API to an ARN. Accepts a name, a partial ARN or an ARN, with or
 * without a version. The ARN of a published version ends in its number. Undefined for any other text.
 */
export const functionArnOf = (functionName: string, account: Account): string | undefined => {
  const unqualified = functionName.replace(/:\$LATEST$/, '');
  if (arnPattern.test(unqualified)) return unqualified;
  const [, accountId = account.accountId, name] = partialArnPattern.exec(unqualified) ?? [];
  if (name === undefined) return undefined;
  return `arn:${account.partition}:lambda:${account.region}:${accountId}:function:${name}`;
};
