export type RotationErrorCode =
  /** The environment lacks a setting, or holds one that cannot be right. */
  | 'CONFIG_INVALID'
  /** The event is not one that Secrets Manager sends, or is about another secret. */
  | 'EVENT_MALFORMED'
  | 'ROTATION_NOT_ENABLED'
  /** The version to rotate to is unknown, or is not the pending one, or has no value yet. */
  | 'VERSION_NOT_PENDING'
  /** A version of the secret is not JSON with `clientId` and `clientSecret`. */
  | 'SECRET_MALFORMED'
  /** Cognito no longer knows the pending secret: this rotation is given up, the next one starts anew. */
  | 'PENDING_SECRET_LOST'
  /** No token came for the pending secret. */
  | 'PENDING_SECRET_REFUSED'
  | 'AWS_CALL_FAILED';

type Details = ErrorOptions & { readonly awsError?: string };

/** Fails a step of the rotation. Neither its message nor its cause holds a value of the secret. */
export class RotationError extends Error {
  override readonly name = 'RotationError';
  readonly code: RotationErrorCode;
  /** Name of the error that AWS answered with, for instance `ResourceNotFoundException`. */
  readonly awsError: string | undefined;

  constructor(code: RotationErrorCode, message: string, { awsError, ...options }: Details = {}) {
    super(message, options);
    this.code = code;
    this.awsError = awsError;
  }
}
