/**
 * Teaching a site: the person points at the fields of one record, opens a second one, sees what was found there, and
 * saves. Put into a page on the person's own action, and taken out when they are done.
 */
import type { Draft, Lesson, LessonBody, Meaning, TaughtField } from '../../crm/taught/lesson';
import {
  identityOn,
  lessonFrom,
  MEANING_WORDS,
  type Pointed,
  repairedLesson,
  secondRecord,
  type Tried,
  teachField,
  tryFields,
} from '../../crm/taught/teaching';
import { request } from '../../messaging/client';
import { createCard } from './card';
import { startPicker } from './picker';
import { firstView, noticeView, type Row, secondView } from './views';

const MEANINGS: readonly Meaning[] = ['partner', 'name', 'stage', 'amount', 'account', 'owner'];
/** Pause after a change of the page before it is tried again, ms. */
const QUIET = 250;

/** Where the stop of the teaching that runs in this page is kept: a global of the extension's own world. */
type World = typeof globalThis & { partnerLensTeaching?: AbortController };

interface Taught {
  field: TaughtField;
  value: string;
}

export function startTeaching(doc: Document): void {
  const world: World = globalThis;
  // What the page calls so is not ours.
  if (Object.hasOwn(world, 'partnerLensTeaching')) world.partnerLensTeaching?.abort();
  const life = new AbortController();
  world.partnerLensTeaching = life;
  void run(doc, life).catch((error: unknown) => {
    life.abort();
    console.warn('Partner Lens could not open its teaching card.', error);
  });
}

