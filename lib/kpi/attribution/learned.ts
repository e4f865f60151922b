import { normalised } from './ends';
import type { Journey, Learned, Model, Path } from './types';

/** Paths below which a data-driven model says more about chance than about channels. */
export const MIN_PATHS = 200;
/** Channels up to which a chain is solved: the work grows with their cube. */
export const MAX_CHANNELS = 1_000;

/** Shares a path among its channels by their effects, and a channel's part equally among its touches. */
export function byChannel({ touches }: Path, effects: Learned): Float64Array {
  const touchesOf = new Map<number, number>();
  for (const { channel } of touches) touchesOf.set(channel, (touchesOf.get(channel) ?? 0) + 1);
  const known = [...touchesOf.keys()].some((channel) => (effects.get(channel) ?? 0) > 0);
  return normalised(
    Float64Array.from(
      touches,
      ({ channel }) => (known ? (effects.get(channel) ?? 0) : 1) / touchesOf.get(channel)!,
    ),
  );
}

/** What a model learned, or why it says nothing. */
export type Lesson = { learned: Learned } | { refused: string };

/** Teaches a data-driven model the paths of all decided deals; refuses where there are too few. */
export function teach(model: Model, journeys: readonly Journey[]): Lesson {
  if (!model.learn) return { learned: new Map() };
  const count = journeys.length;
  if (count < MIN_PATHS)
    return {
      refused: `“${model.name}” needs ${MIN_PATHS} paths of decided deals with touches; there ${count === 1 ? 'is 1' : `are ${count}`}. Choose another model, or import more touches.`,
    };
  if (!journeys.some(({ converted }) => converted))
    return { refused: `“${model.name}” needs at least one won deal among the paths.` };
  const channels = new Set(journeys.flatMap((journey) => journey.channels));
  if (channels.size > MAX_CHANNELS)
    return {
      refused: `“${model.name}” can tell ${MAX_CHANNELS.toLocaleString('en')} channels and partners apart; the touches name ${channels.size.toLocaleString('en')}.`,
    };
  return { learned: model.learn(journeys) };
}
