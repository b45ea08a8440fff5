import { findRunningStack, type RunningStack, whyNoStack } from './running-stack.ts';

/** Returns the running stack, or fails and says how to start one. */
export const requireRunningStack = async (serviceDirectory: string): Promise<RunningStack> => {
  const stack = await findRunningStack(serviceDirectory);
  if (stack) return stack;
  throw new Error(
    `${await whyNoStack(serviceDirectory)} Start it in another terminal with \`./hopwise start\`.`,
  );
};
