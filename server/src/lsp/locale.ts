import type { Locale } from '../lint/message.ts';

export type { Locale };

/** Chinese for `zh-cn`, `zh_TW.UTF-8` … and where the client names no language; English for every other. */
export function localeOf(name: string | undefined): Locale {
  return name === undefined || name === '' || /^zh\b|^zh_/i.test(name) ? 'zh' : 'en';
}

/** Texts of the server itself; those of rules come with the rules. */
export function say(locale: Locale, zh: string, en: string): string {
  return locale === 'zh' ? zh : en;
}
