/** A file that `serverless.yml` includes: its functions, or its CloudFormation resources. */
export type SourceFile = {
  readonly kind: 'functions' | 'resources';
  /** Relative to `serverless.yml`. */
  readonly path: string;
  readonly text: string;
};
