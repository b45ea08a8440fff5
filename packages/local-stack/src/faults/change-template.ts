import type { Template } from '../template/template.ts';
import { TemplateError } from '../template/template-error.ts';

type Properties = Record<string, unknown>;
type Statement = Properties & { Sid?: string; Action?: unknown };
type Policy = { PolicyDocument: { Statement: Statement[] } };

/**
 * A change to a copy of a packaged template that reproduces a mistake. Throws `TemplateError` when the
 * template lacks the part to change.
 */
export type TemplateChange = (template: Template) => void;

export const propertiesOf = (template: Template, logicalId: string): Properties => {
  const properties = template.Resources[logicalId]?.Properties;
  if (!properties) throw new TemplateError(`The resource ${logicalId} has no properties.`);
  return properties;
};

export const withoutResource =
  (logicalId: string): TemplateChange =>
  (template) => {
    if (!(logicalId in template.Resources)) {
      throw new TemplateError(`The template has no resource ${logicalId}.`);
    }
    delete template.Resources[logicalId];
    for (const resource of Object.values(template.Resources)) delete resource.DependsOn;
  };

export const withProperties =
  (logicalId: string, properties: Properties): TemplateChange =>
  (template) => {
    Object.assign(propertiesOf(template, logicalId), properties);
  };

export const withProperty = (logicalId: string, property: string, value: unknown): TemplateChange =>
  withProperties(logicalId, { [property]: value });

const statementsOf = (template: Template, roleId: string): Statement[][] =>
  (propertiesOf(template, roleId).Policies as Policy[]).map(
    ({ PolicyDocument }) => PolicyDocument.Statement,
  );

/** Removes an action from a role's policies. A statement that loses its last action is removed too. */
export const withoutAction =
  (roleId: string, action: string): TemplateChange =>
  (template) => {
    const allows = (statement: Statement): boolean => [statement.Action].flat().includes(action);
    const lists = statementsOf(template, roleId).filter((statements) => statements.some(allows));
    if (lists.length === 0) throw new TemplateError(`${roleId} does not allow ${action}.`);
    for (const statements of lists) {
      const changed = statements.map((statement) => ({
        ...statement,
        Action: [statement.Action].flat().filter((one) => one !== action),
      }));
      statements.splice(0, statements.length, ...changed.filter(({ Action }) => Action.length > 0));
    }
  };

/** Changes a role's trust policy so that only another service can assume the role. */
export const withTrustedService =
  (roleId: string, service: string): TemplateChange =>
  (template) => {
    const document = propertiesOf(template, roleId).AssumeRolePolicyDocument;
    for (const statement of (document as Policy['PolicyDocument']).Statement) {
      statement.Principal = { Service: service };
    }
  };

/** Changes one condition of a role's trust policy. */
export const withTrustCondition =
  (roleId: string, operator: string, condition: Properties): TemplateChange =>
  (template) => {
    const document = propertiesOf(template, roleId).AssumeRolePolicyDocument;
    for (const statement of (document as Policy['PolicyDocument']).Statement) {
      statement.Condition = { ...(statement.Condition as Properties), [operator]: condition };
    }
  };

export const withVariable =
  (functionId: string, name: string, value: unknown): TemplateChange =>
  (template) => {
    const environment = propertiesOf(template, functionId).Environment;
    (environment as { Variables: Properties }).Variables[name] = value;
  };

/** Changes the resource on which a role's policies allow an action. */
export const withGrantOn =
  (roleId: string, action: string, resource: unknown): TemplateChange =>
  (template) => {
    const granting = statementsOf(template, roleId)
      .flat()
      .filter((statement) => [statement.Action].flat().includes(action));
    if (granting.length === 0) throw new TemplateError(`${roleId} does not allow ${action}.`);
    for (const statement of granting) statement.Resource = resource;
  };

/** Adds a statement to a role's first policy. */
export const withStatement =
  (roleId: string, statement: Statement): TemplateChange =>
  (template) => {
    statementsOf(template, roleId)[0]?.push(statement);
  };

/** Removes every action of one service from a role's policies. */
export const withoutActionsOf =
  (roleId: string, service: string): TemplateChange =>
  (template) => {
    const actions = statementsOf(template, roleId)
      .flat()
      .flatMap(({ Action }) => [Action].flat() as string[])
      .filter((action) => action.startsWith(`${service}:`));
    for (const action of new Set(actions)) withoutAction(roleId, action)(template);
  };

/** Changes settings of a gateway's JWT authorizer. */
export const withJwtAuthorizer =
  (gatewayId: string, settings: Properties): TemplateChange =>
  (template) => {
    const configuration = propertiesOf(template, gatewayId).AuthorizerConfiguration;
    Object.assign(
      (configuration as { CustomJWTAuthorizer: Properties }).CustomJWTAuthorizer,
      settings,
    );
  };
