import { type RefObject, useEffect, useRef } from 'react';
import { scrollerOf } from './scroller-of.ts';

export type BringIntoViewOptions = {
  /** The turn that broke the hop. Absent if only the doctor has found the hop broken. */
  readonly turnId: string | undefined;
  /** Number of findings about the hop. A new finding makes the section larger. */
  readonly findings: number;
  /** The turn during which a person moved the panel. */
  readonly movedIn: RefObject<string | undefined>;
};

/**
 * Scrolls the panel to this section for a new turn. A person who works in the panel during the turn keeps their place. The
 * scroll has no motion, and the focus stays where it is.
 */
export const useBringIntoView = ({ turnId, findings, movedIn }: BringIntoViewOptions) => {
  const ref = useRef<HTMLElement>(null);
  useEffect(() => {
    const section = ref.current;
    const panel = scrollerOf(section);
    if (turnId === undefined || !section || !panel) return;
    if (movedIn.current === turnId || panel.contains(document.activeElement)) return;
    const { top, bottom } = section.getBoundingClientRect();
    const visible = panel.getBoundingClientRect();
    if (top < visible.top || bottom > visible.bottom) panel.scrollTop += top - visible.top;
  }, [turnId, findings, movedIn]);
  return ref;
};
