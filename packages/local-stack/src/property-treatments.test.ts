import { describe, expect, it } from '@jest/globals';
import { parseProperties } from './deployment/parse-properties.ts';
import { treatmentOf } from './deployment/property-treatment.ts';
import { shapeOf } from './deployment/schema-shape.ts';
import { services } from './services.ts';
import { TemplateError } from './template/template-error.ts';

/** A value that no property accepts as its only harmless one. */
const used = { of: 'this test' };

const all = services
  .flatMap(({ types }) => types)
  .flatMap((type) =>
    Object.entries(shapeOf(type.schema)).map(([name, schema]) => ({
      type,
      name,
      property: `${type.type} ${name}`,
      kind: treatmentOf(schema)?.kind,
    })),
  );

const messageOf = ({ type, name }: Pick<(typeof all)[number], 'type' | 'name'>): string => {
  try {
    parseProperties(type, { logicalId: 'Resource', properties: { [name]: used } });
    return '';
  } catch (error) {
    if (error instanceof TemplateError) return error.message;
    throw error;
  }
};

/** The message of a value of the wrong type. The treatment of the property has accepted it. */
const wrongTypeOf = /^Property .* of Resource \(\S+\) is invalid: .*$/;

describe('a property', () => {
  it.each(all.filter(({ kind }) => kind === 'refused'))('$property is refused by name', (one) => {
    expect(messageOf(one)).toMatch(
      new RegExp(`does not implement ${one.name} of Resource: it would need [a-zA-Z]`),
    );
  });

  it.each(all.filter(({ kind }) => kind === 'inert'))('$property is accepted', (one) => {
    expect(messageOf(one).replace(wrongTypeOf, '')).not.toContain(one.name);
  });

  it.each(all)('$property is suggested for a misspelled one', ({ type, name }) => {
    const misspelled = `${name.slice(0, -1)}_${name.slice(-1)}`;
    expect(messageOf({ type, name: misspelled })).toMatch(
      new RegExp(`has no property ${misspelled}\\. Did you mean (?:\\w+ or )*${name}`),
    );
  });

  it.each([
    'AWS::ApiGateway::Authorizer IdentitySource',
    'AWS::ApiGateway::RestApi Body',
    'AWS::Bedrock::Agent GuardrailConfiguration',
    'AWS::Bedrock::Agent KnowledgeBases',
    'AWS::BedrockAgentCore::Gateway PolicyEngineConfiguration',
    'AWS::Cognito::UserPool LambdaConfig',
    'AWS::Lambda::Function Layers',
  ])('%s is on the list of the refused ones', (property) => {
    expect(all.find((one) => one.property === property)?.kind).toBe('refused');
  });
});
