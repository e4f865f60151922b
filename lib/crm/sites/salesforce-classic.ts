/**
 * Salesforce Classic: the address is the record's id, whose first three characters tell the object. The detail table
 * is read by its classes; a page of another make by its meaning.
 */
import { companyKind } from '../company';
import { controlsIn, readValue, seen, textOf } from '../dom';
import { findLabelled } from '../labelled';
import { foldLabel } from '../labels';
import { objectKind } from '../lightning';
import { defineAdapter, type FoundField } from '../record';
import { pick, type Selectors, tried } from '../selectors';

const HOST = /\.my\.(salesforce\.(com|mil)|sfcrmproducts\.cn)$|^[a-z]+\d+\.salesforce\.com$/;
/** The page of a record or its edit form; `/006` and `/006/o` are lists, `/006/e` is a new record. */
const RECORD = /^\/((?:001|003|006|00Q|a\w\w)\w{12}(?:[A-Z\d]{3})?)(?:\/e)?\/?$/;
const selectors = {
  title: ['.bPageTitle .pageDescription', 'h2.pageDescription'],
  label: ['.detailList td.labelCol', 'td.labelCol'],
  required: ['.requiredMark', '.requiredInput'],
} satisfies Selectors;

export const adapter = defineAdapter({
  id: 'salesforce-classic',
  name: 'Salesforce Classic',
  evidence: 'C',
  checked: '2026-11-21',
  selectors,
  priority: 50,
  host: HOST,
  matches: (url) => HOST.test(url.hostname),
  find(doc, url) {
    const id = RECORD.exec(url.pathname)?.[1];
    if (!id) return { state: 'no-record' };
    const kind = objectKind(undefined, id);
    const title = tried(doc, selectors.title, seen)[0];
    const fields = tried(doc, selectors.label).flatMap(fieldOf);
    if (!title || !fields.length) return findLabelled('salesforce-classic', doc, kind, id);
    return {
      kind: kind === 'account' ? companyKind(fields, /^(account )?type$/) : kind,
      id,
      name: textOf(title),
      fields,
      editing: /\/e\/?$/.test(url.pathname),
    };
  },
  linkId: (href) => RECORD.exec(href)?.[1] ?? null,
  editTrigger: (doc) => doc.querySelector<HTMLElement>('input[name=edit]'),
});

function fieldOf(cell: HTMLElement): FoundField[] {
  const value = cell.nextElementSibling as HTMLElement | null;
  const label = textOf(cell, '.requiredMark,.helpButton,.assistiveText,script');
  if (!value?.matches('.dataCol') || !label) return [];
  const required = cell.matches('.requiredInput') || [cell, value].some((el) => pick(el, selectors.required));
  const read = readValue(value);
  // "Sales Desk [Change]", "Contoso AG [View Hierarchy]"
  const shows = controlsIn(value)[0]
    ? undefined
    : { ...read, value: read.value.replace(/\s*\[[^[\]]+\]$/, '') };
  return [{ key: foldLabel(label), label, box: value, value, required, shows }];
}