async function run(doc: Document, life: AbortController): Promise<void> {
  const { draft, repair } = await request('teach.state', {});
  if (life.signal.aborted) return;
  const url = () => new URL(doc.location.href);
  const card = createCard(doc, () => (stopPicking ? stopPicking() : void leave()), life.signal);
  life.signal.addEventListener('abort', () => {
    stopPicking?.();
    card.remove();
  });
  let stopPicking: (() => void) | null = null;

  async function leave(): Promise<void> {
    life.abort();
    await request('teach.draft', { draft: null }).catch(() => {});
  }

  function finish(title: string, text: string): void {
    card.show(...noticeView(doc, title, text, () => life.abort()));
  }

  async function save(lesson: LessonBody, title: string): Promise<boolean> {
    try {
      await request('teach.save', { lesson });
    } catch (error) {
      card.say((error as Error).message);
      return false;
    }
    unfollow();
    const found = lesson.fields.filter(({ anchors }) => anchors.length > 0).length;
    finish(title, `${found} ${found === 1 ? 'field is' : 'fields are'} read on this site as you taught it.`);
    return true;
  }

  /** Asks the person for an element. */
  function pick(what: string, then: (pointed: Pointed) => void, redraw: () => void): void {
    stopPicking?.();
    card.say(`Point at ${what} and click; or use the arrow keys and Enter. Escape stops.`);
    stopPicking = startPicker({
      doc,
      root: card.root,
      isOurs: card.contains,
      onLook: ({ label, value }, at, of) =>
        card.say(`${label || 'No label'}: ${value || 'empty'}${at ? ` (${at} of ${of})` : ''}`),
      onDone(chosen) {
        stopPicking = null;
        if (chosen) then(chosen);
        redraw();
      },
    });
  }

  // First record.
  let kind: Lesson['kind'] = draft?.kind ?? 'deal';
  const taught = new Map<Meaning, Taught>();
  const extra: Taught[] = [];
  const problem = { text: '' };

  function learn(meaning: Meaning, pointed: Pointed): Taught | null {
    const field = teachField(meaning, pointed, url());
    problem.text = field.anchors.length ? '' : 'That place cannot be found again. Point at the value itself.';
    return field.anchors.length ? { field, value: pointed.value } : null;
  }

  function first(): void {
    const rows: Row[] = MEANINGS.map((meaning) => ({
      name: MEANING_WORDS[meaning],
      found: taught.has(meaning),
      label: taught.get(meaning)?.field.label ?? '',
      value: taught.get(meaning)?.value ?? '',
      onPoint: () =>
        pick(
          `the value of “${MEANING_WORDS[meaning]}”`,
          (pointed) => {
            const one = learn(meaning, pointed);
            if (one) taught.set(meaning, one);
          },
          first,
        ),
    }));
    for (const one of extra)
      rows.push({
        name: one.field.label,
        found: true,
        label: 'must be filled',
        value: one.value,
        onRemove: () => {
          extra.splice(extra.indexOf(one), 1);
          first();
        },
      });
    card.show(
      ...firstView(doc, {
        kind,
        rows,
        problem: problem.text,
        ready: taught.size + extra.length > 0,
        onKind: (next) => {
          kind = next;
        },
        onAdd: () =>
          pick(
            'a field that must be filled',
            (pointed) => {
              const one = learn('field', pointed);
              if (one && extra.some(({ field }) => field.key === one.field.key)) return;
              if (one) extra.push(one);
            },
            first,
          ),
        onNext: () => void next(),
        onLeave: () => void leave(),
      }),
    );
  }

  async function next(): Promise<void> {
    const all = [...taught.values(), ...extra];
    const made: Draft = {
      kind,
      identity: identityOn(doc),
      fields: all.map(({ field }) => field),
      first: { url: url().href, values: all.map(({ value }) => value) },
    };
    try {
      await request('teach.draft', { draft: made });
      test(made);
    } catch (error) {
      card.say((error as Error).message);
    }
  }

  /** Tries the fields on whatever record shows, after every change of the page, until the person saves. */
  let timer: ReturnType<typeof setTimeout> | undefined;
  let look: () => void = () => {};
  const watcher = new MutationObserver(() => {
    timer ??= setTimeout(() => {
      timer = undefined;
      if (!stopPicking) look();
    }, QUIET);
  });
  /** What the page did until now is looked at no more either: it would draw over what is said last. */
  function unfollow(): void {
    watcher.disconnect();
    clearTimeout(timer);
  }
  life.signal.addEventListener('abort', unfollow);
  function follow(work: () => void): void {
    look = work;
    watcher.observe(doc, { childList: true, subtree: true, characterData: true, attributes: true });
    work();
  }

  /** Rows of fields as they are found, with what to do where they are not. */
  function rowsOf(tried: readonly Tried[], point: (field: TaughtField, pointed: Pointed) => void): Row[] {
    return tried.map(({ field, element, value, guessed }) => ({
      name: field.meaning === 'field' ? field.label : MEANING_WORDS[field.meaning],
      found: element !== null,
      label: guessed ? 'found by its place alone: check it' : field.label,
      value,
      onPoint: () =>
        pick(
          `the value of “${field.label}”`,
          (pointed) => point(field, pointed),
          () => look(),
        ),
      optional: element ? undefined : field.optional,
      onOptional: (optional) => {
        field.optional = optional;
        look();
      },
    }));
  }

  const complete = (tried: readonly Tried[]): boolean =>
    tried.some(({ element }) => element) && tried.every(({ field, element }) => element || field.optional);

  /** What was pointed at on this page takes the place of what the anchors lead to. */
  function withPointed(tried: readonly Tried[], again: ReadonlyMap<TaughtField, Pointed>): Tried[] {
    return tried.map((one) => {
      const pointed = again.get(one.field);
      if (!pointed?.element.isConnected) return one;
      return { ...one, element: pointed.element, value: pointed.value, guessed: false };
    });
  }

  function test(made: Draft): void {
    const again = new Map<TaughtField, Pointed>();
    follow(() => {
      const second = secondRecord(made, doc, url());
      if (second.state !== 'another') {
        again.clear();
        card.show(
          ...secondView(doc, {
            title: `Open another ${made.kind}`,
            text:
              second.state === 'same'
                ? `This is the ${made.kind} that you taught on. What you taught is tried on a second one before it is saved.`
                : `This page does not look like the ${made.kind} that you taught on. Open another ${made.kind}.`,
            rows: [],
            save: null,
            onLeave: () => void leave(),
          }),
        );
        return;
      }
      const tried = withPointed(second.tried, again);
      const save_ = () =>
        void save(lessonFrom(made, second.address, tried, new Set(again.keys()), url()), 'Lesson saved');
      card.show(
        ...secondView(doc, {
          title: 'Is this right?',
          text: `What was found on this ${made.kind}. Point again at what is wrong.`,
          rows: rowsOf(tried, (field, pointed) => again.set(field, pointed)),
          save: { label: 'Save lesson', ready: complete(tried), onSave: save_ },
          onLeave: () => void leave(),
        }),
      );
    });
  }

  async function mend(lesson: Lesson): Promise<void> {
    const again = new Map<TaughtField, Pointed>();
    const tried = () => withPointed(tryFields(lesson.fields, doc), again);
    const keep = (found: readonly Tried[]) => save(repairedLesson(lesson, found, url()), 'Repaired');
    const now = tried();
    // All fields are found by more than their place: nothing to ask.
    if (complete(now) && !now.some(({ guessed }) => guessed) && (await keep(now))) return;
    follow(() => {
      const found = tried();
      card.show(
        ...secondView(doc, {
          title: 'Repair the lesson',
          text: 'These fields were taught. Point again at those that are not found.',
          rows: rowsOf(found, (field, pointed) => again.set(field, pointed)),
          save: { label: 'Save repair', ready: complete(found), onSave: () => void keep(found) },
          onLeave: () => void leave(),
        }),
      );
    });
  }

  if (draft) test(draft);
  else if (repair) await mend(repair);
  else first();
}
