import { field, h, section } from '../dom.js';

/** Directory of partners. */
export function renderPartners({ data, router }) {
  return h(
    'main',
    { 'data-view': 'partners' },
    h(
      'div',
      { class: 'page-head' },
      h('h1', {}, 'Partners'),
      h('span', { class: 'count' }, `${data.partners.length} partners`),
    ),
    h(
      'table',
      {},
      h(
        'thead',
        {},
        h('tr', {}, ...['Partner', 'Type', 'Tier', 'Region'].map((text) => h('th', { scope: 'col' }, text))),
      ),
      h(
        'tbody',
        {},
        data.partners.map((partner) =>
          h(
            'tr',
            { 'data-row-id': partner.id },
            h(
              'td',
              {},
              h(
                'a',
                { href: router.href(`/partners/${partner.id}`), 'data-route': `/partners/${partner.id}` },
                partner.name,
              ),
            ),
            h('td', {}, partner.type),
            h('td', {}, partner.tier),
            h('td', {}, partner.region),
          ),
        ),
      ),
    ),
  );
}

/** One partner with its deals. */
export function renderPartner({ data, router }, id, { loading }) {
  const partner = data.partners.find((one) => one.id === id);
  if (!partner) return h('main', { 'data-view': 'missing' }, h('h1', {}, 'There is no such partner'));
  const value = (name) => (loading ? undefined : partner[name]);
  const deals = data.deals.filter((deal) => deal.partner?.id === partner.id);
  return h(
    'main',
    { 'data-view': 'partner', 'data-record-id': partner.id },
    h(
      'p',
      { class: 'crumbs' },
      h('a', { href: router.href('/partners'), 'data-route': '/partners' }, 'Partners'),
      ` / ${partner.id}`,
    ),
    h('div', { class: 'page-head' }, h('h1', {}, partner.name)),
    section('partner', 'Partner', true, [
      field('type', 'Type', value('type')),
      field('tier', 'Tier', value('tier')),
      field('region', 'Region', value('region')),
      field('manager', 'Partner manager', value('manager')),
      field('website', 'Website', value('website')),
    ]),
    section('deals', 'Deals', true, [
      h(
        'ul',
        { class: 'links' },
        deals.map((deal) =>
          h(
            'li',
            {},
            h('a', { href: router.href(`/deals/${deal.id}`), 'data-route': `/deals/${deal.id}` }, deal.name),
            ` ${deal.stage}`,
          ),
        ),
      ),
    ]),
  );
}
