import { credentialNames } from '@hopwise/chat-client/credential-names';
import type { ExplainedFailure } from '@hopwise/chat-client/explain-failure';
import type { HopRow } from './hop-rows.ts';

/** Explains a failed turn: code, hop, credential, the decision that failed, what the caller saw, and the cure. */
export const failureText = (
  { view, code, message, cure, symptom }: ExplainedFailure<HopRow>,
  correlationId: string,
): string =>
  [
    '',
    view ? `${code} at hop ${view.hop}: ${message}` : `${code}: ${message}`,
    ...(view ? hopLines(view) : []),
    ...(symptom ? [`The caller saw only ${symptom.code}: ${symptom.message}`] : []),
    ...(cure === undefined ? [] : [`What to do: ${cure}`]),
    `Correlation id: ${correlationId}`,
    '',
  ].join('\n');

const hopLines = ({ hop, from, to, credential, outcome, failing }: HopRow): readonly string[] => {
  const what = outcome === 'denied' ? 'was denied' : 'failed';
  return [
    `Hop ${hop} (${from} → ${to}) ${what}. Credential: ${credentialNames[credential]}.`,
    ...(failing
      ? [
          `  ${failing.principal} is not allowed to call ${failing.action} on ${failing.resource}.`,
          `  ${failing.by}`,
        ]
      : []),
  ];
};
