/** A typed slot in a running stack through which one service passes a value to another. */
export type Port<Value> = {
  /** Names the value in errors. */
  readonly name: string;
  /** Never set. Connects the port to the type of its value. */
  readonly valueType?: Value;
};

/** Declares a port. The module of the provider exports it; consumers import it from there. */
export const port = <Value>(name: string): Port<Value> => ({ name });

/** The ports of one running stack. */
export type Ports = {
  /** Throws if the port already has a value. */
  provide<Value>(port: Port<Value>, value: NoInfer<Value>): void;
  /** Throws if no service has provided the value yet. */
  use<Value>(port: Port<Value>): Value;
};

export const createPorts = (): Ports => {
  const values = new Map<Port<unknown>, unknown>();
  return {
    provide(one, value) {
      if (values.has(one)) throw new Error(`The port "${one.name}" already has a provider.`);
      values.set(one, value);
    },
    use<Value>(one: Port<Value>): Value {
      if (!values.has(one)) {
        throw new Error(
          `The port "${one.name}" is used before a service provides it. Use it when a request arrives, not while the stack starts.`,
        );
      }
      return values.get(one) as Value;
    },
  };
};
