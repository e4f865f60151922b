import { h } from '../dom.js';

const FIELDS = [
  { name: 'name', label: 'Deal name', required: true },
  { name: 'account', label: 'Account', required: true },
  { name: 'partner', label: 'Partner', options: 'partners' },
  { name: 'partner_role', label: 'Partner role', options: ['Sourced', 'Influenced', 'Fulfilment'] },
  { name: 'registration', label: 'Deal registration no.' },
  { name: 'stage', label: 'Stage', required: true, options: 'stages' },
  { name: 'amount', label: 'Amount', required: true },
  { name: 'close_date', label: 'Close date', type: 'date', required: true },
  { name: 'owner', label: 'Owner' },
  { name: 'discount_approval', label: 'Discount approval' },
  { name: 'partner_contact', label: 'Partner contact' },
  { name: 'notes', label: 'Notes', type: 'textarea' },
];

const shownIn = (deal, name) => (name === 'partner' ? (deal.partner?.name ?? '') : deal[name]);

/** Goes to the next deal as a form does that binds its inputs: nothing but what they hold is changed. */
function turn({ data, router }, form) {
  const main = form.closest('main');
  const at = data.deals.findIndex((one) => one.id === main.dataset.recordId);
  const deal = data.deals[(at + 1) % data.deals.length];
  const fill = (names) => {
    for (const name of names) form.elements[name].value = shownIn(deal, name);
  };
  history.pushState(null, '', router.href(`/deals/${deal.id}/edit`));
  main.dataset.recordId = deal.id;
  main.querySelector('h1').textContent = deal.name;
  const names = FIELDS.map(({ name }) => name).filter((name) => name !== 'partner');
  setTimeout(fill, data.pager, names);
  setTimeout(fill, 2 * data.pager, ['partner']);
}

/** The edit form of one deal. */
export function renderEdit({ data, router }, id, { loading }) {
  const deal = data.deals.find((one) => one.id === id);
  if (!deal) return h('main', { 'data-view': 'missing' }, h('h1', {}, 'There is no such deal'));

  const choices = (options) => {
    const named = { partners: data.partners.map(({ name }) => name), stages: data.stages };
    const list = typeof options === 'string' ? named[options] : options;
    return options === 'partners' && deal.partner && !list.includes(deal.partner.name)
      ? [deal.partner.name, ...list]
      : list;
  };

  const control = ({ name, options, type }) => {
    const value = shownIn(deal, name);
    const common = { id: `edit-${name}`, name };
    if (options)
      return h(
        'select',
        common,
        h('option', { value: '' }, ''),
        choices(options).map((option) => h('option', { value: option, selected: option === value }, option)),
      );
    if (type === 'textarea') return h('textarea', { ...common, rows: 3 }, value);
    return h('input', { ...common, type: type ?? 'text', value });
  };

  function save(event) {
    event.preventDefault();
    const values = new FormData(event.target);
    for (const { name } of FIELDS) {
      const value = String(values.get(name) ?? '');
      if (name !== 'partner') deal[name] = value;
      else if (value !== (deal.partner?.name ?? '')) {
        const known = data.partners.find((partner) => partner.name === value);
        deal.partner = value === '' ? null : { id: known?.id ?? null, name: value };
      }
    }
    router.go(`/deals/${deal.id}`);
  }

  return h(
    'main',
    { 'data-view': 'deal', 'data-record-id': deal.id },
    h('div', { class: 'page-head' }, h('h1', {}, deal.name)),
    h(
      'form',
      { 'data-edit': 'deal', onsubmit: save, 'aria-busy': loading ? 'true' : null },
      FIELDS.map((one) =>
        h(
          'div',
          { class: 'field' },
          h(
            'label',
            { for: `edit-${one.name}` },
            one.label,
            one.required ? h('span', { class: 'required' }, '*') : null,
          ),
          loading ? h('span', { class: 'skeleton' }) : control(one),
        ),
      ),
      h(
        'div',
        { class: 'actions' },
        h('button', { type: 'submit' }, 'Save'),
        h(
          'a',
          {
            class: 'button plain',
            href: router.href(`/deals/${deal.id}`),
            'data-route': `/deals/${deal.id}`,
          },
          'Cancel',
        ),
        data.pager > 0 &&
          h(
            'button',
            {
              type: 'button',
              class: 'plain',
              onclick: (event) => turn({ data, router }, event.target.form),
            },
            'Next deal',
          ),
      ),
    ),
  );
}
