/** Returns the resource part of an ARN. Other text stays unchanged. */
export const resourceName = (resource: string): string => {
  const parts = resource.split(':');
  return parts[0] === 'arn' && parts.length >= 6 ? parts.slice(5).join(':') : resource;
};
