import type { LocalStack } from '@hopwise/local-stack/start-local-stack';
import { stageNeedsSignIn } from '../stack/stage-needs-sign-in.ts';

type ReadyStack = Pick<LocalStack, 'endpoints' | 'env'> & {
  readonly state: Pick<LocalStack['state'], 'stage'>;
};

/** The text that `hopwise start` prints when the stack is ready: addresses, the sign-in if the stage needs one, and the next step. */
export const readyMessage = ({ endpoints, env, state }: ReadyStack, seconds: number): string => {
  const { SIGN_IN_USERNAME: username, SIGN_IN_PASSWORD: password } = env;
  const shown = Object.entries(endpoints);
  if (username !== undefined && stageNeedsSignIn(state.stage)) {
    shown.push(['sign in', `${username}, password ${password}`]);
  }
  return [
    '',
    ...shown.map(([name, value]) => `  ${name.padEnd(15)}${value}`),
    '',
    `Ready in ${seconds.toFixed(1)} s. Press Ctrl-C to stop. Open ${endpoints.webUi}, or run in another terminal:`,
    '  ./hopwise ask "Check security status"',
    '',
  ].join('\n');
};

/** The line that `hopwise start --json` prints instead. */
export const readyLine = ({ endpoints, state }: Pick<LocalStack, 'endpoints' | 'state'>): string =>
  `${JSON.stringify({ ready: true, pid: state.pid, endpoints })}\n`;
