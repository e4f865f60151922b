import { EMPTY, h, stageTag } from '../dom.js';
import { reusedRows } from '../reused-rows.js';

const COLUMNS = ['Deal', 'Account', 'Partner', 'Stage', 'Amount', 'Close date', 'Owner'];

/** List of all deals: in one table, or with a handful of rows that are used again while scrolling. */
export function renderDeals({ data, router }) {
  const link = (route, text) => h('a', { href: router.href(route), 'data-route': route }, text);
  const cells = (deal) => [
    h('td', {}, link(`/deals/${deal.id}`, deal.name)),
    h('td', {}, deal.account),
    h(
      'td',
      {},
      deal.partner?.id
        ? link(`/partners/${deal.partner.id}`, deal.partner.name)
        : (deal.partner?.name ?? EMPTY),
    ),
    h('td', {}, stageTag(deal.stage)),
    h('td', { class: 'number' }, deal.amount),
    h('td', {}, deal.close_date || EMPTY),
    h('td', {}, deal.owner),
  ];
  /** Puts a record into a row. The link of a row that is used again stays, and its text is written over. */
  const fill = (row, deal) => {
    const [name, ...others] = cells(deal);
    const kept = row.firstElementChild?.querySelector('a');
    row.dataset.rowId = deal.id;
    if (kept) {
      kept.setAttribute('href', router.href(`/deals/${deal.id}`));
      kept.dataset.route = `/deals/${deal.id}`;
      kept.lastChild.nodeValue = deal.name;
    }
    row.replaceChildren(kept ? row.firstElementChild : name, ...others);
    return row;
  };
  const body = h('tbody', {});
  const table = h(
    'table',
    {},
    h('thead', {}, h('tr', {}, ...COLUMNS.map((text) => h('th', { scope: 'col' }, text)))),
    body,
  );
  const list = data.list === 'reused' ? reusedRows(table, body, data.deals, fill) : table;
  if (data.list !== 'reused') body.append(...data.deals.map((deal) => fill(h('tr', {}), deal)));
  return h(
    'main',
    { 'data-view': 'deals' },
    h(
      'div',
      { class: 'page-head' },
      h('h1', {}, 'Deals'),
      h('span', { class: 'count' }, `${data.deals.length} deals`),
    ),
    list,
  );
}
