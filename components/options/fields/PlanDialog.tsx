import { useState } from 'react';
import type { PlanItem } from '@/lib/fields/types';
import { PARTNER_TYPES } from '@/lib/match/types';
import type { StoredPlan } from '@/lib/store/plans';
import type { StoredPartner } from '@/lib/store/types';
import { Button, IconButton } from '../../ui/Button';
import { Select } from '../../ui/Select';
import { TextField } from '../../ui/TextField';
import { useAction } from '../../ui/use-action';
import { useDistinct } from '../partners/use-partners';
import { FormDialog } from '../parts/FormDialog';
import form from '../parts/form.module.css';
import { capitalise } from '../parts/format';
import { PartnerPick } from '../parts/PartnerPick';
import styles from './FieldsPage.module.css';
import { planProblem, tidyPlan } from './plan';

/** Edits a tracking plan: for whom, and which fields with which value. Saved without fields it is removed. */
export function PlanDialog({
  plan,
  isNew,
  taken,
  partners,
  onSave,
  onClose,
}: {
  plan: StoredPlan;
  isNew: boolean;
  taken: readonly string[];
  partners: readonly StoredPartner[];
  onSave: (plan: StoredPlan) => Promise<void>;
  onClose: () => void;
}) {
  const [draft, setDraft] = useState(plan);
  const [problem, setProblem] = useState<string | null>(null);
  const save = useAction(onSave);
  const types = useDistinct(partners, 'type');
  const [level, name] = splitScope(draft.scope);

  const setItem = (at: number, part: Partial<PlanItem>) =>
    setDraft({ ...draft, items: draft.items.map((item, i) => (i === at ? { ...item, ...part } : item)) });
  const submit = async () => {
    const wrong = planProblem(draft, { isNew, taken });
    setProblem(wrong);
    if (!wrong && (await save.run(tidyPlan(draft)))) onClose();
  };

  return (
    <FormDialog
      title={isNew ? 'Add a tracking plan' : 'Edit the tracking plan'}
      busy={save.busy}
      failed="The plan was not saved."
      problem={problem ?? save.error}
      actions={{
        before: !isNew && (
          <Button
            variant="danger"
            busy={save.busy}
            onClick={async () => (await save.run({ ...draft, items: [] })) && onClose()}
          >
            Remove the plan
          </Button>
        ),
      }}
      onSubmit={submit}
      onClose={onClose}
    >
      <div className={form.row}>
        <Select
          label="For"
          value={level}
          disabled={!isNew}
          options={[
            { value: 'type', label: 'Every partner of a type' },
            { value: 'partner', label: 'One partner' },
          ]}
          onChange={(event) => setDraft({ ...draft, scope: `${event.target.value}:` })}
        />
        {level === 'partner' ? (
          <PartnerPick
            label="Partner"
            chosen={name ? (partners.find((partner) => partner.id === name)?.name ?? name) : null}
            disabled={!isNew}
            onPick={(id) => setDraft({ ...draft, scope: `partner:${id}` })}
          />
        ) : (
          <Select
            label="Type"
            value={name}
            disabled={!isNew}
            options={[
              { value: '', label: 'Choose…' },
              ...[...new Set([...PARTNER_TYPES, ...types.map((type) => type.toLowerCase())])].map((type) => ({
                value: type,
                label: capitalise(type),
              })),
            ]}
            onChange={(event) => setDraft({ ...draft, scope: `type:${event.target.value}` })}
          />
        )}
      </div>
      {draft.items.map((item, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other identity while they are typed
        <div key={at} className={styles.planLine}>
          <TextField
            label="Field"
            hideLabel={at > 0}
            placeholder="Referral code / Coupon"
            maxLength={300}
            value={item.fields.join(' / ')}
            onChange={(event) => setItem(at, { fields: [event.target.value] })}
          />
          <TextField
            label="Value, where it is always the same"
            hideLabel={at > 0}
            maxLength={1000}
            value={item.value ?? ''}
            onChange={(event) => setItem(at, { value: event.target.value })}
          />
          <IconButton
            icon="cross"
            label={`Remove line ${at + 1}`}
            onClick={() => setDraft({ ...draft, items: draft.items.filter((_, i) => i !== at) })}
          />
        </div>
      ))}
      <Button
        size="s"
        icon="plus"
        onClick={() => setDraft({ ...draft, items: [...draft.items, { fields: [''], value: null }] })}
      >
        Add a field
      </Button>
    </FormDialog>
  );
}

function splitScope(scope: string): ['type' | 'partner', string] {
  const at = scope.indexOf(':');
  return [scope.slice(0, at) === 'partner' ? 'partner' : 'type', scope.slice(at + 1)];
}
