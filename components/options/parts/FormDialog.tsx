import { type FormEvent, type ReactNode, useId } from 'react';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { ErrorNote } from '../../ui/ErrorNote';
import { sendForm } from '../../ui/send-form';
import form from './form.module.css';

/**
 * A dialog that asks for several things at once. What was typed is lost only by Cancel, Escape or the cross, never by
 * a click beside it.
 */
export function FormDialog({
  title,
  save = 'Save',
  busy,
  failed,
  problem,
  actions,
  autoComplete,
  onSubmit,
  onClose,
  children,
}: {
  title: string;
  /** Words of the button that sends the form. */
  save?: string;
  busy: boolean;
  /** What did not happen when there is a problem, e.g. "The rule was not saved." */
  failed: string;
  /** Why it did not, in words. */
  problem: string | null;
  /** Further buttons: `before` Cancel, or `between` it and the one that sends. */
  actions?: { before?: ReactNode; between?: ReactNode };
  autoComplete?: 'off';
  /** The form was sent; nothing is read of it, so each part keeps its own value. */
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <Dialog
      open
      keepOpen
      title={title}
      onClose={onClose}
      actions={
        <>
          {actions?.before}
          <Button onClick={onClose}>Cancel</Button>
          {actions?.between}
          <Button variant="primary" type="submit" form={id} busy={busy}>
            {save}
          </Button>
        </>
      }
    >
      <form
        id={id}
        className={form.form}
        autoComplete={autoComplete}
        noValidate
        onSubmit={(event: FormEvent<HTMLFormElement>) => {
          event.preventDefault();
          sendForm(event.currentTarget, onSubmit);
        }}
      >
        {children}
        {problem && <ErrorNote title={failed}>{problem}</ErrorNote>}
      </form>
    </Dialog>
  );
}
