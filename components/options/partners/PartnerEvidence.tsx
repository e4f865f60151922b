import { useCallback } from 'react';
import { request } from '@/lib/messaging/client';
import { EvidenceView } from '../../ui/EvidenceView';
import type { LoadEvidence } from '../../ui/evidence-csv';
import { ScoreView } from '../../ui/ScoreView';
import { type ScoreSubject, scoreName, subjectOfDoor } from '../../ui/score-door';
import { PageHead } from '../PageHead';
import styles from '../parts/evidence.module.css';
import { Loaded } from '../parts/Loaded';
import { goTo, hrefOf } from '../router';
import { NoFigures } from './NoFigures';
import { usePartner } from './use-partner';
import { useScorecard } from './use-scorecard';

/** What is behind one number of a partner: a KPI with its very rows, or a score with its parts. */
export function PartnerEvidence({ id, doors }: { id: string; doors: readonly string[] }) {
  const partner = usePartner(id);
  const name = partner.data?.name ?? id;
  const door = doors.at(-1)!;
  const before = doors.slice(0, -1);
  const from = subjectOfDoor(before.at(-1) ?? '');
  const where = { id, name, doors, backTo: from ? scoreName(from) : name };
  const subject = subjectOfDoor(door);
  return (
    <>
      <PageHead title={name} back={{ href: hrefOf('partners'), label: 'Partners' }} />
      <div className={styles.evidence}>
        {subject ? <Score {...where} subject={subject} /> : <Rows {...where} kpi={door} />}
      </div>
    </>
  );
}

interface Where {
  id: string;
  /** Of the partner. */
  name: string;
  doors: readonly string[];
  backTo: string;
}

const leave = ({ id, doors }: Where) => goTo('partners', id, ...doors.slice(0, -1));

function Rows({ kpi, ...where }: Where & { kpi: string }) {
  const { id } = where;
  const load = useCallback<LoadEvidence>(
    (part, offset, limit, month) =>
      request('evidence.get', { kpi, partnerId: id, part, offset, limit, month }),
    [id, kpi],
  );
  return (
    <EvidenceView
      load={load}
      title={kpi}
      backTo={where.backTo}
      onBack={() => leave(where)}
      onLimit={() => goTo('limits', 'partner', id, kpi)}
    />
  );
}

function Score({ subject, ...where }: Where & { subject: ScoreSubject }) {
  const { id, name, doors, backTo } = where;
  return (
    <Loaded load={useScorecard(id)} what="the scorecard" lines={10}>
      {(scorecard) =>
        scorecard ? (
          <ScoreView
            scorecard={scorecard}
            partner={name}
            subject={subject}
            onOpen={(door) => goTo('partners', id, ...doors, door)}
            onBack={() => leave(where)}
            backTo={backTo}
          />
        ) : (
          <NoFigures />
        )
      }
    </Loaded>
  );
}
