import { functionsOf } from '@hopwise/template/functions';
import type { CreationRule } from './creation-rule.ts';

/** Two scopes of resource servers with a comma between them. */
const scopesWithComma = /^[^/\s,]+\/[^/\s,]+(?:\s*,\s*[^/\s,]+\/[^/\s,]+)+$/;

/**
 * Finds variables with scopes that are separated by commas. A token request separates them with spaces (RFC 6749, 3.3).
 * https://www.rfc-editor.org/rfc/rfc6749#section-3.3
 */
export const scopesWithCommas: CreationRule<{ readonly name: string; readonly scopes: string }> = ({
  model,
  texts,
}) =>
  functionsOf(model).flatMap(({ logicalId, variables }) =>
    Object.entries(variables)
      .filter(([name, value]) => /SCOPE/i.test(name) && scopesWithComma.test(texts.of(value)))
      .map(([name, value]) => ({
        logicalId,
        where: `${logicalId}.Environment.Variables.${name}`,
        hop: 6,
        name,
        scopes: texts.of(value),
      })),
  );
