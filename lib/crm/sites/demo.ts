/** The demonstration CRM of this repository: on any host, told by `<html data-app="demo-crm">`. */
import { deepQueryAll, query, seen, textOf } from '../dom';
import { defineAdapter } from '../record';

const ROUTE = /\/(deal|partner)s\/([^/?#]+)(\/edit)?$/;

export const adapter = defineAdapter({
  id: 'demo',
  name: 'Demo CRM',
  evidence: 'A',
  checked: '2026-11-21',
  priority: 100,
  matches: (_url, doc) => doc.documentElement.dataset.app === 'demo-crm',
  find(doc, url) {
    const [, kind, id] = ROUTE.exec(url.hash.startsWith('#/') ? url.hash : url.pathname) ?? [];
    if (!kind || !id || id === 'board') return { state: 'no-record' };
    const main = seen(doc, 'main,[data-record-id]').at(-1);
    const { view, recordId } = main?.dataset ?? {};
    if (view === 'missing') return { state: 'no-record' };
    // The address changes before the page does.
    if (!main || view !== kind || (recordId && recordId !== id) || seen(main, 'form[aria-busy]')[0])
      return { state: 'pending' };
    if (!recordId)
      return { state: 'unrecognised', crm: 'demo', why: `no ${kind} with a record id is on the page` };
    const fields = deepQueryAll(main, '.field').flatMap((box) => {
      const label = query(box, '.label,label');
      const value = query(box, '.value,input,select,textarea');
      const key = box.dataset.field ?? value?.getAttribute('name');
      return label && value && key
        ? [{ key, label: textOf(label, '.required'), box, value, required: !!query(label, '.required') }]
        : [];
    });
    const title = query(main, 'h1');
    return {
      kind: kind as 'deal' | 'partner',
      id,
      name: title ? textOf(title) : '',
      fields,
      editing: !!query(main, 'form'),
    };
  },
  editTrigger: (doc) => seen(doc, 'a[href$="/edit"]')[0],
});
