import { readdirSync, readFileSync } from 'node:fs';

const tryTo = (work) => {
  try {
    return work();
  } catch {
    // The process has just ended, or it belongs to another user.
    return undefined;
  }
};

/** Kills a runtime process and its process group. Windows has no process groups. */
export const killGroup = (pid) =>
  tryTo(() => process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL'));

/** The environment with which a process was started, on Linux. A process cannot change it. See `man proc`. */
const environmentOf = (pid) => tryTo(() => readFileSync(`/proc/${pid}/environ`)) ?? Buffer.alloc(0);

/**
 * Kills every process whose environment contains one of these texts, on Linux. Returns how many.
 *
 * @param {readonly string[]} texts
 */
export const killMarked = (texts) => {
  const marks = texts.map((text) => Buffer.from(text));
  const pids = (tryTo(() => readdirSync('/proc')) ?? []).filter((name) => /^\d+$/.test(name));
  const marked = pids.filter((pid) => {
    const environment = environmentOf(pid);
    return marks.some((mark) => environment.includes(mark));
  });
  for (const pid of marked) tryTo(() => process.kill(Number(pid), 'SIGKILL'));
  return marked.length;
};
