import { median } from '../src/statistics.ts';

/** The contenders of a round, beginning with another one each time, so that a slow moment affects all of them. */
export const inTurn = <One>(contenders: readonly One[], round: number): readonly One[] => {
  const shift = round % contenders.length;
  return [...contenders.slice(shift), ...contenders.slice(0, shift)];
};

/** What each contender measured, by round. */
export type Rounds<Name, Measured> = ReadonlyMap<Name, readonly Measured[]>;

type Figures<Measured> = Readonly<Record<keyof Measured, number>>;

/** One figure of a contender, by round. */
export const each = <Name, Measured extends Figures<Measured>>(
  rounds: Rounds<Name, Measured>,
  name: Name,
  figure: keyof Measured,
): number[] => (rounds.get(name) ?? []).map((measured) => measured[figure]);

/** The ratio of one figure of a contender to that of the first contender. */
export const ratioToFirst = <Name, Measured extends Figures<Measured>>(
  rounds: Rounds<Name, Measured>,
  name: Name,
  figure: keyof Measured,
): number => {
  const [first] = rounds.keys();
  const base = first === undefined ? [] : each(rounds, first, figure);
  // The median of the ratios of all rounds, because other programs slow both parts of a round.
  return median(each(rounds, name, figure).map((one, round) => one / (base[round] ?? Number.NaN)));
};
