import type { Chart } from '../chart/model.ts';
import type { Finding } from './finding.ts';

/** Finding data that says how far things have gone, not which thing is meant: it may change while the finding stays the same. */
const PASSING = new Set(['late', 'elapsed', 'remaining', 'completed', 'asOf', 'judged', 'count']);

/**
 * What a finding is, wherever it stands: a hash of rule, chart, the text it points at (blanks and widths aside), and
 * the data that tells it from its neighbours. It survives edits elsewhere in the chart. Findings that agree in all of
 * this are told apart by their order: the second of two equal ones ends in `-2`.
 *
 * It lands in waiver files and SARIF, so its making is fixed: a change voids every waiver.
 */
export function fingerprints(chart: Chart, findings: readonly Finding[]): string[] {
  const texts = new Map(chart.files.map(({ name, tree }) => [name, tree.text]));
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const place = (texts.get(finding.file) ?? '').slice(finding.start, Math.min(finding.end, finding.start + 500));
    const data = Object.entries(finding.data)
      .filter(([name]) => !PASSING.has(name))
      .sort(([a], [b]) => (a < b ? -1 : 1));
    // An absent thing keeps its identity from "still due" to "missing".
    const state = finding.state === 'late' ? 'late' : '';
    const print = hash(JSON.stringify([finding.rule, chart.id, state, normalize(place), data]));
    const number = (seen.get(print) ?? 0) + 1;
    seen.set(print, number);
    return number === 1 ? print : `${print}-${number}`;
  });
}

function normalize(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '');
}

/** 64 bits of FNV-1a over UTF-16 code units, as 16 hexadecimal digits: no secret, only a name. */
function hash(text: string): string {
  let high = 0xcbf29ce4;
  let low = 0x84222325;
  for (let i = 0; i < text.length; i++) {
    low = (low ^ text.charCodeAt(i)) >>> 0;
    // Multiplication by 2^40 + 0x1b3, in two halves of 32 bits.
    const product = low * 0x1b3;
    const carry = Math.floor(product / 0x100000000);
    high = (Math.imul(high, 0x1b3) + carry + (low << 8)) >>> 0;
    low = product >>> 0;
  }
  const hex = (half: number) => half.toString(16).padStart(8, '0');
  return hex(high) + hex(low);
}
