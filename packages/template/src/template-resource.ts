import type { JsonObject } from './json.ts';

export type TemplateResource = {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: JsonObject;
  readonly metadata: JsonObject;
  /** All keys of the resource, including `Type` and `Properties`. */
  readonly attributes: readonly string[];
  readonly dependsOn: readonly string[];
  /** The condition on which the resource exists, if the template does not decide it. */
  readonly condition?: string;
  /** The place in the template that caused the resource, if SAM generates it or changes its type. */
  readonly source?: ResourceSource;
};

/** The place in a template from which SAM generates a resource. */
export type ResourceSource = {
  /** The SAM resource. */
  readonly logicalId: string;
  /** The place that caused the resource, such as `Chat.Events.Get`. */
  readonly where: string;
  /** The places that caused parts of the resource, by the part: `Policies`, or `policy NAME` for an inline policy. */
  readonly parts?: Readonly<Record<string, string>>;
  /** The policies with statements from AWS, which a person cannot change: inline policies, or the resource itself. */
  readonly policiesOfAws?: readonly string[];
};
