const shown = 'hopwise:fault-shown';
const prefix = '#fault-';

/** Address of a fault switch in the panel of the current page. */
export const faultHref = (name: string): string => `${prefix}${name}`;

/** The fault switch that the address of the page names. */
export const faultOfHash = (hash: string): string | undefined =>
  /^#fault-([a-z0-9-]+)$/.exec(hash)?.[1];

/** Opens the panel at a fault switch. */
export const showFault = (name: string): void => {
  dispatchEvent(new CustomEvent(shown, { detail: name }));
};

/** Calls back for each fault switch that a link opens. Returns a function that ends it. */
export const onFaultShown = (show: (name: string) => void): (() => void) => {
  const onShown = (event: Event) => {
    if (event instanceof CustomEvent && typeof event.detail === 'string') show(event.detail);
  };
  const onHash = () => {
    const name = faultOfHash(location.hash);
    if (name !== undefined) show(name);
  };
  addEventListener(shown, onShown);
  addEventListener('hashchange', onHash);
  return () => {
    removeEventListener(shown, onShown);
    removeEventListener('hashchange', onHash);
  };
};
