/** Temporary credentials of an assumed role. */
export type Session = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly roleArn: string;
  /** `arn:aws:sts::<account>:assumed-role/<role>/<session>`. */
  readonly principalArn: string;
  readonly expiresAtMs: number;
  /** The resource that assumed the role, such as a function. Undefined for the operator. */
  readonly sourceArn?: string;
  /** Correlation id of the turn that the caller currently works on. */
  readonly currentTurn: () => string | undefined;
};

/** The caller: a session, or an AWS service on behalf of a resource. */
export type Caller =
  | { readonly kind: 'session'; readonly session: Session }
  | {
      readonly kind: 'service';
      /** For instance `apigateway.amazonaws.com`. */
      readonly service: string;
      readonly sourceArn: string;
      readonly sourceAccount: string;
      readonly turn: string | undefined;
    };
