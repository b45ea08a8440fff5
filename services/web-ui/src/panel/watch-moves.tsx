import { type RefObject, useEffect, useRef } from 'react';
import { scrollerOf } from './scroller-of.ts';

/** What a person does to scroll the panel, or to work in it. */
const moves = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;

export type WatchMovesProps = {
  readonly turnId: string | undefined;
  /** Receives the turn during which a person moved the panel. */
  readonly movedIn: RefObject<string | undefined>;
};

/** Notes during which turn a person moves the panel. */
export const WatchMoves = ({ turnId, movedIn }: WatchMovesProps) => {
  const ref = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const panel = scrollerOf(ref.current);
    if (!panel) return;
    const onMove = () => {
      movedIn.current = turnId;
    };
    for (const move of moves) panel.addEventListener(move, onMove, { passive: true });
    return () => {
      for (const move of moves) panel.removeEventListener(move, onMove);
    };
  }, [turnId, movedIn]);
  return <span ref={ref} hidden />;
};
