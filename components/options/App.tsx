import { useEffect } from 'react';
import { NotFound } from './NotFound';
import { pages } from './pages';
import { useRoute } from './router';
import { Shell } from './Shell';
import { useRevisionWatch } from './state/revision';
import { hush } from './state/status';

/** The options page: a navigation and the section that the address names. */
export function App() {
  const { page: id, path } = useRoute();
  const page = id === '' ? pages[0] : pages.find((candidate) => candidate.id === id);
  const title = page?.title ?? 'Not found';

  useRevisionWatch();
  useEffect(() => {
    document.title = `${title} · Partner Lens`;
    hush();
  }, [title]);

  return (
    <Shell current={page?.id ?? null}>
      {page ? <page.Page path={path} /> : <NotFound what={`the page “${id}”`} />}
    </Shell>
  );
}
