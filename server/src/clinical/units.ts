import type { Concept } from '../vocabulary/schema.ts';

/**
 * Units of laboratory items and vital signs: the many ways they are written, and how one is brought to another.
 * A canonical unit is the notation the vocabulary uses (`10^9/L`, `μmol/L`, `U/L`).
 */

interface Measure {
  /** Units of one dimension convert by their factors alone. */
  readonly dimension: string;
  readonly factor: number;
}

/** Base units: mol/L, g/L, 1/L, U/L, mmHg, s, %, 1/min, kg, cm, mL. */
const MEASURES: Readonly<Record<string, Measure>> = {
  'mol/L': { dimension: 'substance', factor: 1 },
  'mmol/L': { dimension: 'substance', factor: 1e-3 },
  'μmol/L': { dimension: 'substance', factor: 1e-6 },
  'nmol/L': { dimension: 'substance', factor: 1e-9 },
  'pmol/L': { dimension: 'substance', factor: 1e-12 },
  'g/L': { dimension: 'mass', factor: 1 },
  'g/dL': { dimension: 'mass', factor: 10 },
  'mg/mL': { dimension: 'mass', factor: 1 },
  'mg/dL': { dimension: 'mass', factor: 1e-2 },
  'mg/L': { dimension: 'mass', factor: 1e-3 },
  'μg/mL': { dimension: 'mass', factor: 1e-3 },
  'μg/dL': { dimension: 'mass', factor: 1e-5 },
  'μg/L': { dimension: 'mass', factor: 1e-6 },
  'ng/mL': { dimension: 'mass', factor: 1e-6 },
  'ng/dL': { dimension: 'mass', factor: 1e-8 },
  'ng/L': { dimension: 'mass', factor: 1e-9 },
  'pg/mL': { dimension: 'mass', factor: 1e-9 },
  '10^12/L': { dimension: 'count', factor: 1e12 },
  '10^9/L': { dimension: 'count', factor: 1e9 },
  '10^6/L': { dimension: 'count', factor: 1e6 },
  '10^6/μL': { dimension: 'count', factor: 1e12 },
  '10^4/μL': { dimension: 'count', factor: 1e10 },
  '10^3/μL': { dimension: 'count', factor: 1e9 },
  '/μL': { dimension: 'count', factor: 1e6 },
  'kU/L': { dimension: 'activity', factor: 1e3 },
  'U/mL': { dimension: 'activity', factor: 1e3 },
  'U/L': { dimension: 'activity', factor: 1 },
  'mIU/mL': { dimension: 'activity', factor: 1 },
  'mIU/L': { dimension: 'activity', factor: 1e-3 },
  'μIU/mL': { dimension: 'activity', factor: 1e-3 },
  'μkat/L': { dimension: 'activity', factor: 60 },
  mmHg: { dimension: 'pressure', factor: 1 },
  kPa: { dimension: 'pressure', factor: 7.50062 },
  cmH2O: { dimension: 'pressure', factor: 0.735559 },
  s: { dimension: 'time', factor: 1 },
  min: { dimension: 'time', factor: 60 },
  '%': { dimension: 'share', factor: 1 },
  'L/L': { dimension: 'share', factor: 100 },
  '/min': { dimension: 'rate', factor: 1 },
  kg: { dimension: 'weight', factor: 1 },
  g: { dimension: 'weight', factor: 1e-3 },
  m: { dimension: 'length', factor: 100 },
  cm: { dimension: 'length', factor: 1 },
  mm: { dimension: 'length', factor: 0.1 },
  mL: { dimension: 'volume', factor: 1 },
  L: { dimension: 'volume', factor: 1000 },
  'mOsm/L': { dimension: 'osmolality', factor: 1 },
  'mOsm/kg': { dimension: 'osmolality', factor: 1 },
  'mm/h': { dimension: 'sedimentation', factor: 1 },
  'mL/min': { dimension: 'clearance', factor: 1 },
  'g/24h': { dimension: 'excretion', factor: 1 },
  'mg/24h': { dimension: 'excretion', factor: 1e-3 },
  'kg/m^2': { dimension: 'mass-index', factor: 1 },
  'mEq/L': { dimension: 'equivalents', factor: 1 },
  '℃': { dimension: 'temperature', factor: 1 },
  '℉': { dimension: 'fahrenheit', factor: 1 },
};

