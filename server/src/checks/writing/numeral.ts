const DIGIT_OF: Readonly<Record<string, number>> = {
  〇: 0,
  零: 0,
  '○': 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};

/** True for Arabic digits, half or full width. */
export function isDigits(text: string): boolean {
  return /^[0-9０-９]+$/.test(text);
}

/** 0 to 99 from `12`, `１２`, `十二`, `二十`; undefined for anything else (三四 is "three or four"). */
export function numberOf(text: string): number | undefined {
  if (isDigits(text)) return Number(text.replace(/[０-９]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)));
  const match = /^([一二三四五六七八九])?(十)?([一二三四五六七八九])?$/.exec(text);
  if (text === '两') return 2;
  if (!match) return undefined;
  const [, tens, ten, ones] = match;
  if (!ten) return tens && ones ? undefined : DIGIT_OF[tens ?? ones ?? ''];
  return (tens ? (DIGIT_OF[tens] ?? 0) : 1) * 10 + (ones ? (DIGIT_OF[ones] ?? 0) : 0);
}

/** `2024` from 二〇二四 or 2024. */
export function yearOf(text: string): string | undefined {
  const digits = [...text].map((char) => DIGIT_OF[char] ?? numberOf(char));
  return digits.length === 4 && digits.every((digit) => digit !== undefined && digit < 10)
    ? digits.join('')
    : undefined;
}

/** `15:30`. */
export function clockOf(hour: number, minute: number): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
