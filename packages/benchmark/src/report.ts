export type Goal = {
  readonly id: string;
  readonly name: string;
  readonly value: number;
  readonly goal: number;
  /** A weaker bound for a goal that is missed for a documented reason. */
  readonly heldTo?: number;
  readonly isAtLeast?: boolean;
  /** Why there is no value. Such a goal is neither met nor missed. */
  readonly unmeasured?: string;
};

const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

const meets = ({ value, isAtLeast }: Goal, bound: number): boolean =>
  isAtLeast ? value >= bound : value <= bound;

/** Whether a goal is met, in words. */
export const verdict = (goal: Goal): string => {
  if (goal.unmeasured !== undefined) return `not measured: ${goal.unmeasured}`;
  if (meets(goal, goal.goal)) return 'met';
  return goal.heldTo !== undefined && meets(goal, goal.heldTo)
    ? `missed; held to ${goal.heldTo}`
    : '**missed**';
};

export const printHeading = (text: string): void => print(`\n## ${text}\n`);

export const printNote = (text: string): void => print(`${text}\n`);

export const printTable = (head: readonly string[], rows: readonly (readonly string[])[]): void => {
  print(`| ${head.join(' | ')} |`);
  print(`|${head.map(() => '---|').join('')}`);
  for (const row of rows) print(`| ${row.join(' | ')} |`);
  print('');
};

/** Formats a measured number with three significant digits. */
export const figure = (value: number): string =>
  Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(3)));

export const printGoals = (goals: readonly Goal[]): void => {
  printTable(
    ['', 'goal', 'bound', 'measured', ''],
    goals.map((goal) => [
      goal.id,
      goal.name,
      `${goal.isAtLeast ? '≥' : '≤'} ${figure(goal.goal)}`,
      goal.unmeasured === undefined ? figure(goal.value) : '',
      verdict(goal),
    ]),
  );
};

export const isMissed = (goal: Goal): boolean => verdict(goal) === '**missed**';
