import { PageHead } from './PageHead';
import { hrefOf } from './router';

/** Shown for an address that leads nowhere; `what` completes "There is no …". */
export function NotFound({ what }: { what: string }) {
  return (
    <>
      <PageHead title="Nothing here" />
      <p>
        {`${what.charAt(0).toUpperCase()}${what.slice(1)} does not exist (any more). `}
        <a href={hrefOf('partners')}>Go to the partners</a>
      </p>
    </>
  );
}
