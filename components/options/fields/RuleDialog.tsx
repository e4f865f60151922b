import { useState } from 'react';
import type { RecordKind } from '@/lib/crm/types';
import type { FieldRule } from '@/lib/fields/types';
import { PARTNER_TYPES } from '@/lib/match/types';
import { TextField } from '../../ui/TextField';
import { useAction } from '../../ui/use-action';
import { useDistinct, usePartners } from '../partners/use-partners';
import { CheckGroup } from '../parts/CheckGroup';
import { FormDialog } from '../parts/FormDialog';
import { capitalise } from '../parts/format';
import { TokenField } from '../parts/TokenField';
import { crmOptions } from './crms';
import { checkRule, RECORD_WORDS } from './rule';

const KINDS = Object.entries(RECORD_WORDS).map(([value, label]) => ({ value, label }));
const NONE: [] = [];

/** Adds or changes a rule; it is checked when it is saved, and what is wrong stands beside its part. */
export function RuleDialog({
  rule,
  isNew,
  onSave,
  onClose,
}: {
  rule: FieldRule;
  isNew: boolean;
  onSave: (rule: FieldRule) => Promise<void>;
  onClose: () => void;
}) {
  const [draft, setDraft] = useState(rule);
  const [checked, setChecked] = useState(false);
  const partners = usePartners();
  const inUse = useDistinct(partners.data ?? NONE, 'type');
  const types = [...new Set([...PARTNER_TYPES, ...inUse, ...draft.partnerTypes])];
  const save = useAction(onSave);
  const wrong = checked ? checkRule(draft) : {};
  const set = (part: Partial<FieldRule>) => setDraft({ ...draft, ...part });

  const submit = async () => {
    setChecked(true);
    if (Object.keys(checkRule(draft)).length > 0) return;
    if (await save.run({ ...draft, why: draft.why.trim() })) onClose();
  };

  return (
    <FormDialog
      title={isNew ? 'New rule' : `Rule for ${rule.fields[0]}`}
      busy={save.busy}
      failed="The rule was not saved."
      problem={save.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <TokenField
        label="Field"
        placeholder="e.g. Deal registration no."
        hint="Labels or keys as the CRM shows them; any one of them filled is enough. The first is the name shown."
        error={wrong.fields}
        values={draft.fields}
        onChange={(fields) => set({ fields })}
      />
      <CheckGroup
        label="Kinds of record"
        error={wrong.objects}
        options={KINDS}
        values={draft.objects}
        onChange={(objects) => set({ objects: objects as RecordKind[] })}
      />
      <TokenField
        label="Stages"
        placeholder="every stage"
        hint="As the CRM names them; leave empty for every stage."
        values={draft.stages}
        onChange={(stages) => set({ stages })}
      />
      <CheckGroup
        label="Partner types"
        hint="None chosen: every type, also when the partner is unknown."
        options={types.map((value) => ({ value, label: capitalise(value) }))}
        values={draft.partnerTypes}
        onChange={(partnerTypes) => set({ partnerTypes })}
      />
      <CheckGroup
        label="CRMs"
        hint="None chosen: every CRM."
        options={crmOptions(draft.crms)}
        values={draft.crms}
        onChange={(crms) => set({ crms })}
      />
      <TextField
        label="Why"
        placeholder="required for resellers"
        hint="Shown beside the missing field."
        maxLength={300}
        value={draft.why}
        onChange={(event) => set({ why: event.target.value })}
      />
    </FormDialog>
  );
}
