/** Routes by pushState, or by the hash where the server says so. */
const ROUTES = [
  { pattern: /^\/deals\/board$/, view: 'board' },
  { pattern: /^\/deals\/([^/]+)\/edit$/, view: 'edit' },
  { pattern: /^\/deals\/([^/]+)$/, view: 'deal' },
  { pattern: /^\/deals$/, view: 'deals' },
  { pattern: /^\/partners\/([^/]+)$/, view: 'partner' },
  { pattern: /^\/partners$/, view: 'partners' },
];

/** @param {'history' | 'hash'} routing @param {() => void} changed */
export function createRouter(routing, changed) {
  const href = (route) => (routing === 'hash' ? `#${route}` : route);
  const route = () => (routing === 'hash' ? location.hash.slice(1) : location.pathname) || '/deals';

  function go(to) {
    history.pushState(null, '', href(to));
    changed();
  }

  addEventListener('popstate', changed);
  addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[data-route]') : null;
    if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    go(link.dataset.route);
  });

  return {
    href,
    go,
    /** @returns {{ view: string, id: string | null }} */
    current() {
      const path = route();
      for (const { pattern, view } of ROUTES) {
        const match = pattern.exec(path);
        if (match) return { view, id: match[1] ? decodeURIComponent(match[1]) : null };
      }
      return { view: 'deals', id: null };
    },
  };
}
