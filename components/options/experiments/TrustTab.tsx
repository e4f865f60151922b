import { useCallback, useState } from 'react';
import { Select } from '../../ui/Select';
import { useLoad } from '../../ui/use-load';
import { ExportLine } from '../parts/ExportLine';
import { Loaded } from '../parts/Loaded';
import section from '../parts/section.module.css';
import { useRevision } from '../state/revision';
import { askExperiment } from './ask';
import { ComparisonTable } from './ComparisonTable';
import { comparisonDocument } from './document';
import type { OpenDoor } from './door';
import styles from './Experiments.module.css';
import { LeftOutNotes } from './LeftOutNotes';
import { SPANS, type Subject } from './subject';

/** Whether trust in a partner carries over: those who met us through one beside like ones who did not. */
export function TrustTab({ subject, onRows }: { subject: Subject | null; onRows: OpenDoor }) {
  const [months, setMonths] = useState(12);
  const partner = subject?.id ?? null;
  const ask = useCallback(() => askExperiment<'trust'>({ ask: 'trust', partner, months }), [partner, months]);
  const load = useLoad(ask, useRevision());
  const sides = [subject?.name ?? 'With a partner', 'Without'] as const;
  return (
    <section className={`${section.section} ${styles.tab}`} aria-labelledby="trust">
      <h2 id="trust">Trust transfer</h2>
      <p className={section.lead}>
        Deals, answers and texts that a partner stands behind, against those of the same segment (of texts:
        channel) and quarter that none does. It takes 30 of each.
      </p>
      <p className={styles.observed}>
        Observed, not an experiment: who comes through a partner may be more content to begin with.
      </p>
      <div className={section.narrow}>
        <Select
          label="Of"
          value={String(months)}
          options={SPANS}
          onChange={(event) => setMonths(Number(event.target.value))}
        />
      </div>
      <Loaded load={load} what="the comparison">
        {(view) => (
          <>
            <ComparisonTable
              comparisons={view.comparisons}
              sides={sides}
              label="Trust transfer"
              currency={view.currency}
              revision={view.revision}
              onRows={onRows}
            />
            <ExportLine
              what="the comparison"
              content={() => comparisonDocument('Trust transfer', view, sides, subject)}
            />
            <LeftOutNotes leftOut={view.leftOut} revision={view.revision} onRows={onRows} />
          </>
        )}
      </Loaded>
    </section>
  );
}
