import { credentialNames } from '@hopwise/chat-client/credential-names';
import type { ExplainedFailure } from '@hopwise/chat-client/explain-failure';
import { isDenialCode } from '@hopwise/contracts/codes/denial-codes';
import type { Decision } from '@hopwise/contracts/decision';
import type { HopRow } from './hop-rows.ts';

/** Explains a failed turn: code, hop, credential, the decision that failed, what the caller saw, and the cure. */
export const failureText = (
  { view, code, message, cure, symptom }: ExplainedFailure<HopRow>,
  correlationId: string | undefined,
): string =>
  [
    '',
    view ? `${code} at hop ${view.hop}: ${message}` : `${code}: ${message}`,
    ...(view ? [hopLine(view, outcomeText(view)), ...decisionLines(view)] : []),
    ...(symptom ? [`The caller saw only ${symptom.code}: ${symptom.message}`] : []),
    ...(cure === undefined ? [] : [`What to do: ${cure}`]),
    ...(correlationId === undefined ? [] : [`Correlation id: ${correlationId}`]),
    '',
  ].join('\n');

const outcomeText = ({ outcome }: HopRow): string => (outcome === 'denied' ? 'denied' : 'failed');

/** Names a hop, what happened there, and its credential. */
export const hopLine = ({ hop, from, to, credential }: HopRow, outcome: string): string =>
  `Hop ${hop} (${from} → ${to}): ${outcome}. Credential: ${credentialNames[credential]}.`;

/** A network, a zip or a model server fails without a refusal. */
const verbOf = ({ code }: Pick<Decision, 'code'>): string =>
  code === undefined || isDenialCode(code) ? 'is not allowed to' : 'could not';

/** The decision that failed at a hop. */
export const decisionLines = ({ failing }: HopRow): readonly string[] =>
  failing
    ? [
        `  ${failing.principal} ${verbOf(failing)} call ${failing.action} on ${failing.resource}.`,
        `  ${failing.by}`,
      ]
    : [];
