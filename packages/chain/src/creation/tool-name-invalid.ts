import { asList, at } from '@hopwise/template/json';
import { hasStandIn } from '../texts/stand-ins.ts';
import type { CreationRule } from './creation-rule.ts';
import { operationsOf } from './openapi-operations.ts';

/** Longest name of a tool that Claude accepts. */
const maxLength = 64;

/**
 * Finds operations of an OpenAPI action group for which Bedrock composes a tool name that Claude does not accept:
 * `verb__actionGroup__operationId`, at most 64 characters and without a further `__`.
 * https://stackoverflow.com/questions/79710987
 */
export const toolNameInvalid: CreationRule<{ readonly name: string; readonly problem: string }> = ({
  model,
  texts,
  readYaml,
}) =>
  model.ofType('AWS::Bedrock::Agent').flatMap(({ logicalId, properties }) => {
    if (!texts.of(properties.FoundationModel).includes('anthropic.')) return [];
    return asList(properties.ActionGroups).flatMap((group) => {
      const groupName = texts.of(at(group, 'ActionGroupName'));
      const payload = at(group, 'ApiSchema', 'Payload');
      return operationsOf(payload, readYaml).flatMap(({ verb, operationId }) => {
        const name = `${verb.toUpperCase()}__${groupName}__${operationId}`;
        const problem = problemOf(name, groupName, operationId);
        if (problem === undefined) return [];
        return [{ logicalId, where: `${logicalId}.ActionGroups`, hop: 4, name, problem } as const];
      });
    });
  });

const problemOf = (name: string, groupName: string, operationId: string): string | undefined => {
  if (hasStandIn(name)) return undefined;
  if (name.length > maxLength) return `it has ${name.length} characters`;
  return [groupName, operationId].some((one) => one.includes('__'))
    ? 'a part contains two underscores in a row'
    : undefined;
};
