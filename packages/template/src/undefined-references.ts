import { asList, asObject, type JsonObject } from './json.ts';

/** A reference to a name that a template does not declare. */
export type UndefinedReference = {
  /** The resource with the reference. */
  readonly logicalId: string;
  readonly name: string;
};

type Sections = {
  readonly Resources: Readonly<Record<string, unknown>>;
  readonly Parameters?: unknown;
  readonly Transform?: unknown;
};

/**
 * The references of resources to names that are neither resources nor parameters. CloudFormation refuses a template with
 * one, also in a branch of a condition. Empty for a template with a transform, which can add resources.
 */
export const undefinedReferences = ({
  Resources,
  Parameters,
  Transform,
}: Sections): readonly UndefinedReference[] => {
  if (Transform !== undefined || Object.keys(Resources).some((id) => id.startsWith('Fn::'))) {
    return [];
  }
  const declared = new Set([...Object.keys(Resources), ...Object.keys(asObject(Parameters))]);
  return Object.entries(Resources).flatMap(([logicalId, resource]) => {
    const { DependsOn, Properties } = asObject(resource);
    const names = new Set([
      ...asList(DependsOn).filter((one) => typeof one === 'string'),
      ...namesIn(Properties),
    ]);
    return [...names]
      .filter((name) => !name.startsWith('AWS::') && !declared.has(name))
      .map((name) => ({ logicalId, name }));
  });
};

const namesIn = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap(namesIn);
  if (typeof value !== 'object' || value === null) return [];
  const object = asObject(value);
  return [...namesOf(object), ...Object.values(object).flatMap(namesIn)];
};

const namesOf = (object: JsonObject): readonly string[] => {
  const { Ref, 'Fn::GetAtt': attribute, 'Fn::Sub': sub } = object;
  if (Object.keys(object).length !== 1) return [];
  if (typeof Ref === 'string') return [Ref];
  const [named] = asList(attribute);
  if (typeof named === 'string') return [named.split('.')[0] ?? ''];
  const [text, variables] = asList(sub);
  const own = asObject(variables);
  return typeof text === 'string'
    ? [...text.matchAll(substituted)].flatMap(([, name = '']) =>
        Object.hasOwn(own, name) ? [] : [name],
      )
    : [];
};

/** `${!Name}` is a literal text. Names with a colon are pseudo parameters. */
const substituted = /\$\{([A-Za-z0-9]+)(?:\.[A-Za-z0-9._]*)?\}/g;
