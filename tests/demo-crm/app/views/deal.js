import { openDialog } from '../dialog.js';
import { field, h, section } from '../dom.js';

/** One deal. While it loads, its identity is known, but its values are placeholders. */
export function renderDeal({ data, router, render }, id, { loading }) {
  const deal = data.deals.find((one) => one.id === id);
  if (!deal) return h('main', { 'data-view': 'missing' }, h('h1', {}, 'There is no such deal'));
  const value = (name) => (loading ? undefined : deal[name]);
  const partner = deal.partner?.id
    ? h(
        'a',
        {
          href: router.href(`/partners/${deal.partner.id}`),
          'data-route': `/partners/${deal.partner.id}`,
          'data-id': deal.partner.id,
        },
        deal.partner.name,
      )
    : (deal.partner?.name ?? null);
  const reached = data.stages.indexOf(deal.stage);
  return h(
    'main',
    { 'data-view': 'deal', 'data-record-id': deal.id },
    h(
      'p',
      { class: 'crumbs' },
      h('a', { href: router.href('/deals'), 'data-route': '/deals' }, 'Deals'),
      ` / ${deal.id}`,
    ),
    h(
      'div',
      { class: 'page-head' },
      h('h1', {}, deal.name),
      h(
        'div',
        { class: 'actions' },
        h(
          'button',
          {
            type: 'button',
            class: 'plain',
            onclick: () =>
              openDialog({
                title: 'Log a call',
                text: `About ${deal.name}`,
                label: 'What was said',
                native: data.nativeDialogs,
                onsave: (text) => {
                  deal.notes = text;
                  render();
                },
              }),
          },
          'Log a call',
        ),
        h(
          'a',
          {
            class: 'button',
            href: router.href(`/deals/${deal.id}/edit`),
            'data-route': `/deals/${deal.id}/edit`,
          },
          'Edit',
        ),
      ),
    ),
    h(
      'ol',
      { class: 'path', 'aria-label': 'Stages' },
      data.stages
        .filter((stage) => !stage.startsWith('Closed') || stage === deal.stage)
        .map((stage) =>
          h(
            'li',
            {
              class: data.stages.indexOf(stage) <= reached ? 'done' : null,
              'aria-current': stage === deal.stage ? 'step' : null,
            },
            stage,
          ),
        ),
    ),
    section('deal', 'Deal', true, [
      field('name', 'Deal name', value('name')),
      field('account', 'Account', value('account')),
      field('stage', 'Stage', value('stage')),
      field('amount', 'Amount', value('amount')),
      field('close_date', 'Close date', value('close_date')),
      field('owner', 'Owner', value('owner')),
    ]),
    section('partner', 'Partner', true, [
      field('partner', 'Partner', loading ? undefined : partner),
      field('partner_role', 'Partner role', value('partner_role')),
      field('registration', 'Deal registration no.', value('registration')),
    ]),
    section('more', 'Approvals and notes', false, [
      field('discount_approval', 'Discount approval', value('discount_approval')),
      field('partner_contact', 'Partner contact', value('partner_contact')),
      field('notes', 'Notes', value('notes')),
    ]),
  );
}
