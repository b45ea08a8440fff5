import type { LocalStack } from '@hopwise/local-stack/start-local-stack';
import { stageNeedsSignIn } from '../stack/stage-needs-sign-in.ts';

type ReadyStack = Pick<LocalStack, 'endpoints' | 'env' | 'pageAddress'> & {
  readonly state: Pick<LocalStack['state'], 'stage'>;
  readonly faults: Pick<LocalStack['faults'], 'list'>;
};

type Start = { readonly seconds: number; readonly isWatching: boolean };

const nextBrowser =
  '  ./hopwise page                         # another webUi address, because each one works once';

/**
 * The text that `hopwise start` prints when the stack is ready: addresses, the sign-in if the stage needs one, the
 * faults that are on, and the next step.
 */
export const readyMessage = (stack: ReadyStack, { seconds, isWatching }: Start): string => {
  const { endpoints, env, state } = stack;
  const { SIGN_IN_USERNAME: username, SIGN_IN_PASSWORD: password } = env;
  const page = stack.pageAddress();
  const shown = Object.entries({ ...endpoints, ...(page !== undefined && { webUi: page }) });
  if (username !== undefined && stageNeedsSignIn(state.stage)) {
    shown.push(['sign in', `${username}, password ${password}`]);
  }
  return [
    '',
    ...shown.map(([name, value]) => `  ${name.padEnd(15)}${value}`),
    '',
    ...faultsOn(stack).map(
      ({ name, hop, seen }) =>
        `${name} is on. Hop ${hop}: ${seen} Switch it off with \`./hopwise faults off ${name}\`.`,
    ),
    ...(isWatching
      ? ['Changes are watched: a saved file is redeployed, and the page is built again.']
      : []),
    `Ready in ${seconds.toFixed(1)} s. Press Ctrl-C to stop. Open the webUi address, or run in another terminal:`,
    '  ./hopwise ask "Check security status"',
    ...(page === endpoints.webUi ? [] : [nextBrowser]),
    '',
  ].join('\n');
};

const faultsOn = ({ faults }: Pick<ReadyStack, 'faults'>) => faults.list().filter(({ on }) => on);

/** The line that `hopwise start --json` prints instead. */
export const readyLine = (
  stack: Pick<LocalStack, 'endpoints' | 'state' | 'pageAddress'> & Pick<ReadyStack, 'faults'>,
): string => {
  const { endpoints, state } = stack;
  const faults = faultsOn(stack).map(({ name }) => name);
  return `${JSON.stringify({ ready: true, pid: state.pid, endpoints, faults, page: stack.pageAddress() })}\n`;
};
