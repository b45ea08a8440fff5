/** Temporary credentials of an assumed role, and whose they are. */
export type Session = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly roleArn: string;
  /** `arn:aws:sts::<account>:assumed-role/<role>/<session>`. */
  readonly principalArn: string;
  readonly expiresAtMs: number;
  /** Correlation id of the turn that the holder is working for at this moment. */
  readonly currentTurn: () => string | undefined;
};

/** Who calls: the holder of a session's credentials, or an AWS service on behalf of a resource. */
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
