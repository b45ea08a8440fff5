/** A policy document has an error for which IAM would refuse it. */
export class PolicyParseError extends Error {
  override readonly name = 'PolicyParseError';
  /** The error code that IAM returns for such a document. */
  readonly code = 'MalformedPolicyDocument';
  readonly policy: string;
  /** Position of the statement, from 0. `undefined` when the error is in the document itself. */
  readonly statement: number | undefined;
  readonly element: string;

  constructor(where: PolicyLocation, problem: string) {
    const statement = where.statement === undefined ? '' : `statement ${where.statement}, `;
    super(`Policy ${where.policy}: ${statement}${where.element} ${problem}.`);
    this.policy = where.policy;
    this.statement = where.statement;
    this.element = where.element;
  }
}

export type PolicyLocation = {
  readonly policy: string;
  readonly statement: number | undefined;
  readonly element: string;
};
