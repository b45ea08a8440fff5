import { referencesOf } from '@hopwise/template/render';
import type { TemplateModel } from '@hopwise/template/template-model';

/** Whether CloudFormation creates a resource after another one, directly or through others. */
export const dependsOn = (logicalId: string, other: string, model: TemplateModel): boolean => {
  const seen = new Set<string>();
  const open = [logicalId];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === other) return true;
    const resource = seen.has(id) ? undefined : model.find(id);
    seen.add(id);
    if (resource) open.push(...referencesOf(resource.properties), ...resource.dependsOn);
  }
  return false;
};
