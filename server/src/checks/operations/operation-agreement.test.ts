import { expect, it } from 'vitest';
import { findingsOf } from '../text-testing.ts';
import { operationAgreement } from './operation-agreement.ts';

const PARAMS = {
  record: ['operation-record'],
  planned: ['consent-operation'],
  done: ['anesthesia-record', 'front-page'],
  names: ['operation-name', 'planned-operation', 'main-operation'],
  surgeons: ['surgeon', 'surgeon-signature'],
  neighbours: [['hip', 'femur']],
  explained: ['改行'],
};
const record = (name: string, more = '', day = '05') =>
  `【手术记录】\n手术开始时间：2024-03-${day} 09:10  手术结束时间：2024-03-${day} 11:40\n手术名称：${name}\n${more}\n\n`;
const consent = (name: string, more = '', day = '04') =>
  `【手术知情同意书】\n手术名称：${name}\n患者签名：陈某  签署时间：2024-03-${day} 16:00\n${more}\n\n`;
const said = (text: string) =>
  findingsOf(operationAgreement, PARAMS, `住院号：Z1\n入院时间：2024-03-01 10:20\n\n${text}`, '2024-03-20 00:00').map(
    ({ message, data }) => `${message} ${data.given}`,
  );

it('compares organs, not wording', () => {
  expect(said(consent('甲状腺癌根治术') + record('胆囊切除术'))).toEqual(['name 甲状腺癌根治术']);
  expect(said(consent('胃癌根治术') + record('远端胃切除术'))).toEqual([]);
  expect(said(consent('股骨颈骨折内固定术') + record('人工股骨头置换术'))).toEqual([]);
  expect(said(consent('某某改良术') + record('胆囊切除术'))).toEqual([]);
  expect(said(consent('甲状腺癌根治术') + record('胆囊切除术', '手术经过：改行胆囊切除。'))).toEqual([]);
});

it('compares sides of one operation', () => {
  expect(said(consent('左膝关节镜清理术') + record('右膝关节镜清理术'))).toEqual(['side 左膝关节镜清理术']);
  expect(said(consent('左膝关节镜清理术') + record('左、右膝关节镜清理术'))).toEqual([]);
  expect(said(consent('左**术') + record('右膝关节镜清理术'))).toEqual([]);
});

it('holds a paper against its own operation', () => {
  const first = consent('左膝关节置换术', '', '04') + record('左膝关节置换术', '', '05');
  const second = consent('右膝关节置换术', '', '09') + record('右膝关节置换术', '', '10');
  expect(said(first + second)).toEqual([]);
  expect(said(first + consent('左膝关节置换术', '', '09') + record('右膝关节置换术', '', '10'))).toEqual([
    'side 左膝关节置换术',
  ]);
});

it('compares surgeons, the team aside', () => {
  expect(said(consent('胆囊切除术', '术者签名：赵强') + record('胆囊切除术', '术者：王大明'))).toEqual([
    'surgeon 赵强',
  ]);
  expect(said(consent('胆囊切除术', '术者签名：赵强') + record('胆囊切除术', '术者：王大明  第一助手：赵强'))).toEqual(
    [],
  );
  expect(said(consent('胆囊切除术', '术者签名：王某某') + record('胆囊切除术', '术者：王大明'))).toEqual([]);
});
