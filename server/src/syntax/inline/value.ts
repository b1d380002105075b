import { nameIn, skipBlanks } from '../text/characters.ts';

/** True when the text holds characters that hide a digit, a date or a name; its value is then unknown. */
export function isMasked(text: string): boolean {
  return /[*＊某×□■]|[xX]{2,}|脱敏/.test(text);
}

const EMPTY = new Set([
  '',
  'none',
  'null',
  'nan',
  'undefined',
  '[]',
  "['']",
  '[""]',
  '【】',
  '()',
  '/',
  '\\',
  '待填',
  '【待填】',
]);

/**
 * True when nothing was filled in: `None`, `----`, `/`, `[]`, a blank date (`年 月 日 时 分`).
 * `无` and `否认` are answers, not empty.
 */
export function isEmptyValue(text: string): boolean {
  if (skipBlanks(text, 0, text.length) === text.length) return true;
  if (text.length > 64) return false;
  const name = nameIn(text, 0, text.length);
  return EMPTY.has(name) || /^[-_—–.…·。:;,/\\|、]+$/.test(name) || /^[-_:/年月日时分秒]+$/.test(name);
}
