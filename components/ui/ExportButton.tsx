import { useEffect, useId, useRef, useState } from 'react';
import { type ExportDocument, fileStem } from '@/lib/export/document';
import { type ExportFormat, FORMATS, writeExport } from '@/lib/export/formats';
import { Button, type ButtonProps } from './Button';
import styles from './ExportButton.module.css';
import { saveFile } from './save-file';
import { useAction } from './use-action';
import { useEscape } from './use-escape';

export interface ExportButtonProps extends Pick<ButtonProps, 'variant' | 'size' | 'disabled'> {
  /** Makes the document when a format was chosen. */
  content: () => ExportDocument | Promise<ExportDocument>;
  /** What is exported, for a reader: "the worklist". */
  what: string;
}

/** Room that the list takes, in pixels. */
const WIDTH = 180;
const HEIGHT = 160;

/** On the side of the button where the window has room for the list. */
function placeOf({ left, bottom }: DOMRect): string {
  const side = left + WIDTH > window.innerWidth ? styles.end : styles.start;
  return `${bottom + HEIGHT > window.innerHeight ? styles.above : styles.below} ${side}`;
}

/** Saves what is on screen in the format that a person chooses. */
export function ExportButton({ content, what, ...button }: ExportButtonProps) {
  const [open, setOpen] = useState(false);
  const [place, setPlace] = useState('');
  const [saved, setSaved] = useState('');
  const listId = useId();
  const root = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const save = useAction(async (format: ExportFormat) => {
    setSaved('');
    const { title, about, tables } = await content();
    const now = new Date();
    const stamped = { title, about: [...about, ['Exported', now.toISOString()] as const], tables };
    saveFile(`${fileStem(title, now)}.${format}`, await writeExport(format, stamped));
    setSaved(`Saved as ${FORMATS[format].name}.`);
  });
  const close = () => {
    setOpen(false);
    save.clear();
    opener.current?.focus();
  };
  useEscape(open, close);
  useEffect(() => {
    if (!open) return;
    const elsewhere = ({ target }: Event) => {
      if (!root.current?.contains(target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', elsewhere);
    document.addEventListener('focusin', elsewhere);
    return () => {
      document.removeEventListener('pointerdown', elsewhere);
      document.removeEventListener('focusin', elsewhere);
    };
  }, [open]);

  return (
    <div ref={root} className={styles.root}>
      <Button
        {...button}
        ref={opener}
        icon="down"
        busy={save.busy}
        aria-expanded={open}
        aria-controls={open ? listId : undefined}
        aria-label={`Export ${what}`}
        onClick={() => {
          setSaved('');
          setPlace(placeOf(opener.current!.getBoundingClientRect()));
          setOpen(!open);
        }}
      >
        Export
      </Button>
      {open && (
        // biome-ignore lint/a11y/useSemanticElements: buttons of one choice, no set of form controls
        <div id={listId} role="group" aria-label={`Export ${what} as`} className={`${styles.list} ${place}`}>
          {Object.entries(FORMATS).map(([format, { name }]) => (
            <Button
              key={format}
              variant="quiet"
              size="s"
              className={styles.choice}
              disabled={save.busy}
              onClick={async () => {
                if (await save.run(format as ExportFormat)) close();
              }}
            >
              {name}
            </Button>
          ))}
          {save.error && (
            <p role="alert" className={styles.error}>
              {save.error}
            </p>
          )}
        </div>
      )}
      <span role="status" className={styles.status}>
        {saved}
      </span>
    </div>
  );
}
