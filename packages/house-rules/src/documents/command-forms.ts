/** A command that only works where pnpm is installed, such as `pnpm run lint`. */
const barePnpm = /(?<!-y )\bpnpm(?:@\d+)? (?:--\w|(?:exec|install|run|start|store|test)\b)[^`\n]*/g;

/** The launcher runs these without pnpm and without the network. */
const launcherCommand =
  /npx -y pnpm@\d+ (?:--silent )?(?:run )?(?:hopwise|start|exec serverless)\b[^`\n]*/g;

/**
 * Finds commands in a text that have another form than the README: `./hopwise …` for the hopwise commands and the deploy tool, and
 * `npx -y pnpm@12 …` for scripts.
 */
export const wrongCommandForms = (text: string): string[] =>
  [barePnpm, launcherCommand].flatMap((pattern) => [...text.matchAll(pattern)].map(([all]) => all));
