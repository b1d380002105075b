import { describe, expect, it } from 'vitest';
import { parseText } from '../syntax/text/parse.ts';
import { builtInVocabulary as vocabulary } from '../vocabulary/builtin.ts';
import { clinicalOf, mentionsIn } from './clinical.ts';
import { factsOf } from './facts.ts';
import type { DocumentFacts } from './model.ts';

const SAID_OF = new Set(['symptom', 'sign', 'disease', 'finding']);

function factsOfDocument(text: string): DocumentFacts {
  const part = parseText(text, vocabulary).parts.at(-1);
  if (!part) throw new Error('no document');
  return factsOf(part.node, vocabulary);
}

function said(text: string): string[] {
  const facts = factsOfDocument(text);
  return clinicalOf(facts, vocabulary)
    .mentions.filter(({ concept }) => SAID_OF.has(concept.kind))
    .map(({ start, end, assertion, experiencer, past, quoted }) =>
      [facts.node.text.slice(start, end), assertion, experiencer, past ? 'past' : '', quoted ? 'quoted' : '']
        .filter((word) => word !== '' && word !== 'present' && word !== 'patient')
        .join(' '),
    );
}

describe('sections', () => {
  it('the family history is of the family, the past history of the past', () => {
    const text = '【入院记录】\n主诉：咳嗽3天\n既往史：高血压10年，否认糖尿病。\n家族史：父患肺癌。本人无哮喘。\n';
    expect(said(text)).toEqual(['咳嗽', '高血压 past', '糖尿病 absent past', '肺癌 family', '哮喘 absent']);
  });

  it('in the present illness years ago are its beginning, elsewhere the past', () => {
    expect(said('【入院记录】\n现病史：患者10年前出现胸闷。\n既往史：体健。\n')).toEqual(['胸闷']);
    expect(said('【首次病程记录】\n病例特点：10年前患肺炎，今咳嗽。\n')).toEqual(['肺炎 past', '咳嗽']);
  });

  it('what has to be told apart is possible, what is planned is planned', () => {
    const text = '【首次病程记录】\n鉴别诊断：肺结核：多有低热、盗汗，无咯血，不支持。\n诊疗计划：抗感染，行胃镜。\n';
    expect(said(text)).toEqual(['肺结核 possible', '低热 possible', '盗汗 possible', '咯血 absent']);
  });

  it('a consent states the diagnosis and supposes the rest', () => {
    const text = '手术知情同意书\n术前诊断：胆囊结石\n术中或术后可能出现的并发症：出血、感染、胆漏\n患者签名：王某某\n';
    expect(said(text)).toEqual(['胆囊结石', '出血 hypothetical', '感染 hypothetical', '胆漏 hypothetical']);
  });

  it('examinations of others are quoted', () => {
    expect(said('【入院记录】\n主诉：咳嗽\n辅助检查：双肺多发结节，未见胸腔积液。\n')).toEqual([
      '咳嗽',
      '结节 quoted',
      '胸腔积液 absent quoted',
    ]);
  });

  it('labels, headings without content and signatures say nothing', () => {
    expect(said('【入院记录】\n主诉：\n月经史：\n过敏史：\n医师签名：李某某\n')).toEqual([]);
    expect(said('【入院记录】\n主诉：头晕\n体格检查：前列腺：\n肛门：未查\n')).toEqual(['头晕']);
  });
});

describe('mentions in a span', () => {
  const facts = factsOfDocument('【日常病程记录】\n发热，咳嗽，无胸痛。\n');

  it('are those that lie within it', () => {
    const at = facts.node.text.indexOf('咳嗽');
    const found = mentionsIn(facts, { start: at, end: facts.node.text.length }, vocabulary);
    expect(found.map(({ concept }) => concept.id)).toEqual(['cough', 'chest-pain']);
    expect(mentionsIn(facts, { start: at + 1, end: at + 2 }, vocabulary)).toEqual([]);
  });

  it('the document is read once', () => {
    expect(clinicalOf(facts, vocabulary)).toBe(clinicalOf(facts, vocabulary));
  });
});
