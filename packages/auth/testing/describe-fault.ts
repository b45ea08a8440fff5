import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Cell, type CellOptions, type Coordinates, grid, startCell } from './fault-cell.ts';
import { settled } from './wait-until.ts';

export type Fault = {
  /** The number in the README's fault table, and a description. */
  readonly name: string;
  readonly options?: CellOptions;
  /** Default: all states. */
  readonly appliesTo?: (coordinates: Coordinates) => boolean;
  /** Causes the fault and checks the result. */
  readonly run: (cell: Cell) => Promise<void>;
};

const rejections: unknown[] = [];
const onRejection = (reason: unknown) => rejections.push(reason);

/**
 * Runs a fault in every state, for one caller and for a hundred. Checks in each cell that no expired token is
 * sent, that no rejection is unhandled, and that no secret, token or request body is visible anywhere.
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
