import type { PartnerFieldSetting } from '@/lib/match/partner-field';
import { request } from '@/lib/messaging/client';
import type { SitesFieldsView } from '@/lib/messaging/partner-views';
import { KIND_WORDS } from '../../panel/words';
import { Button } from '../../ui/Button';
import { ErrorNote } from '../../ui/ErrorNote';
import { fullMeta } from '../../ui/PartnerSearch';
import { Select, type SelectOption } from '../../ui/Select';
import { useAction } from '../../ui/use-action';
import { useLoad } from '../../ui/use-load';
import { ExportLine } from '../parts/ExportLine';
import { Loaded } from '../parts/Loaded';
import section from '../parts/section.module.css';
import table from '../parts/table.module.css';
import { useRevision } from '../state/revision';
import { say } from '../state/status';
import { partnerFieldsDocument } from './document';

const listFields = () => request('sites.fields', {});

/** Which field of each site names the partner, and what was chosen where a name fits several partners. */
export function PartnerFields() {
  const load = useLoad(listFields, useRevision());
  return (
    <section className={section.section} aria-labelledby="partner-fields">
      <h2 id="partner-fields">Which field names the partner</h2>
      <Loaded load={load} what="the fields seen on your sites" lines={3}>
        {({ fields, choices }) => (
          <>
            {fields.length === 0 ? (
              <p className={section.lead}>
                Open a deal or lead on an enabled site: its fields appear here, by name and without their
                values.
              </p>
            ) : (
              <FieldTable fields={fields} onSaved={load.reload} />
            )}
            {choices.length > 0 && <ChoiceTable choices={choices} onForgotten={load.reload} />}
            {fields.length + choices.length > 0 && (
              <ExportLine
                what="the partner fields"
                content={() => partnerFieldsDocument({ fields, choices })}
              />
            )}
          </>
        )}
      </Loaded>
    </section>
  );
}

/** A setting as the value of a select, and back. */
const optionOf = (setting: PartnerFieldSetting): string =>
  setting.mode === 'field' ? `field:${setting.key}` : setting.mode;
const settingOf = (value: string): PartnerFieldSetting =>
  value === 'auto' || value === 'none'
    ? { mode: value }
    : { mode: 'field', key: value.slice('field:'.length) };

function optionsOf({ taken, fields }: SitesFieldsView['fields'][number]): SelectOption[] {
  const seen = fields.map(({ key, label }) => ({
    value: `field:${key}`,
    label: label === key ? label : `${label} (${key})`,
  }));
  return [
    { value: 'auto', label: `Found by itself: ${taken ?? 'none seen filled yet'}` },
    { value: 'none', label: 'No field of this site' },
    ...seen.sort((a, b) => a.label.localeCompare(b.label)),
  ];
}

function FieldTable({ fields, onSaved }: { fields: SitesFieldsView['fields']; onSaved: () => void }) {
  const save = useAction(async (row: SitesFieldsView['fields'][number], setting: PartnerFieldSetting) => {
    await request('sites.partner-field', { origin: row.origin, kind: row.kind, setting });
    say(`${row.origin}: the partner field of each ${KIND_WORDS[row.kind]} was set.`);
    onSaved();
  });
  const rows = [...fields].sort((a, b) => a.origin.localeCompare(b.origin) || a.kind.localeCompare(b.kind));
  return (
    <>
      <p className={section.lead}>
        A partner is read from this field first. Where it is empty, a registration number, a code, the account
        and a domain are tried in this order, and the panel says which it was.
      </p>
      {save.error && <ErrorNote title="Not saved.">{save.error}</ErrorNote>}
      <div className={table.scroll}>
        <table className={table.table} aria-label="Partner fields">
          <thead>
            <tr>
              <th scope="col">Site</th>
              <th scope="col">Record</th>
              <th scope="col">Partner field</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.origin} ${row.kind}`}>
                <th scope="row">{row.origin}</th>
                <td>{KIND_WORDS[row.kind]}</td>
                <td>
                  <Select
                    label={`Partner field of a ${KIND_WORDS[row.kind]} on ${row.origin}`}
                    hideLabel
                    value={optionOf(row.setting)}
                    disabled={save.busy}
                    options={optionsOf(row)}
                    onChange={(event) => void save.run(row, settingOf(event.target.value))}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function ChoiceTable({
  choices,
  onForgotten,
}: {
  choices: SitesFieldsView['choices'];
  onForgotten: () => void;
}) {
  const forget = useAction(async ({ origin, text, written }: SitesFieldsView['choices'][number]) => {
    await request('sites.forget-choice', { origin, text });
    say(`What “${written}” means on ${origin} was forgotten. You will be asked again.`);
    onForgotten();
  });
  return (
    <>
      <h3>Chosen where several partners fit</h3>
      {forget.error && <ErrorNote title="Not forgotten.">{forget.error}</ErrorNote>}
      <div className={table.scroll}>
        <table className={table.table} aria-label="Choices">
          <thead>
            <tr>
              <th scope="col">Site</th>
              <th scope="col">On the record</th>
              <th scope="col">Partner</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {choices.map((choice) => (
              <tr key={`${choice.origin} ${choice.text}`}>
                <th scope="row">{choice.origin}</th>
                <td>
                  <bdi>{choice.written}</bdi>
                </td>
                {choice.partner ? (
                  <td>
                    <bdi>{choice.partner.name}</bdi>
                    <span className={table.note}>{fullMeta(choice.partner)}</span>
                  </td>
                ) : (
                  <td className={table.soft}>no longer in the directory</td>
                )}
                <td className={table.end}>
                  <Button
                    variant="quiet"
                    size="s"
                    aria-label={`Forget what “${choice.written}” means on ${choice.origin}`}
                    onClick={() => void forget.run(choice)}
                  >
                    Forget
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
