/** Wraps a function of an immutable object. The result is computed once, and kept as long as the object exists. */
export const oncePerObject = <Key extends object, Value>(
  compute: (key: Key) => Value,
): ((key: Key) => Value) => {
  const computed = new WeakMap<Key, { readonly value: Value }>();
  return (key) => {
    const known = computed.get(key);
    if (known !== undefined) return known.value;
    const value = compute(key);
    computed.set(key, { value });
    return value;
  };
};
