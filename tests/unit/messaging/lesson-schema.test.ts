import { describe, expect, it } from 'vitest';
import type { Lesson } from '@/lib/crm/taught/lesson';
import { LONGEST_FILE, lessonFile, readLessonFile } from '@/lib/messaging/lesson-schema';
import { samples } from './samples';

const [lesson] = samples['lessons.import'].lessons as [Lesson];
const broken = (change: (lesson: Record<string, unknown>) => void): string => {
  const copy = structuredClone(lesson) as unknown as Record<string, unknown>;
  change(copy);
  return lessonFile([copy as never]);
};

describe('files of lessons', () => {
  it('come back as they went out', () => {
    expect(readLessonFile(lessonFile([lesson, { ...lesson, id: 'L-2' }]))).toEqual([
      lesson,
      { ...lesson, id: 'L-2' },
    ]);
  });

  it.each([
    ['another format', '{"format":"other","version":1,"lessons":[]}', /at format/],
    ['a later version', '{"format":"partner-lens-lessons","version":2,"lessons":[]}', /at version/],
    ['no JSON', 'lessons', /not JSON/],
    ['too long a text', ' '.repeat(LONGEST_FILE + 1), /longer than 1,000,000/],
    ['no site', broken((one) => Object.assign(one, { origin: 'javascript:alert(1)' })), /lessons\.0\.origin/],
    [
      'a site with a path',
      broken((one) => Object.assign(one, { origin: 'https://crm.example.com/x' })),
      /origin/,
    ],
    ['what nobody knows', broken((one) => Object.assign(one, { script: 'alert(1)' })), /lessons\.0/],
    ['no fields', broken((one) => Object.assign(one, { fields: [] })), /lessons\.0\.fields/],
    [
      'a selector for an attribute',
      broken((one) => {
        (one.fields as { anchors: unknown[] }[])[0]!.anchors = [
          { by: 'attribute', name: 'a],*[b', value: 'x', down: [] },
        ];
      }),
      /anchors\.0\.name/,
    ],
  ])('with %s are refused, and it says where', (_what, content, complaint) => {
    expect(() => readLessonFile(content)).toThrow(complaint);
  });
});
