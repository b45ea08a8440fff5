import { type RefObject, useLayoutEffect, useRef } from 'react';

/** Keeps the height of the top bar in a CSS property. The bar grows while faults are on. */
export const useTopBarSize = (): RefObject<HTMLDivElement | null> => {
  const bar = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (!bar.current) return;
    const observer = new ResizeObserver(([entry]) => {
      const blockSize = entry?.borderBoxSize[0]?.blockSize ?? 0;
      document.documentElement.style.setProperty('--top-bar-block-size', `${blockSize}px`);
    });
    observer.observe(bar.current);
    return () => observer.disconnect();
  }, []);
  return bar;
};
