/** The part of an ARN that tells resources of an account apart; anything else stays as it is. */
export const resourceName = (resource: string): string => {
  const parts = resource.split(':');
  return parts[0] === 'arn' && parts.length >= 6 ? parts.slice(5).join(':') : resource;
};
