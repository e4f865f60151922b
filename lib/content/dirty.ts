/** A flag that says whether the page changed since it was armed. */
export interface DirtyFlag {
  readonly dirty: boolean;
  /** Clears the flag and listens for the next change. */
  arm(): void;
  /** Sets the flag by hand, for changes that are no mutations (typing). */
  soil(): void;
  disarm(): void;
}

/** Attributes that decide whether a field shows and what it holds; all others are left alone. */
const ATTRIBUTES = [
  'hidden',
  'aria-hidden',
  'aria-expanded',
  'aria-selected',
  'value',
  'disabled',
  'open',
  'class',
];

/** What a flag watches: called at every arming with an observer that watches nothing. */
type Watch = (observer: MutationObserver) => void;

const EVERYTHING = {
  childList: true,
  subtree: true,
  characterData: true,
  attributes: true,
  attributeFilter: ATTRIBUTES,
};

/** The whole document, without what is in shadow roots. */
const all =
  (doc: Document): Watch =>
  (observer) =>
    observer.observe(doc, EVERYTHING);

/**
 * Some elements with all that is in them, and of what they stand in only whether children come and go and whether it
 * shows: a change elsewhere on the page costs nothing.
 *
 * @param places asked anew at every arming
 */
export const around =
  (places: () => readonly Element[]): Watch =>
  (observer) => {
    const above = new Set<Node>();
    for (const place of places()) {
      observer.observe(place, EVERYTHING);
      // A shadow root stands in its host.
      let at: Node | null = place.parentNode;
      for (; at && !above.has(at); at = at.parentNode ?? (at as ShadowRoot).host ?? null) above.add(at);
    }
    for (const one of above) {
      const attributes = one.nodeType === 1 ? { attributes: true, attributeFilter: ATTRIBUTES } : {};
      observer.observe(one, { childList: true, ...attributes });
    }
  };

/**
 * The observer stops at the first change: a page with ten thousand mutations a second costs one record per
 * reading, not ten thousand. What changes between the stop and the next `arm` is seen by the reading itself,
 * which is made in the same task as `arm`.
 *
 * @param own true for nodes of our overlay
 * @param onDirty called once per arming
 * @param watch default the whole document
 */
export function createDirtyFlag(
  doc: Document,
  own: (node: Node) => boolean,
  onDirty: () => void,
  signal: AbortSignal,
  watch: Watch = all(doc),
): DirtyFlag {
  let dirty = false;
  const ours = (record: MutationRecord): boolean =>
    own(record.target) ||
    (record.type === 'childList' && [...record.addedNodes, ...record.removedNodes].every(own));

  const soil = () => {
    if (dirty) return;
    dirty = true;
    observer.disconnect();
    onDirty();
  };
  const observer = new MutationObserver((records) => {
    if (!records.every(ours)) soil();
  });
  signal.addEventListener('abort', () => observer.disconnect());
  return {
    get dirty() {
      return dirty;
    },
    arm() {
      if (signal.aborted) return;
      dirty = false;
      observer.disconnect();
      watch(observer);
    },
    soil,
    disarm() {
      dirty = false;
      observer.disconnect();
    },
  };
}
