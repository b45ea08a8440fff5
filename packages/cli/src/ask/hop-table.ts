import { styleText } from 'node:util';
import { printableLine } from '@hopwise/contracts/printable';
import type { HopRow } from './hop-rows.ts';

type Style = 'bold' | 'dim' | 'green' | 'red';
type Paint = (style: Style, text: string) => string;
type HopDecision = HopRow['decisions'][number];

/**
 * Formats the hops of a turn as a table: one line per hop, and below it one line per decision with the
 * statement that decided. A denial also names the principal and the resource.
 */
export const hopTable = (rows: readonly HopRow[], colour: boolean): string => {
  const paint: Paint = (style, text) =>
    colour ? styleText(style, text, { validateStream: false }) : text;
  const routes = rows.map(({ hop, from, to }) => `${hop}  ${from} → ${to}`);
  const routeWidth = Math.max(...routes.map(({ length }) => length));
  const shown = rows.map((row) => ({ ...row, decisions: row.decisions.map(printableDecision) }));
  const actions = shown.flatMap(({ decisions }) => decisions.map(({ action }) => action.length));
  const actionWidth = Math.max(0, ...actions);
  return shown
    .flatMap((row, index) => [
      `${paint('bold', (routes[index] ?? '').padEnd(routeWidth))}  ${row.credential.padEnd(7)}  ${outcomeOf(row, paint)}`,
      ...distinct(row.decisions).flatMap((decision) => decisionLines(decision, actionWidth, paint)),
    ])
    .map((line) => `${line}\n`)
    .join('');
};

const printableDecision = (decision: HopDecision): HopDecision => ({
  ...decision,
  action: printableLine(decision.action),
  by: printableLine(decision.by),
  principal: printableLine(decision.principal),
  resource: printableLine(decision.resource),
});

const outcomeOf = ({ outcome, code, failing }: HopRow, paint: Paint): string => {
  // The line of the failing decision names its code.
  const why = code === undefined || failing ? '' : `  ${code}`;
  return paint(styleOf[outcome], `${textOf[outcome]}${why}`);
};

const styleOf: Readonly<Record<HopRow['outcome'], Style>> = {
  allowed: 'green',
  denied: 'red',
  failed: 'red',
  'not-reached': 'dim',
};

const textOf: Readonly<Record<HopRow['outcome'], string>> = {
  allowed: 'allowed',
  denied: 'DENIED',
  failed: 'FAILED',
  'not-reached': 'not reached',
};

/** A turn with two tools repeats most decisions. The table shows each decision once. */
const distinct = (decisions: readonly HopDecision[]): readonly HopDecision[] => {
  const key = ({ action, by }: HopDecision): string => `${action}\n${by}`;
  return [...new Map(decisions.map((decision) => [key(decision), decision])).values()];
};

const decisionLines = (decision: HopDecision, width: number, paint: Paint): readonly string[] => {
  const { action, by, code, effect, principal, resource } = decision;
  const line = `     ${action.padEnd(width)}  `;
  if (effect === 'allow') return [`${line}${paint('dim', by)}`];
  return [
    `${line}${paint('red', code ? `${code}: ${by}` : by)}`,
    `     ${''.padEnd(width)}  ${principal}`,
    `     ${''.padEnd(width)}  on ${resource}`,
  ];
};
