import { EMPTY, h } from './dom.js';

/**
 * The deals of the demo CRM in words, classes and addresses that no reader knows: what a site looks like that has to
 * be taught. What the page notices of a person's presses is counted in `data-noticed`.
 */
const { deals, foreign } = await (await fetch('/data.json')).json();
const { labels, machineNames, order } = foreign;

const line = (deal, name) => {
  const value = name === 'partner' ? deal.partner?.name : deal[name];
  return h(
    'div',
    { class: `zk${machineNames ? '' : '2'}`, 'data-zeug': machineNames ? `zg_${name}` : null },
    h('span', {}, labels[name]),
    h('span', {}, value || EMPTY),
  );
};

function render() {
  const id = /^\/sache\/([^/]+)$/.exec(location.pathname)?.[1];
  const at = deals.findIndex((deal) => deal.id === id);
  const next = deals[at + 1];
  const content =
    at < 0
      ? h('main', {}, h('p', {}, 'Nix.'))
      : h(
          'main',
          {},
          h('section', {}, ...order.map((name) => line(deals[at], name))),
          h('p', {}, next ? h('a', { href: `/sache/${next.id}` }, 'weiter') : ''),
        );
  document.body.replaceChildren(content);
}

addEventListener('popstate', render);
document.addEventListener('click', (event) => {
  const link = event.target.closest?.('a');
  if (!link) return;
  event.preventDefault();
  history.pushState(null, '', link.href);
  render();
});
let noticed = 0;
for (const type of ['pointerdown', 'mousedown', 'click', 'keydown'])
  document.addEventListener(
    type,
    () => {
      document.documentElement.dataset.noticed = String(++noticed);
    },
    true,
  );
render();
