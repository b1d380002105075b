import { describe, expect, it } from 'vitest';
import { builtInVocabulary as vocabulary } from './builtin.ts';
import type { Label } from './schema.ts';
import { normalizeName } from './vocabulary.ts';

const { documents, labels, ranks, columns, terms } = vocabulary.data;
const namesOf = ({ name, aliases }: { name: { zh: string }; aliases: readonly string[] }) =>
  [name.zh, ...aliases].map(normalizeName);

/** Names that more than one of the items claims, with those who claim them. */
function contested(items: readonly { id: string; name: { zh: string }; aliases: readonly string[] }[]): string[] {
  const owners = new Map<string, string[]>();
  for (const item of items) {
    for (const name of namesOf(item)) owners.set(name, [...(owners.get(name) ?? []), item.id]);
  }
  return [...owners].filter(([, ids]) => ids.length > 1).map(([name, ids]) => `${name}: ${ids.join(', ')}`);
}

const labelsOf = (ids: Iterable<string>): Label[] => [...ids].map((id) => vocabulary.label(id) as Label);

describe('names', () => {
  it('are claimed once among documents, ranks, columns, and labels that count everywhere', () => {
    expect(contested(documents)).toEqual([]);
    expect(contested(ranks)).toEqual([]);
    expect(contested(columns)).toEqual([]);
    expect(contested(labels.filter((label) => !label.onlyWhereListed))).toEqual([]);
  });

  it.each(documents.map((kind) => [kind.id, kind] as const))('are claimed once inside %s', (_, kind) => {
    expect(contested(labelsOf(new Set(kind.sections.map((section) => section.id))))).toEqual([]);
  });

  it('are either a document or a label', () => {
    expect([...vocabulary.documentsByName.keys()].filter((name) => vocabulary.labelsByName.has(name))).toEqual([]);
  });
});

describe('references', () => {
  it('lists a section once in a document, and every label in some document', () => {
    for (const { id, sections } of documents) {
      const ids = sections.map((section) => section.id);
      expect(
        ids.filter((each, i) => ids.indexOf(each) !== i),
        id,
      ).toEqual([]);
    }
    const listed = new Set(documents.flatMap(({ sections }) => sections.map((section) => section.id)));
    expect(labels.filter(({ id }) => !listed.has(id)).map(({ id }) => id)).toEqual([]);
  });

  it('offers alternatives only where something is required, and only labels the document may hold', () => {
    for (const { id, sections } of documents) {
      const listed = new Set(sections.map((section) => section.id));
      for (const section of sections) {
        const loose = section.need === 'optional' && section.orElse.length + section.orText.length > 0;
        expect(loose, `${id}/${section.id}`).toBe(false);
        for (const other of section.orElse) {
          const known = listed.has(other) || vocabulary.label(other)?.onlyWhereListed === false;
          expect(known, `${id}/${section.id} orElse ${other}`).toBe(true);
        }
      }
    }
  });

  it('has no empty word list', () => {
    for (const [id, words] of Object.entries(terms)) expect(words.length, id).toBeGreaterThan(0);
    expect(() => vocabulary.terms('no-such-list')).toThrow(/no-such-list/);
  });
});

describe('WS/T 500', () => {
  it('knows all 53 document codes, each once', () => {
    const codes = documents.flatMap((kind) => [...(kind.code ? [kind.code] : []), ...kind.otherCodes]).sort();
    expect(codes).toEqual(Array.from({ length: 53 }, (_, i) => `C00${String(i + 1).padStart(2, '0')}`));
  });

  it('gives the codes of domain tables', () => {
    expect(vocabulary.document('admission-record')?.code).toBe('C0034');
    expect(vocabulary.document('operation-record')?.code).toBe('C0009');
    expect(vocabulary.label('case-features')?.de).toBe('DE05.10.133.00');
    expect(vocabulary.label('present-illness')?.loinc).toBe('10164-2');
  });
});

describe('what BW2010 asks for', () => {
  const required = (id: string) =>
    vocabulary
      .document(id)
      ?.sections.filter((section) => section.need === 'required')
      .map((section) => section.id) ?? [];

  it('第十八条(一): ten items of general information, which the chart header may state', () => {
    const admission = vocabulary.document('admission-record')?.sections ?? [];
    const general = admission.filter((section) => section.clause === '第十八条(一)');
    expect(general.map((section) => vocabulary.nameOf(section.id).zh)).toEqual([
      ...['姓名', '性别', '年龄', '民族', '婚姻', '出生地', '职业', '入院时间', '记录时间', '病史陈述者'],
    ]);
    expect(general.every((section) => section.orHeader || section.orStamp)).toBe(true);
  });

  it('第二十二条(十五): no age in the operation record; 术中诊断 is asked for', () => {
    expect(required('operation-record')).not.toContain('age');
    expect(required('operation-record')).toContain('intra-op-diagnosis');
  });

  it('第二十二条(二十三), 第三十条: neither sex nor age', () => {
    for (const id of ['critical-nursing-record', 'vital-signs-chart']) {
      expect(required(id)).not.toContain('sex');
      expect(required(id)).not.toContain('age');
    }
  });

  it('第二十七条: no record number in the notice; 第二十九条: no department in a report', () => {
    expect(required('critical-illness-notice')).not.toContain('admission-number');
    expect(required('lab-report')).not.toContain('department');
  });

  it('leaves the parts with rules of their own to those', () => {
    expect(required('first-progress-note')).toEqual([]);
    expect(required('outpatient-first')).toEqual([]);
    expect(required('admission-record')).not.toContain('menstrual-history');
    expect(required('admission-record')).not.toContain('allergy');
  });

  it.each([
    ['discharge-record', '入院时间 出院时间 入院情况 入院诊断 诊疗经过 出院诊断 出院情况 出院医嘱'],
    ['death-record', '入院时间 死亡时间 入院情况 入院诊断 诊疗经过 死亡原因 死亡诊断'],
    // 主持人 is asked by discussion/participants.
    ['difficult-case-discussion', '讨论时间 参加人员 具体讨论意见 主持人小结'],
    ['rescue-record', '病情变化 抢救措施 参加人员'],
    ['pre-op-summary', '病史 术前诊断 手术指征 拟施手术名称和方式 拟施麻醉方式 术中术后注意事项 术者术前查看患者情况'],
  ])('%s', (id, names) => {
    expect(required(id).map((each) => vocabulary.nameOf(each).zh)).toEqual(names.split(' '));
  });
});

describe('look-ups', () => {
  it.each([
    ['入院日期', 'admission-time'],
    ['既 往 病 史', 'past-history'],
    ['Ⅰ助', 'first-assistant'],
    ['主诉', 'chief-complaint'],
    ['病史叙述者', 'informant'],
    ['诊治经过', 'course'],
    ['药物过敏史', 'allergy'],
  ])('%s is %s', (written, id) => {
    expect(vocabulary.labelsByName.get(normalizeName(written))?.map((label) => label.id)).toContain(id);
  });

  it('knows ranks as they are written, and which of them state no rank', () => {
    const levels = ['主治医生', '副主任医师', '住院总', '规培生', '医师'].map(
      (word) => vocabulary.ranksByName.get(word)?.level,
    );
    expect(levels).toEqual([2, 3, 1, 0, undefined]);
  });

  it('names ids, and leaves unknown ones as they are', () => {
    expect(vocabulary.nameOf('operation-record').zh).toBe('手术记录');
    expect(vocabulary.nameOf('nothing-of-ours')).toEqual({ zh: 'nothing-of-ours', en: 'nothing-of-ours' });
  });
});
