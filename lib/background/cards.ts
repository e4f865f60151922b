import type { Catalogue } from '../kpi/catalogue';
import type { Scorecard } from '../kpi/types';
import type { Partner } from '../match/types';
import type { ScorecardView } from '../messaging/views';
import { cardHere, otherVersions } from '../packs/card';
import { focusOf, type StoredFocus } from '../store/focus';
import { loadCatalogue } from '../store/kpis';
import { limitsInForce } from '../store/limits';
import { packCard, packLayers, type StoredPack } from '../store/packs';
import { getScorecard } from '../store/scorecards';
import { getRevision } from '../store/settings';
import type { StoredScorecard } from '../store/types';
import { focusFor } from './focus';
import { asOf } from './refresh';
import { hasFigures, scorecardView } from './scorecard-view';

type Subject = Pick<Partner, 'id' | 'type' | 'tier'>;

/** What every scorecard is shown by, whoever's it is. */
export const cardSetting = () => Promise.all([loadCatalogue(), getRevision(), asOf(new Date())]);

/**
 * The scorecard of a partner as it is shown: of this machine's facts, else of a pack; null when it has no figure.
 * @param setting where it was asked for before the partner was known
 */
export async function shownScorecard(
  partner: Subject,
  setting = cardSetting(),
): Promise<ScorecardView | null> {
  const [card, chosen, [{ find }, revision, days]] = await Promise.all([
    getScorecard(partner.id),
    focusOf(partner),
    setting,
  ]);
  if (!card || !hasFigures(card)) return packedScorecard(partner, chosen);
  const view = scorecardView(card, find, revision, days);
  return { ...view, focus: focusFor(partner, chosen, view.kpis, find) };
}

const longDay = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
const DAY = 86_400_000;

/** "Computed by Crew as of 30 January 2026. The rows behind it are not on this machine." */
function sourceWords({ signer, name }: StoredPack, asOfDay: number, versions: readonly string[]): string {
  const others = versions.length > 3 ? `${versions.length} KPIs` : versions.join(', ');
  const measured = versions.length > 0 ? ` By another version of its definition than here: ${others}.` : '';
  const day = longDay.format((asOfDay - 1) * DAY);
  return `Computed by ${signer} as of ${day} (pack “${name}”). The rows are not on this machine.${measured}`;
}

interface Packed {
  pack: StoredPack;
  card: Scorecard;
  /** KPIs that the pack measured by another version of their definition. */
  versions: string[];
  find: Catalogue['find'];
}

/** What cards of packs are judged by here. */
async function judgedHere() {
  const [{ definitions, find }, limits, layers] = await Promise.all([
    loadCatalogue(),
    limitsInForce(),
    packLayers('scorecards'),
  ]);
  const programmes = new Map(layers.map(({ pack, data }) => [pack.id, data.programme]));
  return { definitions, find, limits, programmes };
}

/** Reads scorecards that packs brought. What they are judged by is read once for all that one reader is asked for. */
function packedCards(): (partner: Subject) => Promise<Packed | null> {
  let here: ReturnType<typeof judgedHere> | undefined;
  return async (partner) => {
    const found = await packCard(partner.id);
    if (!found) return null;
    here ??= judgedHere();
    const { definitions, find, limits, programmes } = await here;
    const { pack, card } = found;
    const subject = { partnerId: partner.id, type: partner.type, tier: partner.tier };
    const programme = programmes.get(pack.id) ?? [];
    return {
      pack,
      card: cardHere(card, { definitions, limits, subject, programme }),
      versions: otherVersions(card, find),
      find,
    };
  };
}

/**
 * Which scorecard is shown of a partner, for a list that has read its own: that one where it has a figure, else that
 * of a pack. Null where neither has one.
 */
export function shownCards(): (
  partner: Subject,
  own: StoredScorecard | undefined,
) => Promise<StoredScorecard | Scorecard | null> {
  const packed = packedCards();
  return async (partner, own) => (own && hasFigures(own) ? own : ((await packed(partner))?.card ?? null));
}

/**
 * The scorecard that a pack brought, with who it is from; null where none did.
 * @param chosen what somebody chose to see first of it, where that was read already
 */
export async function packedScorecard(
  partner: Subject,
  chosen?: StoredFocus | null,
): Promise<ScorecardView | null> {
  const found = await packedCards()(partner);
  if (!found) return null;
  const { pack, card, versions, find } = found;
  const days = { today: card.asOfDay, asOfDay: card.asOfDay };
  const view = scorecardView({ ...card, revision: 0 }, find, 0, days);
  return {
    ...view,
    focus: focusFor(partner, chosen === undefined ? await focusOf(partner) : chosen, view.kpis, find),
    source: sourceWords(pack, card.asOfDay, versions),
  };
}
