import { useId } from 'react';
import { partName } from '@/lib/import/formats/open';
import { plural } from '@/lib/kpi/format';
import { IconButton } from '../../ui/Button';
import { cx } from '../../ui/cx';
import card from '../parts/card.module.css';
import styles from './BookCard.module.css';
import { type Book, choosePart, type Entry, removeBook, samePath } from './session';

/** A workbook or archive with several tables: which of them are imported. */
export function BookCard({ book, entries }: { book: Book; entries: readonly Entry[] }) {
  const id = useId();
  const { file, parts } = book;
  const chosen = (path: readonly string[]) =>
    entries.some((entry) => entry.file === file && samePath(entry.path, path));
  const count = parts.filter(({ path }) => chosen(path)).length;
  return (
    <section className={cx(card.card, styles.book)} aria-labelledby={id}>
      <header className={card.head}>
        <h2 id={id}>{file.name}</h2>
        <span className={styles.count}>
          {count} of {plural(parts.length, 'table')} chosen
        </span>
        <span className={styles.remove}>
          <IconButton
            size="s"
            icon="cross"
            label={`Remove ${file.name} with all of its tables`}
            onClick={() => removeBook(book)}
          />
        </span>
      </header>
      <ul className={styles.parts}>
        {parts.map((part) => {
          const { path, hidden, problem } = part;
          const [first = '', ...rest] = path;
          return (
            <li key={path.join('\0')}>
              <label className={problem ? styles.refused : undefined}>
                <input
                  type="checkbox"
                  checked={chosen(path)}
                  disabled={problem !== null}
                  onChange={(event) => choosePart(book, part, event.target.checked)}
                />{' '}
                <span>
                  {partName(first, rest)}
                  {hidden && ', hidden in the workbook'}
                  {problem && <span className={styles.problem}> {problem}</span>}
                </span>
              </label>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
