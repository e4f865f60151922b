import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { ErrorNote } from '../../ui/ErrorNote';
import { TextField } from '../../ui/TextField';
import { useAction } from '../../ui/use-action';
import styles from './form.module.css';

/**
 * Asks before something that cannot be taken back. It closes when the work is done and stays, with the reason,
 * when it failed.
 * @param word must be typed before the button works; for what would hurt most
 */
export function ConfirmDialog({
  open,
  title,
  children,
  confirm,
  word,
  onConfirm,
  onClose,
}: {
  open: boolean;
  title: string;
  children: ReactNode;
  /** Text of the button, a verb. */
  confirm: string;
  word?: string;
  onConfirm: () => Promise<unknown>;
  onClose: () => void;
}) {
  const form = useId();
  const [typed, setTyped] = useState('');
  const [complaint, setComplaint] = useState<string | null>(null);
  const action = useAction(onConfirm);

  const close = () => {
    if (action.busy) return;
    setTyped('');
    setComplaint(null);
    action.clear();
    onClose();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (word && typed.trim().toLowerCase() !== word.toLowerCase()) {
      setComplaint(`Type “${word}” to go on.`);
      return;
    }
    if (await action.run()) close();
  };

  return (
    <Dialog
      open={open}
      title={title}
      onClose={close}
      actions={
        <>
          <Button onClick={close}>Keep</Button>
          <Button variant="danger" type="submit" form={form} busy={action.busy}>
            {confirm}
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} onSubmit={submit} noValidate>
        {children}
        {word && (
          <TextField
            label={`Type “${word}” to confirm`}
            value={typed}
            autoComplete="off"
            error={complaint}
            onChange={(event) => {
              setTyped(event.target.value);
              setComplaint(null);
            }}
          />
        )}
        {action.error && <ErrorNote title="That did not work.">{action.error}</ErrorNote>}
      </form>
    </Dialog>
  );
}
