import type { PolicySourceType } from '@aws-sdk/client-iam';
import { jsonProblem, parseBoundedJson } from '@hopwise/contracts/bounded-json';
import { parsePolicyDocument } from '@hopwise/iam/parse-policy-document';
import type { NamedPolicy, Statement } from '@hopwise/iam/policy-document';
import { PolicyParseError } from '@hopwise/iam/policy-parse-error';
import { invalidInput } from './invalid-input.ts';

/** A policy of a simulation. Results name it by its id and its type. */
export type SimulatedPolicy = {
  readonly id: string;
  readonly type: PolicySourceType;
  readonly policy: NamedPolicy;
};

const maxCharacters = 131_072;

/** Reads the policies that are attached to nobody. Throws `InvalidInput`. */
export const readIdentityPolicies = (
  texts: readonly string[] | undefined,
  member: string,
): readonly SimulatedPolicy[] =>
  (texts ?? []).map((text, index) => {
    const id = `${member}.${index + 1}`;
    const policy = read(text, id);
    for (const { Principal, NotPrincipal, Resource, NotResource } of policy.document.Statement) {
      if (Principal !== undefined || NotPrincipal !== undefined) {
        throw invalidInput(`${id}: Policy document should not specify a principal.`);
      }
      if (Resource === undefined && NotResource === undefined) {
        throw invalidInput(`${id}: Policy statement must contain resources.`);
      }
    }
    return { id, type: 'none', policy };
  });

/** A simulation has at most one permissions boundary. Throws `InvalidInput`. */
export const readBoundary = (texts: readonly string[] | undefined): NamedPolicy | undefined => {
  const member = 'PermissionsBoundaryPolicyInputList';
  if ((texts?.length ?? 0) > 1) {
    throw invalidInput(`${member} has ${texts?.length} policies, and can have only one.`);
  }
  return readIdentityPolicies(texts, member)[0]?.policy;
};

/** Throws `InvalidInput`. */
export const readResourcePolicy = (text: string | undefined): SimulatedPolicy | undefined => {
  if (text === undefined) return undefined;
  const policy = read(text, 'ResourcePolicy');
  if (policy.document.Statement.some(hasNoPrincipal)) {
    throw invalidInput('ResourcePolicy: Missing required field Principal');
  }
  return { id: 'ResourcePolicy', type: 'resource', policy };
};

const hasNoPrincipal = ({ Principal, NotPrincipal }: Statement): boolean =>
  Principal === undefined && NotPrincipal === undefined;

const read = (text: string, id: string): NamedPolicy => {
  if (text.length > maxCharacters) {
    throw invalidInput(`${id} has ${text.length} characters, and can have ${maxCharacters}.`);
  }
  try {
    const policy = parsePolicyDocument(parseBoundedJson(text), id);
    if (policy.document.Statement.length > 0) return policy;
    throw invalidInput(`${id}: Syntax errors in policy: Statement is empty.`);
  } catch (error) {
    if (error instanceof PolicyParseError) throw invalidInput(error.message, error);
    if (error instanceof SyntaxError) throw invalidInput(`${id} ${jsonProblem(error)}.`, error);
    throw error;
  }
};