/** Spellings beside the canonical one, in the plain form of {@link plain}: half width, lower case, `u` for μ, without blanks. */
const SPELLINGS: Readonly<Record<string, readonly string[]>> = {
  '10^12/L': ['1012/l', 't/l', '10e12/l', '10e+12/l', '10*12/l'],
  '10^9/L': ['109/l', '10e9/l', '10e+9/l', '10*9/l', '10e09/l'],
  '10^6/L': ['106/l', '10e6/l', '10*6/l'],
  '10^3/μL': ['103/ul', 'k/ul', '10e3/ul', '10^3/mm3', '1000/mm3'],
  '10^4/μL': ['万/ul', '万/mm3'],
  '/μL': ['个/ul', 'cells/ul', '/mm3', '个/mm3'],
  'U/L': ['iu/l', 'u/1', '单位/l', 'u/升'],
  'U/mL': ['iu/ml'],
  'mIU/L': ['mu/l'],
  'mIU/mL': ['mu/ml'],
  'μIU/mL': ['uu/ml'],
  'mg/dL': ['mg%'],
  'g/dL': ['g%'],
  'μmol/L': ['umol/1', 'umo1/l'],
  'mmol/L': ['mmo1/l', 'mmol/1', 'mm/l'],
  mmHg: ['毫米汞柱', '毫米水银柱', 'torr'],
  kPa: ['千帕'],
  cmH2O: ['厘米水柱'],
  s: ['秒', 'sec', '秒钟'],
  min: ['分钟'],
  '/min': ['次/分', '次/min', 'bpm', '次/分钟', '次每分', '次每分钟', '跳/分', '/分'],
  kg: ['公斤', '千克'],
  g: ['克'],
  cm: ['厘米', '公分'],
  m: ['米'],
  mL: ['毫升', 'cc'],
  L: ['升'],
  'mm/h': ['mm/1h', 'mm/hr', 'mm/小时'],
  'mL/min': ['ml/min/1.73m2', 'ml/min/1.73m^2', 'ml/(min·1.73m2)', 'ml/min·1.73m2', 'ml/(min*1.73m2)'],
  'mOsm/kg': ['mosm/(kg·h2o)', 'mosm/kgh2o', 'mosm/kg·h2o', 'mmol/kg'],
  'g/24h': ['g/24小时', 'g/d'],
  'mg/24h': ['mg/24小时', 'mg/d'],
  'kg/m^2': ['kg/m2'],
  '℃': ['°c', 'ºc', '摄氏度', '度', '˚c'],
  '℉': ['°f', 'ºf', '华氏度'],
};

const WIDE: Readonly<Record<string, string>> = {
  µ: 'u',
  μ: 'u',
  Μ: 'u',
  '²': '2',
  '³': '3',
  '⁴': '4',
  '⁶': '6',
  '⁹': '9',
  '¹': '1',
  '⁰': '0',
  '₂': '2',
  '∧': '^',
  ˆ: '^',
};

/** One character of a unit in the form in which spellings are compared. */
function plainCharacter(character: string): string {
  const known = WIDE[character];
  if (known !== undefined) return known;
  const code = character.charCodeAt(0);
  const half = code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : character;
  return half.toLowerCase();
}

const plain = (text: string): string => [...text].map(plainCharacter).join('');

const BY_SPELLING: ReadonlyMap<string, string> = new Map([
  ...Object.keys(MEASURES).map((unit): [string, string] => [plain(unit), unit]),
  ...Object.entries(SPELLINGS).flatMap(([unit, spellings]) =>
    spellings.map((spelling): [string, string] => [spelling, unit]),
  ),
]);

/** The spellings as a tree of their plain characters: most text behind a number begins none of them. */
interface SpellingNode {
  unit: string | undefined;
  readonly next: Map<string, SpellingNode>;
}

const SPELLING_TREE: SpellingNode = { unit: undefined, next: new Map() };
for (const [spelling, unit] of BY_SPELLING) {
  let node = SPELLING_TREE;
  for (const character of spelling) {
    const next: SpellingNode = node.next.get(character) ?? { unit: undefined, next: new Map() };
    node.next.set(character, next);
    node = next;
  }
  node.unit = unit;
}

const TIMES = new Set('×xX*＊✕╳');

