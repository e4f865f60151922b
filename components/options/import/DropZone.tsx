import { useEffect, useRef, useState } from 'react';
import { Button } from '../../ui/Button';
import { cx } from '../../ui/cx';
import styles from './DropZone.module.css';

const ACCEPT = '.csv,.tsv,.tab,.txt,text/csv,text/tab-separated-values,text/plain';

/** Files dragged, chosen or pasted, and tables pasted from a sheet. */
export function DropZone({
  compact = false,
  onFiles,
}: {
  /** One line, below files that are already there. */
  compact?: boolean;
  onFiles: (files: File[]) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = useRef(onFiles);
  take.current = onFiles;

  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      // Text pasted into a field belongs to the field.
      if (event.target instanceof HTMLElement && event.target.matches('input, textarea, select')) return;
      const files = pastedFiles(event.clipboardData);
      if (files.length === 0) return;
      event.preventDefault();
      take.current(files);
    };
    document.addEventListener('paste', onPaste);
    return () => document.removeEventListener('paste', onPaste);
  }, []);

  // Files may be dropped anywhere: one dropped beside the zone would else replace this page.
  useEffect(() => {
    const onDragOver = (event: DragEvent) => {
      event.preventDefault();
      setOver(true);
    };
    const onDragLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0) take.current(files);
    };
    window.addEventListener('dragover', onDragOver);
    window.addEventListener('dragleave', onDragLeave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onDragOver);
      window.removeEventListener('dragleave', onDragLeave);
      window.removeEventListener('drop', onDrop);
    };
  }, []);

  return (
    <section
      aria-label="Add files"
      className={cx(styles.zone, compact && styles.compact, over && styles.over)}
    >
      {!compact && <p className={styles.title}>Drop CSV files here</p>}
      <p className={styles.text}>
        {compact ? 'Drop more files here, or' : 'or paste a table copied from a sheet, or'}
      </p>
      <Button
        variant={compact ? 'secondary' : 'primary'}
        size={compact ? 's' : 'm'}
        onClick={() => input.current?.click()}
      >
        Choose files
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={ACCEPT}
        aria-label="Files to import"
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          // The same file can be chosen again after it was mended.
          event.target.value = '';
          if (files.length > 0) onFiles(files);
        }}
      />
    </section>
  );
}

/** Files of a paste; text counts as one when it has the shape of a table. */
function pastedFiles(data: DataTransfer | null): File[] {
  if (!data) return [];
  if (data.files.length > 0) return [...data.files];
  const text = data.getData('text/plain');
  if (!/[^\r\n][\r\n]+[^\r\n]/.test(text)) return [];
  return [new File([text], 'Pasted table.csv', { type: 'text/csv' })];
}
