import { useDeferredValue, useMemo } from 'react';
import { plural } from '@/lib/kpi/format';
import type { Answer } from '@/lib/kpi/types';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';
import { ExportButton } from '../../ui/ExportButton';
import { Select } from '../../ui/Select';
import { StateMark } from '../../ui/StateTag';
import { scoreDoor } from '../../ui/score-door';
import { coverageText } from '../../ui/score-words';
import { ANSWER_STATE } from '../../ui/state';
import { TextField } from '../../ui/TextField';
import { useLoad } from '../../ui/use-load';
import { when } from '../../ui/when';
import { PageHead } from '../PageHead';
import { Filters } from '../parts/Filters';
import { capitalise, formatCount } from '../parts/format';
import { Loaded } from '../parts/Loaded';
import { type Column, VirtualTable } from '../parts/VirtualTable';
import { goTo, hrefOf } from '../router';
import { useDirectoryView } from '../state/directory-view';
import { useRevision } from '../state/revision';
import { askCards, askDirectory } from './ask';
import styles from './DirectoryPage.module.css';
import { Duplicates } from './Duplicates';
import { type DirectoryRow, filterDirectory, type ListedPartner, sortDirectory } from './directory';
import { directoryDocument } from './document';
import { useDistinct } from './use-partners';

const ANSWER_WORDS: Record<Answer, string> = {
  yes: 'yes',
  mostly: 'mostly',
  no: 'no',
  unsure: 'not yet sure',
  unknown: 'not known',
};

const COLUMNS: readonly Column<DirectoryRow>[] = [
  {
    id: 'name',
    head: 'Partner',
    rowHeader: true,
    sortable: true,
    cell: ({ partner }) => (
      <a className={styles.name} href={hrefOf('partners', partner.id)}>
        <bdi>{partner.name}</bdi>
      </a>
    ),
  },
  {
    id: 'type',
    head: 'Type',
    sortable: true,
    width: '13%',
    narrowWidth: '100px',
    notOnPhones: true,
    cell: ({ partner }) => capitalise(partner.type ?? ''),
  },
  {
    id: 'tier',
    head: 'Tier',
    sortable: true,
    width: '11%',
    wideOnly: true,
    cell: ({ partner }) => partner.tier,
  },
  {
    id: 'working',
    head: 'Working?',
    sortable: true,
    width: '14%',
    narrowWidth: '100px',
    cell: ({ card }) => <AnswerMark card={card} question="working" />,
  },
  {
    id: 'right-way',
    head: 'In the right way?',
    sortable: true,
    width: '15%',
    narrowWidth: '100px',
    cell: ({ card }) => <AnswerMark card={card} question="right-way" />,
  },
  {
    id: 'coverage',
    head: 'Coverage',
    sortable: true,
    figures: true,
    wideOnly: true,
    width: '10%',
    cell: ({ card, partner }) =>
      card ? (
        <a className={styles.figure} href={hrefOf('partners', partner.id, scoreDoor('coverage'))}>
          {coverageText(card.coverage)}
        </a>
      ) : (
        noneOf(card)
      ),
  },
  {
    id: 'asOf',
    head: 'As of',
    sortable: true,
    wideOnly: true,
    width: '16%',
    cell: ({ card }) =>
      card && (
        <span className={styles.asOf}>
          {when(card.computedAt, new Date())}
          {card.stale && <span className={styles.stale}> being refreshed</span>}
          {card.packed && <span className={styles.stale}> from a pack</span>}
        </span>
      ),
  },
];