/**
 * The unit that begins at `at`, a multiplication sign before a power of ten included (`×10^9/L`), with its end;
 * undefined where no unit stands. Of several that fit the longest.
 */
export function unitAt(
  text: string,
  at: number,
  end: number = text.length,
): { readonly unit: string; readonly end: number } | undefined {
  let start = at;
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  if (start < end && TIMES.has(text.charAt(start)) && text.charAt(start + 1) !== '*') start++;
  let node: SpellingNode | undefined = SPELLING_TREE;
  let found: { unit: string; end: number } | undefined;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (isBlank(code)) {
      // `10^9 /L`: a blank may part the power from the slash, and nothing else.
      if (text.charAt(i + 1) === '/' && i > start) continue;
      break;
    }
    node = node.next.get(plainCharacter(text.charAt(i)));
    if (!node) break;
    if (node.unit !== undefined && !isInsideWord(text, i + 1, end)) found = { unit: node.unit, end: i + 1 };
  }
  return found;
}

/** The canonical form of a unit written alone, as in a cell; undefined for one not known. */
export function readUnit(text: string): string | undefined {
  const trimmed = text.trim().replace(/\s*[（(]?FEU[）)]?$/i, '');
  const found = unitAt(trimmed, 0);
  return found && found.end === trimmed.length ? found.unit : undefined;
}

/** A letter behind it makes it another word: `g` in `goal`, `m` in `max`. */
function isInsideWord(text: string, at: number, end: number): boolean {
  return at < end && /[A-Za-z]/.test(text.charAt(at)) && /[A-Za-z]/.test(text.charAt(at - 1));
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x3000 || code === 0xa0;
}

/**
 * A value of `item` in the unit `to`; undefined where the two are not comparable. Mass and substance concentration
 * convert by the item's molar mass.
 */
export function convert(value: number, from: string, to: string, item?: Concept): number | undefined {
  if (from === to) return value;
  if (from === '℉' && to === '℃') return ((value - 32) * 5) / 9;
  const source = MEASURES[from];
  const target = MEASURES[to];
  if (!source || !target) return undefined;
  const base = value * source.factor;
  if (source.dimension === target.dimension) return base / target.factor;
  const molar = item?.molarMass;
  if (molar === undefined) return undefined;
  if (source.dimension === 'mass' && target.dimension === 'substance') return base / molar / target.factor;
  if (source.dimension === 'substance' && target.dimension === 'mass') return (base * molar) / target.factor;
  return undefined;
}

/** A number with its unit, as a record writes it. */
export interface Quantity {
  readonly value: number;
  readonly unit: string | undefined;
}

/**
 * Whether two values of an item may be one: equal as written, up to rounding to the fewer decimals, or within 2 % once
 * converted. A value without a unit may have either's.
 */
export function mayBeEqual(a: Quantity, b: Quantity, item?: Concept): boolean {
  if (equalRounded(a.value, b.value)) return a.unit === undefined || b.unit === undefined || nearlySame(a, b, item);
  const units = [a.unit ?? item?.unit, b.unit ?? item?.unit];
  if (units[0] === undefined || units[1] === undefined) return false;
  return nearlySame({ value: a.value, unit: units[0] }, { value: b.value, unit: units[1] }, item);
}

function nearlySame(a: Quantity, b: Quantity, item: Concept | undefined): boolean {
  if (a.unit === undefined || b.unit === undefined) return false;
  if (a.unit === b.unit) return equalRounded(a.value, b.value);
  const converted = convert(a.value, a.unit, b.unit, item);
  // Units of different dimensions cannot be compared: then nothing shows that the values differ.
  if (converted === undefined) return true;
  return Math.abs(converted - b.value) <= 0.02 * Math.max(Math.abs(converted), Math.abs(b.value));
}

function equalRounded(a: number, b: number): boolean {
  const decimals = Math.min(decimalsOf(a), decimalsOf(b));
  const scale = 10 ** decimals;
  // Half a unit of the last decimal covers rounding up, down and to even; the rest is binary arithmetic.
  return Math.abs(a - b) * scale <= (decimalsOf(a) === decimalsOf(b) ? 1e-6 : 0.5 + 1e-6);
}

function decimalsOf(value: number): number {
  const text = String(value);
  const point = text.indexOf('.');
  return point < 0 ? 0 : text.length - point - 1;
}
