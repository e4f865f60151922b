import { useId, useMemo, useState } from 'react';
import { candidates } from '@/lib/identity/candidates';
import { foldText } from '@/lib/match/fold';
import type { Partner } from '@/lib/match/types';
import { request } from '@/lib/messaging/client';
import { TextField } from '../../ui/TextField';
import { useAction } from '../../ui/use-action';
import { FormDialog } from '../parts/FormDialog';
import { useOffered, usePartners } from './use-partners';

const NONE: [] = [];

/** Finds the partner that a text names: by its id, or by a name that no other one has. */
export function partnerFinder(partners: readonly Partner[]): (text: string) => Partner | null {
  const byId = new Map(partners.map((partner) => [partner.id, partner]));
  const byName = Map.groupBy(partners, ({ name }) => foldText(name));
  return (text) => {
    const wanted = text.trim();
    const named = wanted === '' ? [] : (byName.get(foldText(wanted)) ?? []);
    return byId.get(wanted) ?? (named.length === 1 ? named[0]! : null);
  };
}

/** Makes a partner count for another one. */
export function MergeDialog({
  partner,
  onMerged,
  onClose,
}: {
  partner: Partner;
  onMerged: (into: Partner) => void;
  onClose: () => void;
}) {
  const id = useId();
  const partners = usePartners();
  const others = useMemo(
    () => (partners.data ?? NONE).filter((one) => one.id !== partner.id),
    [partners.data, partner.id],
  );
  const find = useMemo(() => partnerFinder(others), [others]);
  const [text, setText] = useState('');
  const offered = useOffered(others, text);
  const [checked, setChecked] = useState(false);
  const into = find(text);
  const evidence = into ? (candidates([partner, into], [])[0]?.evidence ?? []) : [];
  const merge = useAction(async (to: Partner) => {
    const because = evidence.map((one) => one.text);
    await request('partners.merge', { from: partner.id, into: to.id, because });
    onMerged(to);
  });
  const submit = async () => {
    setChecked(true);
    if (into && (await merge.run(into))) onClose();
  };
  return (
    <FormDialog
      title={`Merge ${partner.name} into another partner`}
      save="Merge"
      busy={merge.busy}
      failed="They were not merged."
      problem={merge.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>
        All that is known of <bdi>{partner.name}</bdi>, now or later, then counts for the other one: its rows,
        names, domains, codes and CRM records. Limits and plans are those of the other one. Nothing imported
        is rewritten, and the merge can be undone.
      </p>
      <TextField
        label="Counts for"
        autoComplete="off"
        maxLength={300}
        list={`${id}-partners`}
        value={text}
        error={
          checked && !into
            ? 'Choose one partner of the list, by its name or, where two share it, its id.'
            : undefined
        }
        onChange={(event) => setText(event.target.value)}
      />
      <datalist id={`${id}-partners`}>
        {offered.map((one) => (
          <option key={one.id} value={one.name} label={one.id} />
        ))}
      </datalist>
      {into && (
        <p role="status">
          {evidence.length > 0
            ? `What speaks for it: ${evidence.map((one) => one.text).join('; ')}.`
            : `Nothing that is known of ${partner.name} and ${into.name} says that they are one.`}
        </p>
      )}
    </FormDialog>
  );
}
