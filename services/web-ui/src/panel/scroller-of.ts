/** The closest element around this one that scrolls. */
export const scrollerOf = (element: Element | null): Element | undefined => {
  if (!element) return undefined;
  return /auto|scroll/.test(getComputedStyle(element).overflowY)
    ? element
    : scrollerOf(element.parentElement);
};
