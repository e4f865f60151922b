import { h } from './dom.js';
import { createRouter } from './router.js';
import { renderBoard } from './views/board.js';
import { renderDeal } from './views/deal.js';
import { renderDeals } from './views/deals.js';
import { renderEdit } from './views/edit.js';
import { renderPartner, renderPartners } from './views/partners.js';

const data = await (await fetch('/data.json')).json();
const app = document.querySelector('#app');
const router = createRouter(data.routing, render);
/** Records that were shown before: they no longer load slowly. */
const loaded = new Set();
const context = { data, router, render };

const VIEWS = {
  deals: renderDeals,
  board: renderBoard,
  deal: renderDeal,
  edit: renderEdit,
  partners: renderPartners,
  partner: renderPartner,
};

function navigation(view) {
  const item = (route, text, views) =>
    h(
      'a',
      { href: router.href(route), 'data-route': route, 'aria-current': views.includes(view) ? 'page' : null },
      text,
    );
  return h(
    'header',
    { class: 'top' },
    h('strong', {}, 'Demo CRM'),
    h(
      'nav',
      { 'aria-label': 'Main' },
      item('/deals', 'Deals', ['deals', 'deal', 'edit']),
      item('/deals/board', 'Board', ['board']),
      item('/partners', 'Partners', ['partners', 'partner']),
    ),
  );
}

function render() {
  const { view, id } = router.current();
  const key = `${view}/${id}`;
  const slowly = data.slow > 0 && id !== null && !loaded.has(key);
  app.replaceChildren(navigation(view), VIEWS[view](context, id, { loading: slowly }));
  const heading = app.querySelector('h1')?.textContent;
  document.title = heading ? `${heading} · Demo CRM` : 'Demo CRM';
  if (slowly) setTimeout(finishLoading, data.slow, key);
}

function finishLoading(key) {
  loaded.add(key);
  const { view, id } = router.current();
  if (`${view}/${id}` === key) render();
}

render();
if (data.rerender > 0) setInterval(render, data.rerender);
