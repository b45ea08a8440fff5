/** Preloaded into a measured process: writes the process's own CPU time in microseconds to a file when it ends. */
import { writeFileSync } from 'node:fs';

process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  writeFileSync(process.env.HOPWISE_CPU_FILE ?? '', String(user + system));
});
