import type { DecisionCode } from '@hopwise/contracts/codes/decision-codes';
import type { FindingCode } from '@hopwise/contracts/codes/finding-codes';

/** Reason for refusing a signature. Each AWS protocol has its own error name and status for it. */
export type SigV4ErrorCode =
  | 'MissingAuthenticationToken'
  | 'IncompleteSignature'
  | 'InvalidSignature'
  | 'UnrecognizedClient'
  | 'ExpiredToken';

/** A decision code that is also a finding's code. */
export type MistakeCode = DecisionCode & FindingCode;

/** A request whose credentials AWS would refuse. The message is AWS's. */
export class SigV4Error extends Error {
  override readonly name = 'SigV4Error';
  readonly code: SigV4ErrorCode;
  /** Set when the request shows one of the classic mistakes. */
  readonly findingCode: MistakeCode | undefined;

  constructor(code: SigV4ErrorCode, message: string, findingCode?: MistakeCode) {
    super(message);
    this.code = code;
    this.findingCode = findingCode;
  }
}