/** Every partner, to search, narrow and sort; ten thousand of them are no slower than ten. */
export function DirectoryPage() {
  const revision = useRevision();
  const directory = useLoad(askDirectory, revision);
  // The partners at once, their verdicts as soon as those are read.
  const cards = useLoad(askCards, revision);
  const reading = !cards.data && !cards.error;
  const { filter, sort, setFilter, sortBy, reset } = useDirectoryView();
  const list = directory.data ?? NONE;
  const partners = useMemo(() => list.map(({ partner }) => partner), [list]);
  const types = useDistinct(partners, 'type');
  const tiers = useDistinct(partners, 'tier');
  const wanted = useDeferredValue(filter);
  const rows = useMemo(() => {
    const none = reading ? undefined : null;
    return list.map((row): DirectoryRow => ({ ...row, card: cards.data?.get(row.partner.id) ?? none }));
  }, [list, cards.data, reading]);
  const shown = useMemo(() => sortDirectory(filterDirectory(rows, wanted), sort), [rows, wanted, sort]);

  return (
    <>
      <PageHead
        title="Partners"
        lead={
          list.length > 0
            ? `${plural(list.length, 'partner')}; a verdict appears once its facts are imported and computed.`
            : undefined
        }
        actions={
          <ExportButton
            what="the partners shown"
            disabled={shown.length === 0 || reading}
            content={() => directoryDocument(shown, ANSWER_WORDS)}
          />
        }
      />
      <Loaded load={directory} what="the partners" lines={8}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState
              title="No partners yet"
              action={
                <Button variant="primary" onClick={() => goTo('import')}>
                  Import files
                </Button>
              }
            >
              <p>
                Import a partner directory, or any file with a partner column: partners named on deals, orders
                or tickets are listed here too.
              </p>
            </EmptyState>
          ) : (
            <>
              <Duplicates />
              <Filters
                count={
                  shown.length === all.length
                    ? ''
                    : `${formatCount(shown.length)} of ${plural(all.length, 'partner')}`
                }
              >
                <TextField
                  label="Search"
                  type="search"
                  placeholder="Name, alias, domain, region…"
                  value={filter.text}
                  onChange={(event) => setFilter({ text: event.target.value })}
                />
                <Facet
                  label="Type"
                  values={types}
                  value={filter.type}
                  onChange={(type) => setFilter({ type })}
                />
                <Facet
                  label="Tier"
                  values={tiers}
                  value={filter.tier}
                  onChange={(tier) => setFilter({ tier })}
                />
              </Filters>
              {cards.error && (
                <p className={styles.cardsError}>
                  The verdicts could not be read: {cards.error.message}{' '}
                  <Button variant="link" onClick={cards.reload}>
                    Try again
                  </Button>
                </p>
              )}
              {shown.length === 0 ? (
                <EmptyState
                  title="No partner fits"
                  action={<Button onClick={reset}>Show all partners</Button>}
                >
                  <p>Try fewer words, or another type or tier.</p>
                </EmptyState>
              ) : (
                <div aria-busy={reading}>
                  <VirtualTable
                    label="Partners"
                    columns={COLUMNS}
                    rows={shown}
                    rowKey={(row) => row.partner.id}
                    sort={sort}
                    onSort={sortBy}
                  />
                </div>
              )}
            </>
          )
        }
      </Loaded>
    </>
  );
}

const NONE: ListedPartner[] = [];

/** What stands where there is no figure: none was computed, or it is still being read. */
const noneOf = (card: DirectoryRow['card']): string => (card === undefined ? '…' : '–');

function AnswerMark({
  card,
  question,
}: {
  card: DirectoryRow['card'];
  question: keyof NonNullable<DirectoryRow['card']>['answers'];
}) {
  const answer = card?.answers[question];
  if (!answer) return <span className={styles.none}>{noneOf(card)}</span>;
  return (
    <span className={styles.answer}>
      <StateMark state={ANSWER_STATE[answer]} />
      {ANSWER_WORDS[answer]}
    </span>
  );
}

function Facet({
  label,
  values,
  value,
  onChange,
}: {
  label: string;
  values: readonly string[];
  value: string | null;
  onChange: (value: string | null) => void;
}) {
  if (values.length === 0) return null;
  return (
    <Select
      label={label}
      value={value === null ? 'all' : `=${value}`}
      options={[
        { value: 'all', label: 'All' },
        ...values.map((each) => ({ value: `=${each}`, label: capitalise(each) })),
        { value: '=', label: 'None set' },
      ]}
      onChange={(event) => onChange(event.target.value === 'all' ? null : event.target.value.slice(1))}
    />
  );
}
