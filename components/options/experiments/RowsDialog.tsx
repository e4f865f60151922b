import { useCallback, useState } from 'react';
import { Dialog } from '../../ui/Dialog';
import { EvidenceRows, PAGE_ROWS } from '../../ui/EvidenceRows';
import { type EvidencePart, PART_WORDS } from '../../ui/evidence-csv';
import { Recomputed } from '../../ui/Recomputed';
import { Tabs } from '../../ui/Tabs';
import { useLoad } from '../../ui/use-load';
import { formatCount } from '../parts/format';
import { Loaded } from '../parts/Loaded';
import { type Door, pagesOf } from './door';
import styles from './Experiments.module.css';
import type { Made } from './made';

/** The rows behind a figure, with file and row number, those left out with the reason. */
export function RowsDialog({ door, onClose }: { door: Door | null; onClose: () => void }) {
  return (
    <Dialog open={door !== null} title={door?.title ?? ''} onClose={onClose}>
      {door?.made && <MadeOf made={door.made} />}
      {door && <Rows door={door} />}
    </Dialog>
  );
}

/** What a figure is made of, and the figure made again. */
function MadeOf({ made: { parts, says, figure, same } }: { made: Made }) {
  return (
    <>
      <dl className={styles.made}>
        {parts.map((part) => (
          <div key={part.name}>
            <dt>{part.name}</dt>
            <dd>{part.figure}</dd>
          </div>
        ))}
      </dl>
      <p>{says}</p>
      <Recomputed same={same} figure={figure} from={parts.length === 1 ? 'it' : 'these'} />
    </>
  );
}

function Rows({ door }: { door: Door }) {
  const [asked, setAsked] = useState<{ part: EvidencePart; offset: number }>({ part: 'counted', offset: 0 });
  const askPages = useCallback(async () => ({ load: pagesOf(door, await door.rows()) }), [door]);
  const pages = useLoad(askPages);
  const load = pages.data?.load;
  const askPage = useCallback(
    () => (load ? load(asked.part, asked.offset, PAGE_ROWS) : Promise.resolve(null)),
    [load, asked],
  );
  const page = useLoad(askPage);
  const failed = pages.error ? { ...page, error: pages.error } : page;
  return (
    <Loaded load={failed} what="the rows" lines={4}>
      {(shown) =>
        shown && (
          <Tabs
            label="Rows"
            value={asked.part}
            onChange={(part) => setAsked({ part, offset: 0 })}
            tabs={(['counted', 'left-out'] as const).map((id) => ({
              id,
              label: PART_WORDS[id],
              count: formatCount(id === 'counted' ? shown.totals.counted : shown.totals.leftOut),
            }))}
          >
            <EvidenceRows
              evidence={shown}
              name={door.title}
              busy={page.loading}
              onPage={(offset) => setAsked({ part: asked.part, offset })}
              load={load!}
            />
          </Tabs>
        )
      }
    </Loaded>
  );
}
