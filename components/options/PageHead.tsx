import type { ReactNode } from 'react';
import styles from './PageHead.module.css';

/** Heading of a section, one line about it, and what can be done with all of it. */
export function PageHead({
  title,
  lead,
  back,
  actions,
}: {
  title: ReactNode;
  lead?: ReactNode;
  /** Where the section above is. */
  back?: { href: string; label: string };
  actions?: ReactNode;
}) {
  return (
    <div className={styles.head}>
      <div>
        {back && (
          <a className={styles.back} href={back.href}>
            <span aria-hidden="true">‹ </span>
            {back.label}
          </a>
        )}
        <h1>
          <bdi>{title}</bdi>
        </h1>
        {lead && <p className={styles.lead}>{lead}</p>}
      </div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
