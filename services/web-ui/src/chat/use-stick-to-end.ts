import { useEffect, useRef } from 'react';
import type { Turn } from './turn.ts';

/** How far from the end, in pixels, a reader still counts as being at it. */
const nearEnd = 120;

const isNearEnd = (): boolean => {
  const { scrollHeight, clientHeight } = document.documentElement;
  return scrollHeight - clientHeight - scrollY < nearEnd;
};

/** Follows a growing answer, unless the reader has gone up to read something else. */
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
