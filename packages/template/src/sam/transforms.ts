import { asList } from '../json.ts';

const samTransform = 'AWS::Serverless-2016-10-31';

/** Whether CloudFormation expands the SAM resources of a template. `Transform` is one name or a list. */
export const hasSamTransform = (transform: unknown): boolean =>
  asList(transform).includes(samTransform);
