import type { ReactNode } from 'react';
import styles from './Section.module.css';

/** A part of a narrow page: a small heading with a quiet note beside it, and what it holds. */
export function Section({ title, note, children }: { title: string; note?: ReactNode; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <div className={styles.head}>
        <h2 className={styles.title}>{title}</h2>
        {note !== undefined && <span className={styles.note}>{note}</span>}
      </div>
      {children}
    </section>
  );
}
