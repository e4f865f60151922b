import { useCallback, useState } from 'react';
import type { EvidenceView as Evidence, ScorecardView } from '@/lib/messaging/views';
import { EvidenceView } from './EvidenceView';
import type { EvidencePart, LoadEvidence } from './evidence-csv';
import { ScoreView } from './ScoreView';
import { doorName, subjectOfDoor } from './score-door';
import { useEscape } from './use-escape';

export interface NumberViewProps {
  /** Id of a KPI, or the door of a score; another one needs another key. */
  door: string;
  scorecard: ScorecardView;
  /** Name of the partner whose number it is. */
  partner: string;
  /** Reads one page of the rows behind a KPI. */
  load: (kpi: string, part: EvidencePart, offset: number, limit: number, month?: number) => Promise<Evidence>;
  onBack: () => void;
  /** Leads to where the limit of a KPI is set for this partner. */
  onLimit: (kpi: string) => void;
}

/** What is behind one number of a scorecard; a score leads on to its parts, and each part back to it. */
export function NumberView({ door, scorecard, partner, load, onBack, onLimit }: NumberViewProps) {
  const [path, setPath] = useState<readonly string[]>([door]);
  const [returned, setReturned] = useState<string | null>(null);
  const here = path.at(-1)!;
  const before = path.at(-2);
  const back = () => {
    if (before === undefined) return onBack();
    setReturned(here);
    setPath(path.slice(0, -1));
  };
  // Escape leaves one number after the other.
  useEscape(true, back);

  const subject = subjectOfDoor(here);
  const backTo = before === undefined ? partner : (doorName(scorecard, before) ?? before);
  const rows = useCallback<LoadEvidence>(
    (part, offset, limit, month) => load(here, part, offset, limit, month),
    [load, here],
  );
  const title = doorName(scorecard, here) ?? here;
  if (subject)
    return (
      <ScoreView
        key={here}
        scorecard={scorecard}
        partner={partner}
        subject={subject}
        returned={returned}
        onOpen={(next) => {
          setReturned(null);
          setPath([...path, next]);
        }}
        onBack={back}
        backTo={backTo}
      />
    );
  return (
    <EvidenceView
      key={here}
      title={title}
      backTo={backTo}
      load={rows}
      version={scorecard.computedAt}
      onBack={back}
      onLimit={() => onLimit(here)}
    />
  );
}
