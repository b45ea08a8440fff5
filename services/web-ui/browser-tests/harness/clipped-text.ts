import type { Page } from 'playwright-core';

/** Rounding of the layout, and the part of a line above its letters, in pixels. */
const tolerancePx = 2;

/**
 * Lists the texts of the page that a person cannot read in full: those that end outside the window, and those
 * that an element with `overflow: hidden` or `clip` cuts. A text counts as readable if a person can scroll to the
 * rest, or if a `title` repeats it. Texts that are only for a screen reader do not count.
 */
export const clippedTexts = async (page: Page): Promise<readonly string[]> => [
  ...(await clippedTextNodes(page)),
  ...(await clippedPlaceholders(page)),
];

const clippedTextNodes = (page: Page): Promise<readonly string[]> =>
  page.evaluate((tolerance) => {
    type Box = { left: number; right: number; top: number; bottom: number };
    type Axis = 'X' | 'Y';
    const styles = new Map<Element, CSSStyleDeclaration>();
    const styleOf = (element: Element): CSSStyleDeclaration => {
      const style = styles.get(element) ?? getComputedStyle(element);
      styles.set(element, style);
      return style;
    };

    /** The element and the ancestors that it is laid out in. An absolute element skips the static ones. */
    const boxesAround = (one: Element | null, position = 'static'): readonly Element[] => {
      if (!one || one === document.body || position === 'fixed') return [];
      const style = styleOf(one);
      const isSkipped = position === 'absolute' && style.position === 'static';
      return isSkipped
        ? boxesAround(one.parentElement, position)
        : [one, ...boxesAround(one.parentElement, style.position)];
    };

    const isInvisible = (element: Element): boolean => {
      const { visibility, opacity, clip, overflowX } = styleOf(element);
      const { width, height } = element.getBoundingClientRect();
      const isTiny = overflowX !== 'visible' && width <= 1 && height <= 1;
      return visibility === 'hidden' || opacity === '0' || clip !== 'auto' || isTiny;
    };

    const isOver = (axis: Axis, text: Box, box: Box): boolean =>
      axis === 'X'
        ? text.left < box.left - tolerance || text.right > box.right + tolerance
        : text.top < box.top - tolerance || text.bottom > box.bottom + tolerance;

    /** The page itself scrolls down, but must not scroll sideways. */
    const windowBox = { left: 0, right: innerWidth, top: -Infinity, bottom: Infinity };

    const isCut = (axis: Axis, text: Box, around: readonly Element[]): boolean => {
      const overflows = around.map((element) => styleOf(element)[`overflow${axis}`]);
      const scroller = overflows.findIndex((overflow) => /auto|scroll/.test(overflow));
      const boxes = around
        .slice(0, scroller === -1 ? around.length : scroller)
        .filter((_element, index) => overflows[index] !== 'visible')
        .map((element): Box => element.getBoundingClientRect());
      if (scroller === -1) boxes.push(windowBox);
      return boxes.some((box) => isOver(axis, text, box));
    };

    const isFarAway = ({ right, bottom }: Box): boolean => right < -1_000 || bottom < -1_000;

    const isReadable = (node: Node, parent: Element): boolean => {
      const around = boxesAround(parent);
      if (parent.closest('[title]') || around.some(isInvisible)) return true;
      const range = document.createRange();
      range.selectNodeContents(node);
      return [...range.getClientRects()].every(
        (box) =>
          box.width === 0 ||
          isFarAway(box) ||
          !(isCut('X', box, around) || isCut('Y', box, around)),
      );
    };

    const found = new Set<string>();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent?.trim().slice(0, 80) ?? '';
      const parent = node.parentElement;
      if (text !== '' && parent && !isReadable(node, parent)) found.add(text);
    }
    return [...found];
  }, tolerancePx);

const clippedPlaceholders = (page: Page): Promise<readonly string[]> =>
  page.evaluate((tolerance) => {
    const canvas = document.createElement('canvas').getContext('2d');
    if (!canvas) throw new Error('The browser has no canvas.');
    const isClipped = (field: HTMLInputElement | HTMLTextAreaElement): boolean => {
      const { font, paddingLeft, paddingRight } = getComputedStyle(field);
      canvas.font = font;
      const room =
        field.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight);
      return room > 0 && canvas.measureText(field.placeholder).width > room + tolerance;
    };
    const fields = document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
      '[placeholder]',
    );
    return [...fields].filter(isClipped).map(({ placeholder }) => placeholder);
  }, tolerancePx);

/** How far the page scrolls sideways, in pixels. */
export const sidewaysScroll = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
