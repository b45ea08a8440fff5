import { AwsError } from '../../aws-endpoint/aws-error.ts';

export type MatchesMessage = (message: string) => boolean;

/** The parts of a JSON pattern that are left to read. */
export type Tokens = {
  /** The next token. Empty at the end. */
  peek(): string;
  next(): string;
};

export type MatchesJson = (json: unknown) => boolean;

export const invalidPattern = (message: string): AwsError =>
  new AwsError('InvalidParameterException', message);
