/** Finds a field of the record again, to mark it or to jump to it. */
import type { PageReader } from './choose';
import { forgetShadows, toggleFor, visible } from './dom';
import { whole } from './slices';
import type { FieldHandle } from './types';

/** The field on the page as it is now, by the key of its reading; null when it is not there. */
export function locateField(reader: PageReader, doc: Document, url: URL, key: string): FieldHandle | null {
  forgetShadows();
  const { adapter, reading } = whole(reader.read(doc, url));
  const field = reader.fieldOf(reading, key);
  if (!field) return null;
  const { box, input = null } = field;
  const trigger = visible(box)
    ? !input && adapter?.editTrigger?.(doc, field)
    : (toggleFor(box) ?? adapter?.tabFor?.(doc, field));
  return {
    element: box,
    input,
    reveal: trigger ? () => trigger.click() : adapter?.editTrigger && null,
  };
}
