import type { ReactNode } from 'react';
import styles from './Filters.module.css';

/**
 * What narrows a list, and how many are left. The first control takes the room that the others leave.
 * @param count how many are shown, in words; said to readers when it changes
 */
export function Filters({ count, children }: { count: string; children: ReactNode }) {
  return (
    <search className={styles.filters}>
      {children}
      <p role="status" className={styles.count}>
        {count}
      </p>
    </search>
  );
}
