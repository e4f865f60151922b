/** Finds a field of the record again, to mark it or to jump to it. */
import type { PageReader } from './choose';
import { forgetShadows, ownText, toggleFor, visible } from './dom';
import { foldLabel } from './labels';
import { whole } from './slices';
import type { FieldHandle, FieldPlace, PageReading } from './types';

/** The field on the page as it is now, by the key of its reading; null when it is not there. */
export function locateField(reader: PageReader, doc: Document, url: URL, key: string): FieldHandle | null {
  forgetShadows();
  const { adapter, reading } = whole(reader.read(doc, url));
  const field = reader.fieldOf(reading, key) ?? writtenField(doc, reading, key);
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

/** What a page says only in its text, where the review reads the lines: the element that begins with the label. */
function writtenField(doc: Document, reading: PageReading, key: string): FieldPlace | undefined {
  if (reading.state !== 'record' || !reading.record.clues?.lines) return undefined;
  const begins = (el: HTMLElement) => foldLabel(ownText(el).split(/[:：]/)[0]!) === key;
  const box = [...doc.body.querySelectorAll<HTMLElement>('*')].find((el) => begins(el) && visible(el));
  return box && { box };
}
