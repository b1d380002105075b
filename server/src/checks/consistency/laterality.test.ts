import { expect, it } from 'vitest';
import { findingsOf } from '../text-testing.ts';
import { laterality } from './laterality.ts';

const PARAMS = {
  diseases: ['femoral-neck-fracture', 'breast-cancer'],
  operations: true,
  planning: ['consent-operation'],
  pairs: [
    { fields: ['operation-name'], diagnoses: ['pre-op-diagnosis'], message: 'operation' },
    { fields: ['chief-complaint'], diagnoses: ['preliminary-diagnosis'], message: 'complaint' },
  ],
  neighbours: [['hip', 'femur']],
};
const note = (day: string, text: string) => `2024-03-${day} 09:00 日常病程记录\n${text}\n医师签名：李某\n\n`;
const said = (text: string) =>
  findingsOf(laterality, PARAMS, `住院号：Z1\n入院时间：2024-03-01 10:20\n\n${text}`).map(
    ({ message, data }) => `${message} ${data.item ?? data.given}`,
  );

it('points at the side that fewer documents tell, else at the later', () => {
  const right = note('01', '诊断右侧股骨颈骨折。') + note('02', '右侧股骨颈骨折，卧床。');
  expect(said(right + note('03', '左侧股骨颈骨折，卧床。'))).toEqual(['left femoral-neck-fracture']);
  expect(said(note('01', '右侧股骨颈骨折。') + note('02', '左侧股骨颈骨折。'))).toEqual(['left femoral-neck-fracture']);
});

it('lets a thing have both sides as soon as a document says so', () => {
  const one = note('01', '右侧股骨颈骨折。') + note('02', '左侧股骨颈骨折。');
  expect(said(one + note('03', '双侧股骨颈骨折。'))).toEqual([]);
  expect(said(one + note('03', '左侧股骨颈骨折，右侧股骨颈骨折。'))).toEqual([]);
});

it('counts what the patient has now', () => {
  expect(said(note('01', '右乳腺癌。') + note('02', '左侧未见乳腺癌。'))).toEqual([]);
  expect(said(note('01', '右乳腺癌。') + note('02', '其母患左乳腺癌。'))).toEqual([]);
  expect(said(note('01', '右侧股骨颈骨折。') + note('02', '左肺炎。'))).toEqual([]);
  const history = '【入院记录】\n既往史：3年前左侧股骨颈骨折。\n初步诊断：骨折\n医师签名：李某\n\n';
  expect(said(history + note('02', '右侧股骨颈骨折。'))).toEqual([]);
});

it('holds operation and complaint against the diagnosis', () => {
  const record = (diagnosis: string, name: string) => `【手术记录】\n术前诊断：${diagnosis}\n手术名称：${name}\n`;
  expect(said(record('右侧股骨颈骨折', '左侧人工股骨头置换术'))).toEqual(['operation 左侧人工股骨头置换术']);
  expect(said(record('右侧股骨颈骨折；左膝骨关节炎', '左膝关节置换术'))).toEqual([]);
  expect(said(record('左侧偏瘫', '右侧颅内血肿清除术'))).toEqual([]);
  expect(said('【入院记录】\n主诉：左髋疼痛1天。\n初步诊断：右侧股骨颈骨折\n')).toEqual(['complaint 左髋疼痛1天。']);
});
