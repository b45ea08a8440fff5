import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Cookie, Page } from 'playwright-core';
import * as z from 'zod/mini';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

const readyLine = z.object({
  ready: z.literal(true),
  endpoints: z.object({ webUi: z.url(), api: z.url() }),
  page: z.url(),
});

export type RunningStack = {
  /** Origin of the page. */
  readonly webUi: string;
  readonly api: string;
  /** Opens the page in a browser context that did not have access before. */
  open(page: Page): Promise<void>;
  stop(): Promise<void>;
};

/**
 * Runs `hopwise start`: the packaged service with every hop enforced, and the page. Removes the earlier build of the page,
 * because the stack serves it until the new one replaces its files.
 */
export const startStack = async (): Promise<RunningStack> => {
  await rm(join(root, '.hopwise', 'web-ui'), { recursive: true, force: true });
  return await startProgram(['packages/cli/src/main.ts', 'start', '--json']);
};

/**
 * Runs a stage with the last build of the page. The users of the stage `dev` sign in. A call that hangs ends soon, and a
 * busy machine ends no other call.
 */
export const startStage = (stage: 'local' | 'dev'): Promise<RunningStack> =>
  startProgram(['services/web-ui/testing/stage-process.ts', stage]);

const startProgram = async (program: readonly string[]): Promise<RunningStack> => {
  // Jest sets NODE_ENV, and the page would then be built for development.
  const { NODE_ENV: _, ...env } = process.env;
  const child = spawn(process.execPath, program, {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  child.stderr.on('data', (chunk) => {
    log += chunk;
  });
  const exited = once(child, 'exit');
  const stop = async () => {
    child.kill('SIGINT');
    await exited;
  };
  const lines = createInterface({ input: child.stdout });
  for await (const line of lines) {
    const ready = readyLine.safeParse(JSON.parse(line));
    if (!ready.success) break;
    const { webUi, api } = ready.data.endpoints;
    return { webUi, api, open: opener(webUi, ready.data.page), stop };
  }
  await stop();
  throw new Error(`The stack did not start:\n${log}`);
};

/** The first context uses the one-time code of the address, and the next ones its cookie. */
const opener = (webUi: string, address: string): RunningStack['open'] => {
  let cookies: readonly Cookie[] | undefined;
  return async (page) => {
    if (cookies) {
      await page.context().addCookies([...cookies]);
      await page.goto(webUi);
      return;
    }
    const exchanged = page.waitForResponse('**/local/session');
    await page.goto(address);
    await exchanged;
    cookies = await page.context().cookies();
  };
};
