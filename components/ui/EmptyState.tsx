import type { ReactNode } from 'react';
import styles from './EmptyState.module.css';

export interface EmptyStateProps {
  title: string;
  /** Level of the heading on this page. */
  level?: 1 | 2 | 3;
  /** What is the case and why, a sentence or two. */
  children: ReactNode;
  /** What to do next. */
  action?: ReactNode;
}

/** Nothing to show, why, and what to do about it. */
export function EmptyState({ title, level = 2, children, action }: EmptyStateProps) {
  const Heading = `h${level}` as const;
  return (
    <div className={styles.empty}>
      <Heading className={styles.title}>{title}</Heading>
      <div className={styles.text}>{children}</div>
      {action && <div className={styles.action}>{action}</div>}
    </div>
  );
}
