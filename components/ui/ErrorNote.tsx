import type { ReactNode } from 'react';
import styles from './ErrorNote.module.css';
import { Icon } from './Icon';

/** Says what went wrong and offers the way on; read out when it appears. */
export function ErrorNote({
  title,
  children,
  action,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div role="alert" className={styles.note}>
      <span className={styles.icon}>
        <Icon name="alert" size={14} />
      </span>
      <div>
        <p className={styles.title}>{title}</p>
        {children && <div className={styles.text}>{children}</div>}
        {action && <div className={styles.action}>{action}</div>}
      </div>
    </div>
  );
}
