import { TemplateUnreadableError } from './template-unreadable-error.ts';

/**
 * CloudFormation deploys a resource after the resources that it refers to, so references must not be circular.
 *
 * @param references the resources that each resource refers to
 * @throws TemplateUnreadableError with one circle
 */
export const refuseCircularReferences = (
  references: ReadonlyMap<string, readonly string[]>,
  name: string,
): void => {
  const left = undeployable(references);
  const [first] = left.keys();
  if (first === undefined) return;
  const path: string[] = [];
  const visited = new Set<string>();
  let next: string | undefined = first;
  while (next !== undefined && !visited.has(next)) {
    visited.add(next);
    path.push(next);
    next = left.get(next)?.find((target) => left.has(target));
  }
  const circle = [...path.slice(path.indexOf(next ?? first)), next].join(' → ');
  throw new TemplateUnreadableError(
    name,
    `its resources refer to each other in a circle: ${circle}. Remove one of the references.`,
  );
};

/** The resources that are part of a circle, or refer to one. Each of them refers to another one of them. */
const undeployable = (
  references: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, readonly string[]> => {
  const left = new Map(
    [...references].map(([logicalId, targets]) => [
      logicalId,
      [...new Set(targets)].filter((one) => one !== logicalId && references.has(one)),
    ]),
  );
  const open = new Map([...left].map(([logicalId, targets]) => [logicalId, targets.length]));
  const referrers = referrersIn(left);
  const deployable = [...left.keys()].filter((logicalId) => open.get(logicalId) === 0);
  for (const logicalId of deployable) {
    left.delete(logicalId);
    for (const referrer of referrers.get(logicalId) ?? []) {
      const count = (open.get(referrer) ?? 0) - 1;
      open.set(referrer, count);
      if (count === 0) deployable.push(referrer);
    }
  }
  return left;
};

const referrersIn = (
  references: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, readonly string[]> => {
  const referrers = new Map<string, string[]>();
  for (const [logicalId, targets] of references) {
    for (const target of targets) {
      const known = referrers.get(target) ?? [];
      known.push(logicalId);
      referrers.set(target, known);
    }
  }
  return referrers;
};
