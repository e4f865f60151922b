import { useCallback, useRef, useState } from 'react';
import type { Lesson } from '@/lib/crm/taught/lesson';
import { request } from '@/lib/messaging/client';
import { LONGEST_FILE, lessonFile, readLessonFile } from '@/lib/messaging/lesson-schema';
import type { LessonView } from '@/lib/messaging/lesson-views';
import { KIND_WORDS } from '../../panel/words';
import { Button } from '../../ui/Button';
import { ErrorNote } from '../../ui/ErrorNote';
import { FileInput } from '../../ui/FileInput';
import { saveText } from '../../ui/save-file';
import { useAction } from '../../ui/use-action';
import { useLoad } from '../../ui/use-load';
import { ConfirmDialog } from '../parts/ConfirmDialog';
import { formatMoment } from '../parts/format';
import { Loaded } from '../parts/Loaded';
import section from '../parts/section.module.css';
import table from '../parts/table.module.css';
import { useRevision } from '../state/revision';
import { say } from '../state/status';
import styles from './SitesPage.module.css';

const listLessons = () => request('lessons.list', {});

/** What was taught on each site, how well it still holds, and its way to another browser. */
export function Lessons() {
  const load = useLoad(listLessons, useRevision());
  const [leaving, setLeaving] = useState<Lesson | null>(null);
  const close = useCallback(() => setLeaving(null), []);
  const save = (lessons: readonly Lesson[], name: string) =>
    saveText(name, lessonFile(lessons), 'application/json');
  return (
    <section className={section.section} aria-labelledby="lessons">
      <h2 id="lessons">Taught sites</h2>
      <p className={section.lead}>
        Where a page is not read as it should be, open a record there, click the Partner Lens button in the
        toolbar and choose “Teach this site”. What you teach stays on this machine; a file of it can be
        imported in another Chrome or Firefox.
      </p>
      <Loaded load={load} what="what was taught" lines={2}>
        {(lessons) => (
          <>
            {lessons.length > 0 && (
              <LessonTable
                lessons={lessons}
                onExport={(lesson) => save([lesson], `lesson-${new URL(lesson.origin).host}.json`)}
                onDelete={setLeaving}
              />
            )}
            <div className={styles.actions}>
              <ImportLessons onDone={load.reload} />
              {lessons.length > 0 && (
                <Button
                  onClick={() =>
                    save(
                      lessons.map(({ lesson }) => lesson),
                      'lessons.json',
                    )
                  }
                >
                  Export all
                </Button>
              )}
            </div>
          </>
        )}
      </Loaded>
      <ConfirmDialog
        open={leaving !== null}
        title="Delete this lesson?"
        confirm="Delete"
        onClose={close}
        onConfirm={async () => {
          await request('lessons.delete', { id: leaving!.id });
          say(`What was taught on ${leaving!.origin} was deleted.`);
          load.reload();
        }}
      >
        <p>
          Pages of <strong>{leaving?.origin}</strong> are read by themselves again. Export the lesson first if
          you may want it back.
        </p>
      </ConfirmDialog>
    </section>
  );
}

function stateWords({ state, weak, checked }: LessonView): string {
  const at = checked ? ` (${formatMoment(checked)})` : '';
  switch (state) {
    case 'new':
      return 'no record opened since it was taught';
    case 'ok':
      return `holds${at}`;
    case 'degraded':
      return `degraded${at}: ${weak.map(({ label }) => label).join(', ')}. Open such a record and choose “Repair” in the popup.`;
    case 'lost':
      return `no longer recognised${at}. Open such a record and choose “Repair” in the popup.`;
  }
}

function LessonTable({
  lessons,
  onExport,
  onDelete,
}: {
  lessons: readonly LessonView[];
  onExport: (lesson: Lesson) => void;
  onDelete: (lesson: Lesson) => void;
}) {
  return (
    <table className={table.table} aria-label="Lessons">
      <thead>
        <tr>
          <th scope="col">Site</th>
          <th scope="col">Record</th>
          <th scope="col">Fields</th>
          <th scope="col">State</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {lessons.map((view) => {
          const { lesson } = view;
          const what = `the lesson for ${KIND_WORDS[lesson.kind]} on ${lesson.origin}`;
          return (
            <tr key={lesson.id}>
              <th scope="row">{lesson.origin}</th>
              <td>{KIND_WORDS[lesson.kind]}</td>
              <td>{lesson.fields.map(({ label }) => label).join(', ')}</td>
              <td className={view.state === 'ok' ? undefined : table.soft}>{stateWords(view)}</td>
              <td className={table.end}>
                <Button
                  variant="quiet"
                  size="s"
                  aria-label={`Export ${what}`}
                  onClick={() => onExport(lesson)}
                >
                  Export
                </Button>
                <Button
                  variant="quiet"
                  size="s"
                  aria-label={`Delete ${what}`}
                  onClick={() => onDelete(lesson)}
                >
                  Delete
                </Button>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function ImportLessons({ onDone }: { onDone: () => void }) {
  const input = useRef<HTMLInputElement>(null);
  const take = useAction(async (file: File) => {
    if (file.size > LONGEST_FILE) throw new Error(`${file.name} is too long for a file of lessons.`);
    const { added, replaced } = await request('lessons.import', {
      lessons: readLessonFile(await file.text()),
    });
    say(`${file.name}: ${added} added, ${replaced} replaced. They hold on sites that are enabled.`);
    onDone();
  });
  return (
    <>
      <FileInput
        ref={input}
        accept=".json,application/json"
        label="File of lessons"
        onFiles={([file]) => void take.run(file)}
      />
      <Button busy={take.busy} onClick={() => input.current?.click()}>
        Import lessons
      </Button>
      {take.error && <ErrorNote title="Not imported">{take.error}</ErrorNote>}
    </>
  );
}
