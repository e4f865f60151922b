import type { KpiDefinition } from '@/lib/kpi/define';
import { kpiDefinitions } from '@/lib/kpi/registry';
import { chooseVariant } from '@/lib/store/kpis';
import { ErrorNote } from '../../ui/ErrorNote';
import { useAction } from '../../ui/use-action';
import section from '../parts/section.module.css';
import { hrefOf } from '../router';
import { refreshAll } from '../state/revision';
import { renewScorecards } from '../state/scorecards';
import { say } from '../state/status';
import styles from './Kpis.module.css';
import type { KpiShelf } from './use-catalogue';

/** What tells a reading apart, where its name does not say it. */
function readingNote({ name, variant }: KpiDefinition): string {
  if (!variant) return ' (standard)';
  return name.includes(variant) ? '' : ` (${variant})`;
}

/** The readings of a KPI, one of which stands in every scorecard; nothing for a KPI with a single one. */
export function VariantSection({ definition, shelf }: { definition: KpiDefinition; shelf: KpiShelf }) {
  const builtIn = kpiDefinitions.find(({ id }) => id === definition.id);
  const standard = builtIn?.variantOf ?? builtIn?.id;
  const readings = kpiDefinitions.filter(({ id, variantOf }) => id === standard || variantOf === standard);
  const choose = useAction(async (chosen: KpiDefinition) => {
    await chooseVariant(standard!, chosen.id === standard ? null : chosen.id);
    refreshAll();
    void renewScorecards();
    say(`Scorecards show “${chosen.name}” now.`);
  });
  if (standard === undefined || readings.length < 2) return null;
  const inForce = shelf.chosen[standard] ?? standard;
  return (
    <section className={section.section} aria-labelledby="readings">
      <h2 id="readings">Readings</h2>
      <fieldset className={styles.readings} disabled={choose.busy}>
        <legend>
          The field reads this KPI in more than one way. The one chosen here is shown in scorecards and counts
          in their scores.
        </legend>
        {readings.map((reading) => (
          <label key={reading.id}>
            <input
              type="radio"
              name="reading"
              checked={reading.id === inForce}
              onChange={() => choose.run(reading)}
            />
            <span>
              {reading.name}
              {readingNote(reading)}
              {reading.id !== definition.id && (
                <>
                  {' '}
                  <a
                    href={hrefOf('kpis', reading.id)}
                    aria-label={`${reading.code}, definition of ${reading.name}`}
                  >
                    {reading.code}
                  </a>
                </>
              )}
            </span>
          </label>
        ))}
      </fieldset>
      {choose.error && <ErrorNote title="The choice was not saved.">{choose.error}</ErrorNote>}
    </section>
  );
}
