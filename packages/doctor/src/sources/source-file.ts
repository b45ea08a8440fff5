/** A file with functions or CloudFormation resources that `serverless.yml` includes. */
export type SourceFile = {
  readonly kind: 'functions' | 'resources';
  /** Relative to `serverless.yml`. */
  readonly path: string;
  readonly text: string;
};
