/**
 * Outlines fields of the page. Drawn as animations that hold their last frame: nothing in the page's markup or
 * style changes, no layout is touched, and the page's own observers see nothing.
 */
const OUTLINE = { outline: '1.5px dashed #c2410c', outlineOffset: '2px' };

export interface Marker {
  /** Outlines these elements and no others. */
  mark(elements: readonly Element[]): void;
}

export function createMarker(): Marker {
  let marks: Animation[] = [];
  return {
    mark(elements) {
      for (const mark of marks) mark.cancel();
      marks = elements.map((element) =>
        element.animate([OUTLINE, OUTLINE], { duration: 0, fill: 'forwards' }),
      );
    },
  };
}

/** Draws the eye to a field for two seconds; one slow fade where motion is unwelcome. */
export function pulse(element: Element, still: boolean): Animation {
  const on = { boxShadow: '0 0 0 4px rgb(53 80 200 / 55%)', backgroundColor: 'rgb(53 80 200 / 14%)' };
  const off = { boxShadow: '0 0 0 9px rgb(53 80 200 / 0%)', backgroundColor: 'rgb(53 80 200 / 0%)' };
  return element.animate([on, off], still ? { duration: 2_400 } : { duration: 800, iterations: 3 });
}
