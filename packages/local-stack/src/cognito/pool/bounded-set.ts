/** A set with a size limit that drops its oldest members. */
export type BoundedSet = { add(member: string): void; has(member: string): boolean };

export const createBoundedSet = (maxMembers: number): BoundedSet => {
  const members = new Set<string>();
  return {
    add(member) {
      members.add(member);
      const [oldest] = members;
      if (members.size > maxMembers && oldest !== undefined) members.delete(oldest);
    },
    has: (member) => members.has(member),
  };
};
