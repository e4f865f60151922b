import { EMPTY, h, stageTag } from '../dom.js';

/** List of all deals. */
export function renderDeals({ data, router }) {
  const link = (route, text) => h('a', { href: router.href(route), 'data-route': route }, text);
  return h(
    'main',
    { 'data-view': 'deals' },
    h(
      'div',
      { class: 'page-head' },
      h('h1', {}, 'Deals'),
      h('span', { class: 'count' }, `${data.deals.length} deals`),
    ),
    h(
      'table',
      {},
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          ...['Deal', 'Account', 'Partner', 'Stage', 'Amount', 'Close date', 'Owner'].map((text) =>
            h('th', { scope: 'col' }, text),
          ),
        ),
      ),
      h(
        'tbody',
        {},
        data.deals.map((deal) =>
          h(
            'tr',
            { 'data-row-id': deal.id },
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
          ),
        ),
      ),
    ),
  );
}
