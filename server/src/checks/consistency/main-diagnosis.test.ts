import { describe, expect, it } from 'vitest';
import { builtInVocabulary as vocabulary } from '../../vocabulary/builtin.ts';
import { findingsOf } from '../text-testing.ts';
import { outcome } from './outcome.ts';
import { mayBeSameDisease } from './same-disease.ts';

const FAMILIES = [['chd', 'angina', 'myocardial-infarction', 'acs']];
const same = (a: string, b: string) => mayBeSameDisease(a, b, FAMILIES, vocabulary);

describe('two diagnoses', () => {
  it.each([
    ['不稳定型心绞痛', '冠状动脉粥样硬化性心脏病'],
    ['急性ST段抬高型心肌梗死', '急性冠脉综合征'],
    ['2型糖尿病（E11.900）', '糖尿病'],
    ['肺部感染', '社区获得性肺炎'],
    ['胃恶性肿瘤', '胃窦癌（pT3N1M0）'],
    ['右侧腹股沟斜疝', '腹股沟疝'],
    ['慢性阻塞性肺病伴急性加重', 'AECOPD'],
    ['肺占位性病变', '肺恶性肿瘤'],
    ['急性阑尾炎', '急性化脓性阑尾炎伴穿孔'],
    ['发热', '发热待查'],
    ['冠心病', '扩张型心肌病'],
    ['', '肺炎'],
  ])('%s and %s may be one disease', (a, b) => {
    expect(same(a, b)).toBe(true);
    expect(same(b, a)).toBe(true);
  });

  it.each([
    ['脑出血', '急性脑梗死'],
    ['高血压病3级', '2型糖尿病'],
    ['急性阑尾炎', '急性胆囊炎'],
    ['胃癌', '肺癌'],
    ['股骨颈骨折', '骨质疏松症'],
    ['慢性肾功能不全', '慢性心功能不全'],
  ])('%s and %s may not', (a, b) => {
    expect(same(a, b)).toBe(false);
    expect(same(b, a)).toBe(false);
  });
});

describe('how the stay ended', () => {
  const RULE = {
    told: ['disposition', 'discharge-condition'],
    alive: ['好转', '治愈', '医嘱离院'],
    dead: ['死亡'],
    deathDocuments: ['death-record'],
    aliveCodes: ['1', '2', '3'],
  };
  const DEATH = '\n【死亡记录】\n死亡时间：2024-03-05 14:20\n';
  const said = (way: string, more = DEATH) =>
    findingsOf(outcome, RULE, `姓名：王某某  离院方式：${way}\n${more}`).map(({ data }) => data.stated);

  it.each(['好转', '1 医嘱离院', '1.医嘱离院', '医嘱离院', '1', '患者病情好转'])('%s excludes a death', (way) =>
    expect(said(way)).toHaveLength(1),
  );

  it.each([
    '死亡',
    '5',
    '5 死亡',
    '4 非医嘱离院',
    '非医嘱离院',
    '自动出院',
    '□好转 □死亡',
    '好转□ 死亡□',
    '*',
    '9',
    '1次',
  ])('%s does not', (way) => expect(said(way)).toEqual([]));

  it('needs a death', () => {
    expect(said('好转', '')).toEqual([]);
    expect(said('好转', '\n【死亡记录】\n')).toEqual([]);
    expect(said('死亡', '\n【出院记录】\n出院情况：好转。\n')).toEqual(['好转']);
  });
});
