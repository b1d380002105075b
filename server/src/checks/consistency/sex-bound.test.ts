import { describe, expect, it } from 'vitest';
import packs from '../../generated/packs.json' with { type: 'json' };
import type { Pack } from '../../lint/pack.ts';
import { findingsOf } from '../text-testing.ts';
import { sexBound } from './sex-bound.ts';

/** The words of the rule are half of it: they are tested together. */
const rule = (packs as unknown as Pack[])
  .flatMap((pack) => pack.rules)
  .find(({ id }) => id === 'consistency/sex-content');
const { kind: _, ...RULE } = rule?.checks[0] ?? { kind: '' };

const said = (sex: string, age: string, text: string, section = '现病史') =>
  findingsOf(
    sexBound,
    RULE,
    `性别：${sex}  年龄：${age}\n入院时间：2024-03-01\n\n【入院记录】\n${section}：${text}\n`,
  ).map(({ data }) => data.text ?? data.section);

describe('a man', () => {
  it.each([
    ['停经39周入院。', '停经'],
    ['超声示子宫肌瘤。', '子宫肌瘤'],
    ['左侧卵巢见囊肿。', '卵巢'],
    ['阴道流血3天。', '阴道流血'],
    ['昨日行剖宫产术。', '剖宫产术'],
    ['CT示子宫未见明显异常。', '子宫'],
    ['妊娠期糖尿病。', '妊娠期糖尿病'],
  ])('has not %s', (text, word) => expect(said('男', '58岁', text)).toContain(word));

  it.each([
    '否认阴道流血。',
    '无停经、阴道流血。',
    '否认子宫异常。',
    '妻子妊娠3月，陪同产检时突发胸闷。',
    '母亲患子宫肌瘤，父亲体健。',
    '姐姐患卵巢癌。',
    '急诊行经皮冠状动脉介入治疗。',
    '乘车途中为孕妇让座时跌倒。',
    '胃镜示胃窦黏膜接触性出血。',
    '阵发性下腹痛2天。',
    '长期服用哺乳动物疫苗厂的饲料。',
    '□子宫 □卵巢 □前列腺。',
    '妊娠试验未做。',
  ])('may have it written: %s', (text) => expect(said('男', '58岁', text)).toEqual([]));

  it('has no menstrual history, unless it says so or stands blank', () => {
    expect(said('男', '58岁', '13岁初潮，经期5天', '月经史')).toEqual(['menstrual-history']);
    for (const text of ['无', '/', '__岁初潮', '不适用', '男性，13岁变声', '*岁初潮，经期*天'])
      expect(said('男', '58岁', text, '月经史')).toEqual([]);
    expect(said('女', '58岁', '13岁初潮，经期5天', '月经史')).toEqual([]);
  });
});

describe('a woman', () => {
  it.each([
    ['超声示前列腺增生。', '前列腺增生'],
    ['双侧睾丸无肿大。', '睾丸'],
    ['尿频3天，诊断前列腺炎。', '前列腺炎'],
  ])('has not %s', (text, word) => expect(said('女', '58岁', text, '体格检查')).toContain(word));

  it.each([
    '予前列腺素E1静脉滴注。',
    '予前列地尔10μg静脉滴注。',
    '总前列腺特异性抗原0.01ng/ml。',
    '丈夫患前列腺增生。',
    '父亲患前列腺癌，弟弟体健。',
    '外阴：阴蒂包皮无红肿。',
    '右腹股沟鞘膜积液。',
  ])('may have it written: %s', (text) => expect(said('女', '58岁', text)).toEqual([]));
});

it('of a child pregnancy and birth are the mother’s', () => {
  expect(said('男', '3天', '孕39周剖宫产娩出，子宫下段破裂。')).toEqual([]);
  expect(said('男', '13岁', '卵巢囊肿。')).toEqual([]);
  expect(said('男', '14岁', '卵巢囊肿。')).toHaveLength(1);
  expect(said('女', '3岁', '左侧睾丸肿大。')).toHaveLength(1);
  expect(said('男', '*岁', '卵巢囊肿。')).toEqual([]);
});

it('says nothing while the record disagrees with itself on the sex, or masks it', () => {
  expect(said('*', '58岁', '子宫肌瘤。')).toEqual([]);
  expect(said('男', '58岁', '患者，女，58岁，子宫肌瘤。')).toEqual([]);
});

it('parts sentences at full stops of half width', () => {
  expect(said('女', '54岁', '配偶及儿子体健.查体:前列腺增大.')).toContain('前列腺增大');
});
