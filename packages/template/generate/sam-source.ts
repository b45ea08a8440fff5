/** Where a generated file comes from. `path` is in the repository of the SAM translator. */
export const samSource = (path: string, commit: string) => ({
  repository: 'https://github.com/aws/serverless-application-model',
  path,
  commit,
  license: 'Apache-2.0',
  generatedAt: new Date().toISOString().slice(0, 10),
});
