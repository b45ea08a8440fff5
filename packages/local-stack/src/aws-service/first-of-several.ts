type Chosen = {
  /** Variable of `hopwise env` that names the first resource. */
  readonly variable: string;
  readonly names: readonly string[];
  /** What the names have in common, for instance `secrets in the template`. */
  readonly kind: string;
};

/** States that a variable names the first of several resources. Empty if there is nothing to choose. */
export const firstOfSeveral = ({ variable, names, kind }: Chosen): readonly string[] => {
  const [first, ...others] = names;
  if (others.length === 0) return [];
  const rest = others.length === 1 ? 'The other is' : 'The others are';
  return [
    `${variable} is ${first}, the first of ${names.length} ${kind}. ${rest} ${others.join(', ')}.`,
  ];
};
