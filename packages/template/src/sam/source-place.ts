import type { TemplateResource } from '../template-resource.ts';

/** A place in the template that a person wrote. */
export type SourcePlace = { readonly logicalId: string; readonly where: string };

type Place = { readonly logicalId: string; readonly where: string };

const resourceId = /^[A-Za-z0-9]+/;

/**
 * The place in the template that caused a place in a generated resource: `ChatRole, policy ChatRolePolicy0, statement 1`
 * becomes `Chat.Policies.0, statement 1`. Any other place stays as it is.
 */
export const sourcePlace = (
  place: Place,
  find: (logicalId: string) => TemplateResource | undefined,
): SourcePlace => {
  const [ownerId = ''] = resourceId.exec(place.where) ?? [];
  const owner = find(ownerId)?.source;
  const logicalId = find(place.logicalId)?.source?.logicalId ?? place.logicalId;
  if (owner === undefined) return { ...place, logicalId };
  const rest = place.where.slice(ownerId.length).replace(/^(?:\.|, )/, '');
  const part = Object.keys(owner.parts ?? {}).find(
    (one) => rest === one || rest.startsWith(`${one}.`) || rest.startsWith(`${one},`),
  );
  if (part !== undefined) {
    return { logicalId, where: `${owner.parts?.[part]}${rest.slice(part.length)}` };
  }
  if (owner.where === ownerId) return { ...place, logicalId };
  return {
    logicalId,
    where: rest === '' || /^[A-Z]/.test(rest) ? owner.where : `${owner.where}, ${rest}`,
  };
};
