import type { CommandInput, Terminal } from '../command-line/command.ts';
import { changedFilesText } from '../stack/changed-files-text.ts';
import { pollFiles } from '../stack/poll-files.ts';
import { pageFiles, type RebuildResult, type WebUiBuilding } from './build-web-ui.ts';

/** Builds the page again when one of its sources has changed, until the signal aborts. */
export const watchPage = (
  building: Pick<WebUiBuilding, 'done' | 'rebuild'>,
  {
    serviceDirectory,
    signal,
    terminal,
  }: Pick<CommandInput, 'serviceDirectory' | 'signal' | 'terminal'>,
): void => {
  pollFiles({
    directory: serviceDirectory,
    paths: () => pageFiles(serviceDirectory),
    onChange: async (changed) => {
      await building.done;
      const startedAt = performance.now();
      const result = await building.rebuild();
      if (signal.aborted) return;
      report(terminal, { changed, result, seconds: (performance.now() - startedAt) / 1000 });
    },
    signal,
  }).catch(() => {
    terminal.stderr.write('Changes of the page are no longer watched: its files cannot be read.\n');
  });
};

type Report = {
  readonly changed: readonly string[];
  readonly result: RebuildResult;
  readonly seconds: number;
};

const report = ({ stderr }: Terminal, { changed, result, seconds }: Report): void => {
  const files = changedFilesText(changed);
  if (result.state === 'failed') {
    stderr.write(
      `Changed: ${files}. The page could not be built, so the previous page is served:\n${result.detail}\nCorrect the file and save it to try again.\n`,
    );
  } else if (result.isUnchanged) {
    stderr.write(`Changed: ${files}. The page is up to date.\n`);
  } else {
    stderr.write(
      `Changed: ${files}. The page was built in ${seconds.toFixed(1)} s. Reload it in the browser.\n`,
    );
  }
};
