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

/**
 * The observer stops at the first change: a page with ten thousand mutations a second costs one record per
 * reading, not ten thousand. What changes between the stop and the next `arm` is seen by the reading itself,
 * which always comes after `arm`.
 *
 * @param own true for nodes of our overlay
 * @param onDirty called once per arming
 */
export function createDirtyFlag(
  doc: Document,
  own: (node: Node) => boolean,
  onDirty: () => void,
  signal: AbortSignal,
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
      observer.observe(doc, {
        childList: true,
        subtree: true,
        characterData: true,
        attributes: true,
        attributeFilter: ATTRIBUTES,
      });
    },
    soil,
    disarm() {
      dirty = false;
      observer.disconnect();
    },
  };
}
