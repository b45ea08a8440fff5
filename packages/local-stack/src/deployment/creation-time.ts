/** Creation time of every deployed resource. The local stack does not keep the real times. */
export const creationTime = new Date(0);
