import { useEffect, useRef } from 'react';
import type { Turn } from './turn.ts';

/** Largest distance from the end, in pixels, at which the page still follows the answer. */
const nearEnd = 120;

const isNearEnd = (): boolean => {
  const { scrollHeight, clientHeight } = document.documentElement;
  return scrollHeight - clientHeight - scrollY < nearEnd;
};

/** Scrolls with a growing answer, unless the user has scrolled up. */
export const useStickToEnd = (lastTurn: Turn | undefined): void => {
  const follows = useRef(true);
  const turnId = useRef<string>(undefined);
  useEffect(() => {
    const onScroll = () => {
      follows.current = isNearEnd();
    };
    addEventListener('scroll', onScroll, { passive: true });
    return () => removeEventListener('scroll', onScroll);
  }, []);
  useEffect(() => {
    const isNewTurn = lastTurn?.id !== turnId.current;
    turnId.current = lastTurn?.id;
    if (lastTurn && (isNewTurn || follows.current)) {
      scrollTo({ top: document.documentElement.scrollHeight });
    }
  }, [lastTurn]);
};
