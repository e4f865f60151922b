/** How a page of unknown markup is brought into edit mode. */
import { deepQueryAll, textOf, visible } from './dom';
import { isEdit } from './nouns';

/** The button or link of the page that is called "Edit". */
export function editTrigger(doc: Document): HTMLElement | undefined {
  return deepQueryAll(doc, 'button,a[href],[role=button]').find(
    (el) =>
      isEdit(el.getAttribute('aria-label') ?? textOf(el)) &&
      !el.closest('nav,[role=navigation],table') &&
      visible(el),
  );
}
