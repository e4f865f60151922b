import { PageHead } from './PageHead';
import { hrefOf } from './router';

/** Shown for an address that leads nowhere: what is missing, and the list where it would be. */
export function NotFound({ what, list = 'partners' }: { what: string; list?: 'partners' | 'kpis' }) {
  return (
    <>
      <PageHead title="Nothing here" />
      <p>
        {`${what.charAt(0).toUpperCase()}${what.slice(1)} does not exist, or does no longer. `}
        <a href={hrefOf(list)}>{list === 'kpis' ? 'Go to the KPIs' : 'Go to the partners'}</a>
      </p>
    </>
  );
}
