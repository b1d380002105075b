import { z } from 'zod';
import { defineCheck } from '../../lint/check.ts';
import { MINUTES_PER_DAY } from '../../syntax/moment.ts';
import { isDraft } from '../documents/whole.ts';
import { anchorPlace } from '../time/places.ts';
import { type Answer, answersOf, holdsCourse } from './answers.ts';
import { type CriticalValue, criticalValuesOf } from './critical-value.ts';
import { statementsAbout } from './statements.ts';

const part = z.strictObject({
  /** Sections whose content is this part. */
  sections: z.array(z.string()).default([]),
  /** Words by which running text shows it. */
  words: z.array(z.string()).default([]),
});

const params = z.strictObject({ meaning: part, measure: part });

type Part = z.infer<typeof part>;

/** The record that answers a critical value gives its value, what it means and what was done; notes of the day count together. */
export const criticalNoteContent = defineCheck({
  kind: 'critical-note-content',
  scope: 'chart',
  params,
  messages: ['value', 'meaning', 'measure'],
  run(view, { meaning, measure }, report) {
    if (!holdsCourse(view)) return;
    const told = new Set<string>();
    for (const value of criticalValuesOf(view)) {
      if (value.source === 'sample') continue;
      const answers = answersOf(view, value);
      const note = answers.find(({ dedicated }) => dedicated);
      if (!note || isDraft(view, note.document)) continue;
      const together = answers.filter((answer) => isOfSameDay(answer, note));
      const lacking = [
        ...(statesResult(together, value, view.environment.vocabulary) ? [] : ['value']),
        ...(shows(together, meaning) ? [] : ['meaning']),
        ...(shows(together, measure) ? [] : ['measure']),
      ];
      for (const message of lacking) {
        const at = anchorPlace(note.document);
        // One note for several values lacks its analysis once.
        const key = `${at.file}:${at.start}:${message}:${message === 'value' ? value.name : ''}`;
        if (told.has(key)) continue;
        told.add(key);
        const related = [{ ...value.place, label: { zh: '危急值', en: 'critical value' } }];
        report({ at, message, data: { item: value.name, result: value.text }, related });
      }
    }
  },
});

/** Minutes: what is written in the night goes on after it has struck twelve. */
const ACROSS_MIDNIGHT = 120;

function isOfSameDay(answer: Answer, note: Answer): boolean {
  if (answer === note || !answer.moment || !note.moment) return true;
  const [a, b] = [answer.moment.earliest, note.moment.earliest];
  return Math.floor(a / MINUTES_PER_DAY) === Math.floor(b / MINUTES_PER_DAY) || Math.abs(a - b) <= ACROSS_MIDNIGHT;
}

/** Any number behind the item counts, that it is the right one is another matter; a result in words needs the item alone. */
function statesResult(
  answers: readonly Answer[],
  value: CriticalValue,
  vocabulary: Parameters<typeof statementsAbout>[2],
): boolean {
  if (!value.quantity || value.concepts.length === 0) return true;
  return answers.some(({ document: { facts } }) => {
    const about = statementsAbout(facts, value, vocabulary);
    const isGiven = about.some(({ numbers, masked }) => masked || numbers.length > 0);
    return isGiven || facts.entries.get('report-result')?.some(({ content }) => content.end > content.start);
  });
}

function shows(answers: readonly Answer[], { sections, words }: Part): boolean {
  return answers.some(({ document: { facts } }) => {
    const has = sections.some((id) => facts.entries.get(id)?.some(({ content }) => content.end > content.start));
    // The title itself says 处理.
    const body = facts.node.text.slice(facts.node.heading?.end ?? 0);
    return has || words.some((word) => body.includes(word));
  });
}
