import { useSyncExternalStore } from 'react';
import { type Route, routeOf } from './route.ts';

const navigated = 'hopwise:navigated';

/** Opens a page of the UI without a reload. */
export const navigate = (pathname: string): void => {
  if (pathname !== location.pathname) history.pushState(null, '', pathname);
  dispatchEvent(new Event(navigated));
};

const subscribe = (onChange: () => void): (() => void) => {
  addEventListener('popstate', onChange);
  addEventListener(navigated, onChange);
  return () => {
    removeEventListener('popstate', onChange);
    removeEventListener(navigated, onChange);
  };
};

export const useRoute = (): Route =>
  routeOf(useSyncExternalStore(subscribe, () => location.pathname));
