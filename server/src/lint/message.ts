import type { LocalizedText } from '../vocabulary/schema.ts';
import type { Vocabulary } from '../vocabulary/vocabulary.ts';
import type { RuleText } from './built-in-rules.ts';
import type { Finding, FindingData } from './finding.ts';

export type Locale = 'zh' | 'en';

type Value = FindingData[string];

/** What a placeholder may ask for behind its colon. */
export const FORMATS: Readonly<Record<string, (value: Value, locale: Locale, vocabulary: Vocabulary) => string>> = {
  time: (value) => formatTime(String(value)),
  duration: (value, locale) => (typeof value === 'number' ? formatDuration(value, locale) : String(value)),
  /** Limits that the law words in hours stay in hours: 48小时, never 2天. */
  hours: (value, locale) =>
    typeof value === 'number' ? `${value / 60}${locale === 'zh' ? '小时' : ' h'}` : String(value),
  name: (value, locale, vocabulary) => vocabulary.nameOf(String(value))[locale],
  /** Several ids with commas between: `exam-report,progress-note`. */
  names: (value, locale, vocabulary) =>
    String(value)
      .split(',')
      .map((id) => vocabulary.nameOf(id)[locale])
      .join(locale === 'zh' ? '、' : ', '),
};

/** A placeholder that is all there is between brackets: `未见该次手术（{operation}）的手术记录`. */
const BRACKETED = /（\{([a-zA-Z][a-zA-Z0-9-]*)(?::[a-z]+)?\}）| \(\{([a-zA-Z][a-zA-Z0-9-]*)(?::[a-z]+)?\}\)/g;

/** A placeholder: `{late:duration}`. */
const PLACEHOLDER = /\{([a-zA-Z][a-zA-Z0-9-]*)(?::([a-z]+))?\}/g;

/** Names and formats of all placeholders of a template. */
export function placeholders(template: string): { readonly name: string; readonly format: string | undefined }[] {
  return [...template.matchAll(PLACEHOLDER)].map((match) => ({ name: match[1] ?? '', format: match[2] }));
}

/**
 * Fills a message template. Brackets around a value that the chart does not state are left out with it; any other
 * placeholder without a value shows `？`, so that a faulty pack never shows braces to a doctor.
 */
export function render(template: LocalizedText, data: FindingData, locale: Locale, vocabulary: Vocabulary): string {
  const stated = template[locale].replace(BRACKETED, (all, zh: string | undefined, en: string | undefined) =>
    data[zh ?? en ?? ''] === null ? '' : all,
  );
  return stated.replace(PLACEHOLDER, (_, name: string, format: string | undefined) => {
    const value = data[name];
    if (value === undefined || value === null) return '？';
    const write = format === undefined ? undefined : FORMATS[format];
    return write ? write(value, locale, vocabulary) : String(value);
  });
}

/** The text of a finding, in one language; the rule's title when the rule words no such message. */
export function messageOf(
  finding: Pick<Finding, 'message' | 'data'>,
  rule: Pick<RuleText, 'title' | 'messages'>,
  locale: Locale,
  vocabulary: Vocabulary,
): string {
  const template = rule.messages[finding.message];
  return template ? render(template, finding.data, locale, vocabulary) : rule.title[locale];
}

/** `2024-03-01 15:30` of `2024-03-01T15:30`; a date stays a date. */
export function formatTime(time: string): string {
  return time.replace('T', ' ');
}

/** Whole minutes as `2小时5分` or `2 h 5 min`; from 48 hours on in days and hours. */
export function formatDuration(minutes: number, locale: Locale): string {
  const total = Math.abs(Math.round(minutes));
  const unit = locale === 'zh' ? { d: '天', h: '小时', m: '分' } : { d: ' d', h: ' h', m: ' min' };
  const lone = locale === 'zh' ? '分钟' : ' min';
  const days = total >= 2 * 1440 ? Math.floor(total / 1440) : 0;
  const hours = Math.floor((total - days * 1440) / 60);
  const rest = total % 60;
  if (days === 0 && hours === 0) return `${rest}${lone}`;
  const parts = [days && `${days}${unit.d}`, hours && `${hours}${unit.h}`, rest && `${rest}${unit.m}`];
  return parts.filter((part) => part !== 0).join(locale === 'zh' ? '' : ' ');
}
