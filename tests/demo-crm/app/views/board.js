import { EMPTY, h } from '../dom.js';

/** Deals as cards, one column for each stage. */
export function renderBoard({ data, router }) {
  const column = (stage) => {
    const deals = data.deals.filter((deal) => deal.stage === stage);
    return h(
      'section',
      { class: 'column', 'data-stage': stage },
      h('h2', {}, stage, ' ', h('span', { class: 'count' }, String(deals.length))),
      deals.map((deal) =>
        h(
          'a',
          {
            class: 'card',
            href: router.href(`/deals/${deal.id}`),
            'data-route': `/deals/${deal.id}`,
            'data-card-id': deal.id,
          },
          h('strong', {}, deal.name),
          h('span', {}, `Partner: ${deal.partner?.name ?? EMPTY}`),
          h('span', { class: 'number' }, deal.amount),
        ),
      ),
    );
  };
  return h(
    'main',
    { 'data-view': 'board' },
    h('div', { class: 'page-head' }, h('h1', {}, 'Board')),
    h('div', { class: 'board' }, data.stages.map(column)),
  );
}
