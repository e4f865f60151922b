import { useId, useState } from 'react';
import { domainOf } from '@/lib/match/domain';
import { PARTNER_TYPES, type Partner } from '@/lib/match/types';
import { TextField } from '../../ui/TextField';
import { useAction } from '../../ui/use-action';
import { FormDialog } from '../parts/FormDialog';
import form from '../parts/form.module.css';
import { TokenField } from '../parts/TokenField';
import { useDistinct, useOffered, usePartners } from './use-partners';

const NONE: [] = [];

/** What is wrong with an edited partner, by field. */
export function checkPartner(partner: Partner): { name?: string; domains?: string } {
  const wrong = partner.domains.filter((domain) => domainOf(domain) === null);
  return {
    ...(partner.name.trim() === '' && { name: 'Enter the name of the partner.' }),
    ...(wrong.length > 0 && {
      domains: `${wrong.map((domain) => `“${domain}”`).join(', ')} is not a domain. Write it as example.com.`,
    }),
  };
}

/** The partner as it is saved: trimmed, empty texts as null, domains as bare hosts. */
export function tidyPartner(partner: Partner): Partner {
  const orNull = (text: string | null) => text?.trim() || null;
  return {
    ...partner,
    name: partner.name.trim(),
    type: orNull(partner.type),
    tier: orNull(partner.tier),
    region: orNull(partner.region),
    manager: orNull(partner.manager),
    parent: orNull(partner.parent),
    domains: [...new Set(partner.domains.map((domain) => domainOf(domain) ?? domain))],
  };
}

/** Edits what the directory knows of a partner. */
export function PartnerDialog({
  partner,
  onSave,
  onClose,
}: {
  partner: Partner;
  onSave: (partner: Partner) => Promise<void>;
  onClose: () => void;
}) {
  const id = useId();
  const [draft, setDraft] = useState(partner);
  const [checked, setChecked] = useState(false);
  const partners = usePartners();
  const types = useDistinct(partners.data ?? NONE, 'type');
  const tiers = useDistinct(partners.data ?? NONE, 'tier');
  const parents = useOffered<Partner>(partners.data ?? NONE, draft.parent ?? '');
  const regions = useDistinct(partners.data ?? NONE, 'region');
  const save = useAction(onSave);
  const wrong = checked ? checkPartner(draft) : {};
  const set = (part: Partial<Partner>) => setDraft({ ...draft, ...part });

  const submit = async () => {
    setChecked(true);
    if (Object.keys(checkPartner(draft)).length > 0) return;
    if (await save.run(tidyPartner(draft))) onClose();
  };
  const lists = {
    type: [...new Set([...PARTNER_TYPES, ...types])],
    tier: tiers,
    region: regions,
    manager: NONE as readonly string[],
  };
  const text = (field: keyof typeof lists, label: string) => (
    <>
      <TextField
        label={label}
        list={lists[field].length > 0 ? `${id}-${field}` : undefined}
        maxLength={100}
        autoComplete="off"
        value={draft[field] ?? ''}
        onChange={(event) => set({ [field]: event.target.value })}
      />
      {lists[field].length > 0 && (
        <datalist id={`${id}-${field}`}>
          {lists[field].map((value) => (
            <option key={value} value={value} />
          ))}
        </datalist>
      )}
    </>
  );

  return (
    <FormDialog
      title={`Edit ${partner.name}`}
      busy={save.busy}
      failed="The partner was not saved."
      problem={save.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label="Name"
        maxLength={300}
        value={draft.name}
        error={wrong.name}
        onChange={(event) => set({ name: event.target.value })}
      />
      <div className={form.row}>
        <div>{text('type', 'Type')}</div>
        <div>{text('tier', 'Tier')}</div>
      </div>
      <div className={form.row}>
        <div>{text('region', 'Region')}</div>
        <div>{text('manager', 'Partner manager')}</div>
      </div>
      <TokenField
        label="Also called"
        hint="Names that records use for it."
        values={draft.aliases}
        onChange={(aliases) => set({ aliases })}
      />
      <TokenField
        label="Domains"
        placeholder="example.com"
        hint="Web and e-mail domains."
        error={wrong.domains}
        values={draft.domains}
        onChange={(domains) => set({ domains })}
      />
      <TokenField
        label="CRM records"
        placeholder="salesforce:001XX000003DHPh"
        hint="Record ids, bare or as crm:id."
        values={draft.crmIds}
        onChange={(crmIds) => set({ crmIds })}
      />
      <TokenField
        label="Codes"
        placeholder="ACME10"
        hint="Referral codes, coupons, UTM values and registration numbers of this partner alone."
        values={draft.codes}
        onChange={(codes) => set({ codes })}
      />
      <TextField
        label="Parent company"
        maxLength={300}
        autoComplete="off"
        list={`${id}-parent`}
        value={draft.parent ?? ''}
        onChange={(event) => set({ parent: event.target.value })}
      />
      <datalist id={`${id}-parent`}>
        {parents.map((one) => (
          <option key={one.id} value={one.name} />
        ))}
      </datalist>
    </FormDialog>
  );
}
