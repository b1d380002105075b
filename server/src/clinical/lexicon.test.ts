import { describe, expect, it } from 'vitest';
import { builtInVocabulary as vocabulary } from '../vocabulary/builtin.ts';
import { normalizeName } from '../vocabulary/vocabulary.ts';
import { conceptsIn } from './lexicon.ts';

const namesIn = (text: string) =>
  conceptsIn(text, vocabulary).map(({ concept, start, end }) => `${concept.id}:${text.slice(start, end)}`);

describe('names in a text', () => {
  it('the longest of those that begin at one place', () => {
    expect(namesIn('急性非ST段抬高型心肌梗死')).toEqual(['myocardial-infarction:急性非ST段抬高型心肌梗死']);
    expect(namesIn('前列腺癌')).toEqual(['prostate-cancer:前列腺癌']);
  });

  it('in either width and case, over one blank but not over a gap or a line break', () => {
    expect(namesIn('ＣＯＰＤ、copd')).toEqual(['copd:ＣＯＰＤ', 'copd:copd']);
    expect(namesIn('咳 嗽')).toEqual(['cough:咳 嗽']);
    expect(namesIn('咳  嗽')).toEqual([]);
    expect(namesIn('咳\n嗽')).toEqual([]);
  });

  it('a place of the body gives way to the complaint that begins in it', () => {
    expect(namesIn('上腹压痛')).toEqual(['tenderness:上腹压痛']);
    expect(namesIn('下肢疼痛')).toEqual(['limb-pain:下肢疼痛']);
  });

  it('a name that begins with a denial gives way to what is denied', () => {
    expect(namesIn('无尿频')).toEqual(['urinary-frequency:尿频']);
    expect(namesIn('无尿')).toEqual(['anuria:无尿']);
  });

  it('Latin names stand by themselves', () => {
    expect(namesIn('DVT')).toEqual(['dvt:DVT']);
    expect(namesIn('XDVT')).toEqual([]);
    expect(namesIn('DVTs')).toEqual([]);
    expect(namesIn('T2DM')).toEqual(['diabetes:T2DM']);
  });

  it('a letter is an item beside a value, or alone in its cell', () => {
    expect(namesIn('K+ 3.2')).toEqual(['potassium:K+']);
    expect(namesIn('K 线')).toEqual([]);
    expect(namesIn('| K | 3.2 |')).toEqual(['potassium:K']);
    expect(namesIn('T*6.5℃')).toEqual(['body-temperature:T']);
  });

  it.each([
    '肿瘤科',
    '乙肝疫苗',
    '抗结核治疗',
    '无痛胃肠镜检查室',
    '感染性病变',
    '右眼黄斑',
    '心情',
    '足够',
    '糖尿病饮食',
    '多饮水',
    'P53',
    '手术',
  ])('no disease, complaint or organ in %s', (text) => {
    const medical = conceptsIn(text, vocabulary).filter(({ concept }) =>
      ['disease', 'symptom', 'sign'].includes(concept.kind),
    );
    expect(medical).toEqual([]);
    if (text.length < 3) expect(namesIn(text)).toEqual([]);
  });
});

describe('the vocabulary of concepts', () => {
  it('gives a name to one concept only', () => {
    const owner = new Map<string, string>();
    const shared: string[] = [];
    for (const { id, name, terms } of vocabulary.data.concepts) {
      for (const word of new Set([name.zh, ...terms].map(normalizeName))) {
        const other = owner.get(word);
        if (other) shared.push(`${word}: ${other}, ${id}`);
        owner.set(word, id);
      }
    }
    // As a blood component and as a blood count; orders of the one are told from values of the other.
    expect(shared).toEqual(['红细胞: blood-red-cells, red-cell-count']);
  });

  it('gives a cue one role only', () => {
    const owner = new Map<string, string>();
    const shared: string[] = [];
    for (const [list, words] of Object.entries(vocabulary.data.terms)) {
      if (!list.startsWith('cue-')) continue;
      for (const word of words.map(normalizeName)) {
        const other = owner.get(word);
        if (other) shared.push(`${word}: ${other}, ${list}`);
        owner.set(word, list);
      }
    }
    expect(shared).toEqual([]);
  });
});
