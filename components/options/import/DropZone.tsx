import { useCallback, useEffect, useRef, useState } from 'react';
import { Button } from '../../ui/Button';
import { cx } from '../../ui/cx';
import { FileInput } from '../../ui/FileInput';
import { droppedFiles, folderFiles, pastedFiles } from './added';
import styles from './DropZone.module.css';
import { canPick, pickFiles } from './handles';

const ACCEPT =
  '.csv,.tsv,.tab,.txt,.xlsx,.xlsm,.xls,.json,.ndjson,.jsonl,.zip,text/csv,text/tab-separated-values,text/plain,application/json';

const NOTHING =
  'Nothing there is a table: files of a folder must end in .csv, .tsv, .txt, .xlsx, .xls, .json, .ndjson or .zip.';

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
  const folder = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = useRef(onFiles);
  take.current = onFiles;
  const [note, setNote] = useState('');
  const add = useRef((files: File[]) => {
    setNote(files.length > 0 ? '' : NOTHING);
    if (files.length > 0) take.current(files);
  });
  const choose = async () => {
    if (!canPick()) input.current?.click();
    else {
      const files = await pickFiles().catch(() => {
        input.current?.click();
        return [];
      });
      if (files.length > 0) take.current(files);
    }
  };
  const asFolder = useCallback((node: HTMLInputElement | null) => {
    folder.current = node;
    if (node) node.webkitdirectory = true;
  }, []);

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
      if (!event.dataTransfer) return;
      void droppedFiles(event.dataTransfer).then((files) => add.current(files));
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
      {!compact && <p className={styles.title}>Drop files or a folder here</p>}
      <p className={styles.text}>
        {compact
          ? 'Drop more files here, or'
          : 'CSV, Excel (XLSX), JSON, or a ZIP of them. A table copied from a sheet or a page can be pasted.'}
      </p>
      <span className={styles.buttons}>
        <Button
          variant={compact ? 'secondary' : 'primary'}
          size={compact ? 's' : 'm'}
          onClick={() => void choose()}
        >
          Choose files
        </Button>
        <Button size={compact ? 's' : 'm'} onClick={() => folder.current?.click()}>
          Choose a folder
        </Button>
      </span>
      <input
        ref={asFolder}
        type="file"
        hidden
        aria-label="Folder to import"
        onChange={(event) => {
          const files = folderFiles(event.target.files ?? []);
          event.target.value = '';
          add.current(files);
        }}
      />
      <FileInput ref={input} multiple accept={ACCEPT} label="Files to import" onFiles={onFiles} />
      {note && (
        <p role="alert" className={styles.note}>
          {note}
        </p>
      )}
    </section>
  );
}
