import type { Instead } from '../aws-endpoint/unserved-operation.ts';

/** What does the same as operations of Lambda that the local stack does not serve. */
export const insteadOf: readonly Instead[] = [
  {
    operations: /^UpdateFunctionCode$/,
    instead: 'Change the source files instead: `hopwise start` packages and deploys them.',
  },
  {
    operations: /^(?:Put|Delete)FunctionConcurrency$/,
    instead:
      'Change `ReservedConcurrentExecutions` of the AWS::Lambda::Function in the template instead.',
  },
  {
    operations: /Alias|Version|Provisioned/,
    instead: 'Change the AWS::Lambda::Alias and AWS::Lambda::Version of the template instead.',
  },
  {
    operations: /FunctionUrl/,
    instead:
      'Add an AWS::ApiGateway::Method to the template instead, which invokes the function over HTTP.',
  },
  {
    operations: /EventSourceMapping/,
    instead: 'Use Invoke instead.',
  },
];
