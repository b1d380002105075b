import type { Moment } from '../syntax/moment.ts';
import type { Vocabulary } from '../vocabulary/vocabulary.ts';
import type { ChartDocument, Patient, Stated } from './model.ts';
import { filledEntry, placeOf, says, stampOf, stated, textOf } from './read.ts';

/** Looks a field up where it is most trusted: the chart header, then 首页, then 入院记录, then any document in order. */
export interface Sources {
  text(id: string): Stated<string> | undefined;
  time(...ids: readonly string[]): Stated<Moment> | undefined;
}

const TRUST = [
  'chart-header',
  'front-page',
  'admission-record',
  'readmission-record',
  'admission-discharge-24h',
  'admission-death-24h',
];

/** All that may state a fact of the patient or the stay, the most trusted first. */
export function byTrust(headers: readonly ChartDocument[], documents: readonly ChartDocument[]): ChartDocument[] {
  const trust = (document: ChartDocument) => {
    const place = TRUST.indexOf(document.facts.kind);
    return place < 0 ? TRUST.length : place;
  };
  return [...headers, ...documents].sort((a, b) => trust(a) - trust(b));
}

export function readSources(headers: readonly ChartDocument[], documents: readonly ChartDocument[]): Sources {
  const ordered = byTrust(headers, documents);
  return {
    text(id) {
      for (const document of ordered) {
        const entry = filledEntry(document.facts, id);
        if (entry)
          return { value: textOf(document.facts.node, entry.content), source: placeOf(document, entry.content) };
      }
      return undefined;
    },
    time(...ids) {
      for (const document of ordered) {
        const found = stated(document, stampOf(document.facts, ...ids));
        if (found) return found;
      }
      return undefined;
    },
  };
}

export function readPatient(sources: Sources, vocabulary: Vocabulary): Patient {
  const sex = sources.text('sex');
  const age = sources.text('age');
  const sexValue = sex && (['female', 'male'] as const).find((each) => says(sex.value, `sex-${each}`, vocabulary));
  const ageValue = age && readAge(age.value);
  return {
    name: sources.text('name'),
    sex: sex && sexValue ? { value: sexValue, source: sex.source } : undefined,
    birth: sources.time('birth-date'),
    age: age && ageValue ? { value: ageValue, source: age.source } : undefined,
  };
}

/** `58岁`, `1岁2月`, `3月`, `5天`, `2小时`, `58`; undefined for a masked or unreadable age. */
export function readAge(text: string): { years: number; days: number | undefined } | undefined {
  if (/[*＊×某]/.test(text)) return undefined;
  const years = /(\d+(?:\.\d+)?)\s*(?:岁|周岁|y)/i.exec(text);
  const months = /(\d+)(?:\s*\d+\/30)?\s*个?月/.exec(text);
  const days = /(\d+)\s*(?:天|日)/.exec(text);
  if (years) return { years: Math.floor(Number(years[1])), days: undefined };
  if (months) return { years: 0, days: Number(months[1]) * 30 + Number(days?.[1] ?? 0) };
  if (days) return { years: 0, days: Number(days[1]) };
  if (/\d+\s*(?:小时|分钟|时)/.test(text)) return { years: 0, days: 0 };
  const bare = /^\s*(\d{1,3})\s*$/.exec(text);
  return bare ? { years: Number(bare[1]), days: undefined } : undefined;
}
