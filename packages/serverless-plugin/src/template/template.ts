/** The parts of a CloudFormation template that this plugin reads and changes. */
export type Template = { readonly Resources: Record<string, Resource> };

export type Resource = {
  readonly Type: string;
  Properties?: Record<string, unknown>;
  DependsOn?: string | string[];
};

/** The logical ids of all resources of one type. */
export const logicalIdsOfType = (template: Template, type: string): string[] =>
  Object.keys(template.Resources).filter((id) => template.Resources[id]?.Type === type);
