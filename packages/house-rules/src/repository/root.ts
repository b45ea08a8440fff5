import { execFileSync } from 'node:child_process';

/** The root directory of the Git repository in which the process runs. */
export const repositoryRoot = execFileSync('git', ['rev-parse', '--show-toplevel'], {
  encoding: 'utf8',
}).trim();
