import { type ReactNode, useEffect, useRef } from 'react';
import { Mark } from '../ui/Icon';
import { pages } from './pages';
import { LostNote } from './parts/LostNote';
import { hrefOf } from './router';
import styles from './Shell.module.css';
import { useScorecardRefresh } from './state/scorecards';
import { useStatus } from './state/status';

/** Frame of every section: skip link, navigation, the section itself and the line that says what was done. */
export function Shell({ current, children }: { current: string | null; children: ReactNode }) {
  const main = useRef<HTMLElement>(null);
  const shown = useRef(current);

  // A new section starts at its top with the focus in it, as a new document would.
  useEffect(() => {
    if (shown.current === current) return;
    shown.current = current;
    window.scrollTo?.(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [current]);

  return (
    <div className={styles.frame}>
      <header className={styles.side}>
        {/* The hash holds the route, so the way past the navigation moves the focus itself. */}
        <button type="button" className={styles.skip} onClick={() => main.current?.focus()}>
          Skip to the content
        </button>
        <p className={styles.brand}>
          <Mark size={18} />
          Partner Lens
        </p>
        <nav aria-label="Sections">
          <ul>
            {pages.map((page) => (
              <li key={page.id}>
                <a href={hrefOf(page.id)} aria-current={page.id === current ? 'page' : undefined}>
                  {page.title}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <Computing />
        <p className={styles.local}>Everything stays on this machine.</p>
      </header>
      <main ref={main} tabIndex={-1} className={styles.main}>
        <LostNote />
        {children}
      </main>
      <StatusLine />
    </div>
  );
}

/** Whichever section is open: whether the figures lag behind what was imported. */
function Computing() {
  const { state, error } = useScorecardRefresh();
  if (state === 'computing') return <p className={styles.computing}>Computing the scorecards…</p>;
  if (state === 'failed')
    return <p className={styles.computing}>The scorecards were not computed: {error}</p>;
  return null;
}

function StatusLine() {
  const { text, count } = useStatus();
  return (
    <div role="status" className={styles.status}>
      {text && (
        <p key={count} className={styles.said}>
          {text}
        </p>
      )}
    </div>
  );
}
