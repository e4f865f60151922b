import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { PartnerHit } from '@/lib/messaging/views';
import { cx } from './cx';
import { Icon } from './Icon';
import styles from './PartnerSearch.module.css';

/** More than this many hits are not listed: typing on is faster than scrolling. */
export const SEARCH_LIMIT = 50;

export interface PartnerSearchProps {
  label: string;
  /** Best hits first, at most `limit`; an empty query gives the first partners. */
  search: (query: string, limit: number) => Promise<PartnerHit[]>;
  onPick: (hit: PartnerHit) => void;
  placeholder?: string;
  autoFocus?: boolean;
  /** Lists partners before anything is typed. */
  eager?: boolean;
  initialQuery?: string;
  /** What is typed, for who shows the search again later. */
  onQuery?: (query: string) => void;
}

/** "Reseller · Gold", or nothing. */
export function hitMeta(hit: Pick<PartnerHit, 'type' | 'tier'>): string {
  const type = hit.type && hit.type[0]?.toUpperCase() + hit.type.slice(1);
  return [type, hit.tier].filter(Boolean).join(' · ');
}

/** The same with region and number, where a name alone does not say which partner it is. */
export function fullMeta(hit: Omit<PartnerHit, 'tone'>): string {
  return [hitMeta(hit), hit.region, hit.id].filter(Boolean).join(' · ');
}

/** What tells a partner from the others that are offered: region and number too, where name and rank are the same. */
export function metaAmong(hit: PartnerHit, hits: readonly PartnerHit[]): string {
  const meta = hitMeta(hit);
  const isTwin = (other: PartnerHit) =>
    other.id !== hit.id && other.name === hit.name && hitMeta(other) === meta;
  return hits.some(isTwin) ? fullMeta(hit) : meta;
}

const TONE_WORDS: Record<PartnerHit['tone'], string> = {
  good: 'doing well',
  warn: 'needs attention',
  bad: 'limits broken',
  neutral: 'no verdict yet',
};

/** Dot of a partner's overall verdict, with its words for readers. */
export function ToneDot({ tone }: { tone: PartnerHit['tone'] }) {
  return (
    <span
      role="img"
      aria-label={TONE_WORDS[tone]}
      title={TONE_WORDS[tone]}
      className={cx(styles.dot, styles[tone])}
    />
  );
}

/**
 * Type-ahead over the partner directory: a combobox whose list is below it. Arrows move, Enter chooses, Escape
 * clears. Only the newest question is asked while another is under way, so that quick typing never queues up.
 */
export function PartnerSearch({
  label,
  search,
  onPick,
  placeholder,
  autoFocus,
  eager = false,
  initialQuery = '',
  onQuery,
}: PartnerSearchProps) {
  const id = useId();
  const [query, setQuery] = useState(initialQuery);
  const [result, setResult] = useState<{ query: string; hits: PartnerHit[]; none: boolean } | null>(null);
  const [active, setActive] = useState(0);
  const [error, setError] = useState<string | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const asking = useRef<{ running: boolean; wanted: string | null }>({ running: false, wanted: null });
  const searchNow = useRef(search);
  searchNow.current = search;

  const wanted = query.trim();
  const open = eager || wanted !== '';

  useEffect(() => {
    // What was typed before is replaced by typing on.
    if (autoFocus) input.current?.select();
    if (autoFocus) input.current?.focus();
  }, [autoFocus]);
  useEffect(() => onQuery?.(query), [onQuery, query]);

  useEffect(() => {
    const state = asking.current;
    if (!open) {
      state.wanted = null;
      setResult(null);
      return;
    }
    state.wanted = wanted;
    if (state.running) return;
    state.running = true;
    void (async () => {
      while (state.wanted !== null) {
        const asked: string = state.wanted;
        state.wanted = null;
        try {
          const hits = await searchNow.current(asked, SEARCH_LIMIT);
          const none = hits.length === 0 && (await searchNow.current('', 1)).length === 0;
          // A newer question drops this answer only if the field was cleared meanwhile; else it is shown until replaced.
          setResult({ query: asked, hits, none });
          setActive(0);
          setError(null);
        } catch (cause) {
          setError(cause instanceof Error ? cause.message : String(cause));
        }
      }
      state.running = false;
    })();
  }, [wanted, open]);

  const hits = open ? (result?.hits ?? []) : [];

  function move(to: number) {
    const next = Math.max(0, Math.min(hits.length - 1, to));
    setActive(next);
    list.current?.children[next]?.scrollIntoView?.({ block: 'nearest' });
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step !== undefined && hits.length > 0) {
      event.preventDefault();
      move(active + step);
    } else if (event.key === 'Enter') {
      const hit = hits[active];
      // Enter typed ahead of the answer must not choose a hit of an older query.
      if (hit && result?.query === wanted) {
        event.preventDefault();
        onPick(hit);
      }
    } else if (event.key === 'Escape' && query !== '') {
      event.preventDefault();
      event.stopPropagation();
      setQuery('');
    }
  }

  const activeHit = hits[active];
  return (
    <div className={styles.search}>
      <div className={styles.box}>
        <Icon name="search" size={15} />
        <input
          ref={input}
          type="text"
          role="combobox"
          aria-label={label}
          aria-expanded={hits.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={activeHit ? `${id}-${activeHit.id}` : undefined}
          placeholder={placeholder ?? label}
          autoComplete="off"
          spellCheck={false}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={onKeyDown}
        />
        {query !== '' && (
          <button
            type="button"
            className={styles.clear}
            aria-label="Clear the search"
            onClick={() => {
              setQuery('');
              input.current?.focus();
            }}
          >
            <Icon name="cross" size={12} />
          </button>
        )}
      </div>
      <div
        ref={list}
        id={`${id}-list`}
        role="listbox"
        aria-label={label}
        className={styles.list}
        hidden={hits.length === 0}
      >
        {hits.map((hit, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard is handled by the combobox, which keeps the focus
          // biome-ignore lint/a11y/useFocusableInteractive: options are reached through aria-activedescendant
          <div
            key={hit.id}
            id={`${id}-${hit.id}`}
            role="option"
            aria-selected={index === active}
            className={cx(styles.option, index === active && styles.active)}
            onMouseMove={() => index !== active && setActive(index)}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onPick(hit)}
          >
            <span className={styles.name}>
              <bdi>{hit.name}</bdi>
            </span>
            <span className={styles.meta}>{metaAmong(hit, hits)}</span>
            <ToneDot tone={hit.tone} />
          </div>
        ))}
      </div>
      <p role="status" className={cx(styles.status, error && styles.error)}>
        {error ??
          (open && result && result.query === wanted
            ? hits.length === 0
              ? result.none
                ? 'There are no partners yet: import them on the options page.'
                : `No partner fits “${wanted}”.`
              : hits.length >= SEARCH_LIMIT
                ? `The first ${SEARCH_LIMIT}; type on to narrow them down.`
                : ''
            : '')}
      </p>
    </div>
  );
}
