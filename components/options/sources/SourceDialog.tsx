import { useState } from 'react';
import { request } from '@/lib/messaging/client';
import type { SourceDraft, SourceView } from '@/lib/messaging/source-views';
import { originOf } from '@/lib/sources/address';
import { sourceKinds } from '@/lib/sources/registry';
import type { SettingField, SourceKind } from '@/lib/sources/types';
import { Button } from '../../ui/Button';
import { ErrorNote } from '../../ui/ErrorNote';
import { Select } from '../../ui/Select';
import { TextField } from '../../ui/TextField';
import { useAction } from '../../ui/use-action';
import { FormDialog } from '../parts/FormDialog';
import { askAccess } from './access';
import { SCHEDULES } from './words';

const KINDS = sourceKinds.map(({ id, name }) => ({ value: id, label: name }));

/** Sets up a source or changes it. A credential goes one way: it can be set and cleared, never read again. */
export function SourceDialog({
  source,
  onSaved,
  onClose,
}: {
  source: SourceView | null;
  onSaved: (name: string) => void;
  onClose: () => void;
}) {
  const [id] = useState(() => source?.id ?? crypto.randomUUID());
  const [kindId, setKindId] = useState(source?.kind ?? sourceKinds[0]!.id);
  const kind = sourceKinds.find((one) => one.id === kindId)!;
  const [name, setName] = useState(source?.name ?? '');
  const [settings, setSettings] = useState<Record<string, string>>({ ...source?.settings });
  const [every, setEvery] = useState(String(source?.everyMinutes ?? 60));
  const [credential, setCredential] = useState('');
  const [clear, setClear] = useState(false);
  const [tried, setTried] = useState(false);
  const [reached, setReached] = useState<string | null>(null);

  // A credential goes to the host that it was entered for and to no other.
  const keeps =
    source?.hasCredential === true &&
    source.kind === kindId &&
    originOf(kind, settings) === originOf(kind, source.settings);
  const draft = (): SourceDraft => ({
    id,
    kind: kindId,
    name: name.trim() || kind.name,
    settings: Object.fromEntries(kind.settings.map((field) => [field.id, entered(field, settings).trim()])),
    everyMinutes: Number(every),
    credential: credential !== '' ? credential : clear || !keeps ? null : undefined,
  });
  const lacks = (field: SettingField) =>
    tried && field.required && entered(field, settings).trim() === '' ? `${field.label} is needed.` : null;
  const lacksCredential = kind.credential.required && credential === '' && (!keeps || clear);
  const complete =
    !lacksCredential &&
    kind.settings.every((field) => !field.required || entered(field, settings).trim() !== '');

  const check = useAction(async () => {
    setReached(null);
    await askAccess(kind, draft().settings);
    setReached((await request('sources.check', draft())).reached);
  });
  const save = useAction(async () => {
    const ready = draft();
    await askAccess(kind, ready.settings);
    await request('sources.save', ready);
    onSaved(ready.name);
  });
  // Access is asked for in the click itself, before anything is awaited.
  const attempt = (work: typeof save) => {
    setTried(true);
    if (complete) void work.run();
  };

  return (
    <FormDialog
      title={source ? `Change ${source.name}` : 'New source'}
      save="Save and run"
      busy={save.busy}
      failed="The source was not saved."
      problem={save.error}
      actions={{
        between: (
          <Button busy={check.busy} onClick={() => attempt(check)}>
            Check
          </Button>
        ),
      }}
      autoComplete="off"
      onSubmit={() => attempt(save)}
      onClose={onClose}
    >
      <Select
        label="Kind"
        options={KINDS}
        value={kindId}
        disabled={source !== null}
        hint={kind.description}
        onChange={(event) => {
          setKindId(event.target.value);
          setSettings({});
          setReached(null);
        }}
      />
      <TextField
        label="Name"
        placeholder={kind.name}
        maxLength={100}
        value={name}
        hint="Imports of this source carry it."
        onChange={(event) => setName(event.target.value)}
      />
      {kind.settings.map((field) => (
        <Setting
          key={`${kindId} ${field.id}`}
          field={field}
          value={entered(field, settings)}
          error={lacks(field)}
          onChange={(value) => {
            setSettings({ ...settings, [field.id]: value });
            setReached(null);
          }}
        />
      ))}
      <Credential
        kind={kind}
        keeps={keeps && !clear}
        value={credential}
        error={tried && lacksCredential ? `${kind.credential.label} is needed.` : null}
        onChange={setCredential}
        onClear={() => setClear(true)}
      />
      <Select
        label="Runs"
        options={SCHEDULES}
        value={every}
        onChange={(event) => setEvery(event.target.value)}
      />
      <div role="status">{reached && <p>{reached}.</p>}</div>
      {check.error && <ErrorNote title="The check failed.">{check.error}</ErrorNote>}
    </FormDialog>
  );
}

/** What is entered, else the first choice. */
function entered(field: SettingField, settings: Readonly<Record<string, string>>): string {
  return settings[field.id] ?? field.options?.[0]?.value ?? '';
}

function Setting({
  field,
  value,
  error,
  onChange,
}: {
  field: SettingField;
  value: string;
  error: string | null;
  onChange: (value: string) => void;
}) {
  if (field.options)
    return (
      <Select
        label={field.label}
        options={field.options}
        value={value}
        hint={field.hint}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  return (
    <TextField
      label={field.label}
      inputMode={field.kind === 'address' ? 'url' : undefined}
      placeholder={field.placeholder}
      spellCheck={false}
      maxLength={2000}
      value={value}
      hint={field.hint}
      error={error}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

function Credential({
  kind,
  keeps,
  value,
  error,
  onChange,
  onClear,
}: {
  kind: SourceKind;
  keeps: boolean;
  value: string;
  error: string | null;
  onChange: (value: string) => void;
  onClear: () => void;
}) {
  return (
    <div>
      <TextField
        label={kind.credential.label}
        type="password"
        autoComplete="off"
        spellCheck={false}
        maxLength={4000}
        placeholder={keeps ? 'set; type to replace it' : undefined}
        value={value}
        error={error}
        hint={`${kind.credential.hint} Kept in this browser, sent to the source’s host alone, never shown again.`}
        onChange={(event) => onChange(event.target.value)}
      />
      {keeps && !kind.credential.required && (
        <Button variant="link" size="s" onClick={onClear}>
          Clear it
        </Button>
      )}
    </div>
  );
}
