import { conceptsIn } from '../../clinical/lexicon.ts';
import { normalizeName, type Vocabulary } from '../../vocabulary/vocabulary.ts';

/** Words that diagnoses of any disease may hold: they make no two of them the same. */
const COMMON =
  /急性|慢性|亚急性|加重期|缓解期|稳定期|发作期?|重症|重度|中度|轻度|晚期|早期|左侧|右侧|双侧|单侧|左|右|双|综合[征症]|恶性|良性|肿瘤|癌症|癌|感染|功能|不全|衰竭|障碍|术后|状态|待查|原因|合并|并发|继发性?|原发性?|阵发性?|其他|未特指|特指|多发性?|单发|疾病|病|症|炎|性|型|期|级|度|伴有?|的|及|和|与|并|后|等|[0-9a-zⅰ-ⅹ]/g;

/** Whether two diagnoses, as written by two hands, may be one disease. False only where they have next to nothing in common. */
export function mayBeSameDisease(
  a: string,
  b: string,
  families: readonly (readonly string[])[],
  vocabulary: Vocabulary,
): boolean {
  const [x, y] = [plain(a), plain(b)];
  if (x === '' || y === '' || x.includes(y) || y.includes(x)) return true;
  const [p, q] = [diseasesIn(x, vocabulary), diseasesIn(y, vocabulary)];
  if (p.some((one) => q.some((other) => areRelated(one, other, families)))) return true;
  const common = sharedPart(x, y);
  return p.length > 0 && q.length > 0 ? common >= 1 / 2 : common > 0;
}

/** Without brackets, codes, marks and blanks. */
function plain(text: string): string {
  return normalizeName(text)
    .replace(/[(（[【][^)）\]】]*[)）\]】]/g, '')
    .replace(/[a-z]\d{2}(?:\.[\dx+]+)?(?:\s*[†*])?/g, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

function diseasesIn(text: string, vocabulary: Vocabulary): readonly string[] {
  return conceptsIn(text, vocabulary)
    .filter(({ concept }) => concept.kind === 'disease')
    .map(({ concept }) => concept.id);
}

function areRelated(a: string, b: string, families: readonly (readonly string[])[]): boolean {
  return a === b || families.some((family) => family.includes(a) && family.includes(b));
}

/** Share of the telling characters of the shorter name that the longer one holds too; all of them where none is telling. */
function sharedPart(a: string, b: string): number {
  const [x, y] = [telling(a), telling(b)];
  const [short, long] = x.size <= y.size ? [x, y] : [y, x];
  return short.size === 0 ? 1 : [...short].filter((character) => long.has(character)).length / short.size;
}

function telling(name: string): Set<string> {
  return new Set([...name.replace(COMMON, '')].filter((character) => /\p{L}/u.test(character)));
}
