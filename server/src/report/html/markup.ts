import type { Locale } from '../../lint/message.ts';

/** Text as HTML. Record texts may hold anything. */
export function text(value: string | number): string {
  return String(value)
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\u007E\u0080-\uFFFF]/g, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

export type Say = (zh: string, en: string) => string;

/** The page in one language. */
export function sayIn(locale: Locale): Say {
  return (zh, en) => (locale === 'zh' ? zh : en);
}

/** `2024-03-01 10:20` of `2024-03-01T10:20`. */
export function time(value: string): string {
  return value.replace('T', ' ');
}
