import { PARTNER_TYPES } from '@/lib/match/types';
import type { StoredPartner } from '@/lib/store/types';
import { Select } from '../../ui/Select';
import { useDistinct } from '../partners/use-partners';
import { capitalise } from '../parts/format';
import { PartnerPick } from '../parts/PartnerPick';
import { goTo } from '../router';
import styles from './LevelPicker.module.css';
import { LEVEL_WORDS, LEVELS, type Level } from './level';

/**
 * Chooses the level that is shown, and which type, tier or partner. The address holds the choice.
 * @param page page that it stands on: the first part of the address
 * @param label what is chosen, e.g. `Limits of`
 */
export function LevelPicker({
  page,
  label,
  level,
  id,
  partners,
}: {
  page: string;
  label: string;
  level: Level;
  id: string | null;
  partners: readonly StoredPartner[];
}) {
  const tiers = useDistinct(partners, 'tier');
  const typesInUse = useDistinct(partners, 'type');
  const types = [...new Set([...PARTNER_TYPES, ...typesInUse])];

  return (
    <div className={styles.picker}>
      <Select
        label={label}
        value={level}
        options={LEVELS.map((value) => ({ value, label: LEVEL_WORDS[value] }))}
        onChange={(event) => goTo(page, ...(event.target.value === 'global' ? [] : [event.target.value]))}
      />
      {level === 'type' && (
        <Which page={page} label="Type" level={level} id={id} values={types} name={capitalise} />
      )}
      {level === 'tier' &&
        (tiers.length > 0 ? (
          <Which page={page} label="Tier" level={level} id={id} values={tiers} name={(tier) => tier} />
        ) : (
          <p className={styles.none}>No partner has a tier yet. Import a partner directory with one.</p>
        ))}
      {level === 'partner' && (
        <PartnerPick
          key={id}
          label="Partner"
          chosen={id && (partners.find((partner) => partner.id === id)?.name ?? id)}
          onPick={(partner) => goTo(page, 'partner', partner)}
        />
      )}
    </div>
  );
}

function Which({
  page,
  label,
  level,
  id,
  values,
  name,
}: {
  page: string;
  label: string;
  level: Level;
  id: string | null;
  values: readonly string[];
  name: (value: string) => string;
}) {
  // An address may name what no partner has any more: it stays choosable.
  const all = id && !values.includes(id) ? [...values, id] : values;
  return (
    <Select
      label={label}
      value={id ?? ''}
      options={[
        ...(id ? [] : [{ value: '', label: 'Choose…', disabled: true }]),
        ...all.map((value) => ({ value, label: name(value) })),
      ]}
      onChange={(event) => goTo(page, level, event.target.value)}
    />
  );
}
