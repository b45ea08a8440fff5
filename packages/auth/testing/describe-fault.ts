import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Cell, type CellOptions, type Coordinates, grid, startCell } from './fault-cell.ts';
import { settled } from './wait-until.ts';

export type Fault = {
  /** Number in the fault table of the README, and what happens. */
  readonly name: string;
  readonly options?: CellOptions;
  /** States that the fault is about; all of them where it is left out. */
  readonly appliesTo?: (coordinates: Coordinates) => boolean;
  /** What happens, and what must come of it. */
  readonly run: (cell: Cell) => Promise<void>;
};

const rejections: unknown[] = [];
const onRejection = (reason: unknown) => rejections.push(reason);

/**
 * Runs a fault in every state, for one caller and a hundred. In each cell no expired token is sent, no
 * rejection goes unhandled, and no secret, token or request body shows.
 */
export const describeFault = ({ name, options, appliesTo = () => true, run }: Fault): void => {
  describe(name, () => {
    let cell: Cell | undefined;
    beforeEach(() => {
      rejections.length = 0;
      process.on('unhandledRejection', onRejection);
    });
    afterEach(async () => {
      process.off('unhandledRejection', onRejection);
      await cell?.close();
    });

    it.each(grid.filter(appliesTo))('$state, $callers at once', async (coordinates) => {
      cell = await startCell(coordinates, options);
      await run(cell);
      await settled();

      expect(cell.expiredBearers()).toBe(0);
      expect(cell.leaks()).toEqual([]);
      expect(rejections).toEqual([]);
    });
  });
};
