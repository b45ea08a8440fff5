import { parseStatement } from './parse-statement.ts';
import type { NamedPolicy } from './policy-document.ts';
import { isRecord } from './policy-json.ts';
import { PolicyParseError } from './policy-parse-error.ts';

const versions = ['2008-10-17', '2012-10-17'];
const documentKeys = ['Version', 'Id', 'Statement'];

const refuseRepeatedSids = (sids: readonly (string | undefined)[], policy: string): void => {
  for (const [statement, sid] of sids.entries()) {
    if (sid !== undefined && sids.indexOf(sid) !== statement) {
      throw new PolicyParseError(
        { policy, statement, element: 'Sid' },
        `"${sid}" is used by an earlier statement, expected a unique Sid`,
      );
    }
  }
};

const textElement = (value: unknown, element: string, policy: string): string | undefined => {
  if (value === undefined || typeof value === 'string') return value;
  throw new PolicyParseError(
    { policy, statement: undefined, element },
    `is ${typeof value}, expected a string`,
  );
};

/**
 * Checks a policy document, which has one statement or a list of statements.
 * Throws a `PolicyParseError`, which names the policy, the statement and the element.
 */
export const parsePolicyDocument = (value: unknown, name: string): NamedPolicy => {
  const fail = (element: string, problem: string): never => {
    throw new PolicyParseError({ policy: name, statement: undefined, element }, problem);
  };
  if (!isRecord(value)) return fail('document', 'is not an object');
  for (const key of Object.keys(value)) {
    if (!documentKeys.includes(key)) fail(key, 'is not an element of a policy document');
  }

  const version = textElement(value.Version, 'Version', name);
  if (version !== undefined && !versions.includes(version)) {
    fail('Version', `is unknown, expected ${versions.join(' or ')}`);
  }
  const id = textElement(value.Id, 'Id', name);
  const statements = value.Statement;
  if (statements === undefined) fail('Statement', 'is missing');

  const parsed = (Array.isArray(statements) ? statements : [statements]).map(
    (statement: unknown, index) => parseStatement(statement, { policy: name, statement: index }),
  );
  refuseRepeatedSids(
    parsed.map(({ Sid }) => Sid),
    name,
  );
  return {
    name,
    document: {
      ...(version === undefined ? {} : { Version: version }),
      ...(id === undefined ? {} : { Id: id }),
      Statement: parsed,
    },
  };
};
