/**
 * monday CRM: an item opens in a panel over its board, and both stand in the address. Boards are made by each company
 * and may hold anything: the board's own name tells of what kind its items are, else what their columns are called.
 */
import { controlsIn, elementsIn, isBare, seen, textOf, visible } from '../dom';
import { rolesOf } from '../labels';
import { kindOf } from '../nouns';
import { pairsIn } from '../pairs';
import { defineAdapter, type FoundField } from '../record';
import { type Selectors, tried } from '../selectors';
import { whole } from '../slices';
import type { RecordKind } from '../types';

const HOST =
  /^(?!(?:www|api|auth|support|community|developer|view|forms|status|apps)\.)[a-z\d-]+\.monday\.com$/;
const ITEM = /^\/boards\/\d+(?:\/views\/\d+)?\/pulses\/(\d+)(?:\/|$)/;

const selectors = {
  panel: ['.slide-panel.open:not(.popup)', '[class*=item-page]:not([class*=header])'],
  title: [
    '[data-testid=editable-heading] h2',
    '.item-page-header-details-wrapper__top h2',
    '.flexible-header h2',
  ],
  board: ['[data-testid=object-name]', '.board-header h1'],
} satisfies Selectors;

export const adapter = defineAdapter({
  id: 'monday',
  name: 'monday CRM',
  evidence: 'B',
  checked: '2026-11-21',
  selectors,
  priority: 50,
  host: HOST,
  matches: (url) => HOST.test(url.hostname),
  find(doc, url) {
    const id = ITEM.exec(url.pathname)?.[1];
    if (!id) return { state: 'no-record' };
    const panel = tried(doc, selectors.panel, seen).at(-1);
    const title = panel && tried(panel, selectors.title, seen)[0];
    const name = title ? textOf(title) : '';
    if (!panel || !name) {
      if (!panel || isBare(panel)) return { state: 'pending' };
      return { state: 'unrecognised', crm: 'monday', why: 'the item has no title where it used to be' };
    }
    const fields = whole(pairsIn(elementsIn(panel, (el) => el === title || !visible(el))));
    const board = tried(doc, selectors.board, seen).find((el) => !panel.contains(el));
    return {
      kind: (board && kindOf(textOf(board))) || kindFrom(fields),
      id,
      name,
      fields,
      editing: fields.some(({ value, box }) => controlsIn(value ?? box).length > 0),
    };
  },
  linkId: (href) => /\/pulses\/(\d+)/.exec(href)?.[1] ?? null,
});

/** A stage with an amount or a closing date is a deal's; anything else may be a task. */
function kindFrom(fields: FoundField[]): RecordKind {
  const roles = new Set(fields.flatMap(({ label }) => rolesOf(label)));
  return roles.has('stage') && (roles.has('amount') || roles.has('close')) ? 'deal' : 'other';
}
