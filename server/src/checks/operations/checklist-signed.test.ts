import { expect, it } from 'vitest';
import { findingsOf } from '../text-testing.ts';
import { checklistSigned } from './checklist-signed.ts';

const PARAMS = {
  document: ['safety-checklist'],
  phases: ['check-before-anesthesia', 'check-before-operation', 'check-before-leaving'],
  parties: {
    surgeon: ['surgeon', 'surgeon-signature', 'check-surgeon'],
    anesthetist: ['anesthetist', 'anesthetist-signature', 'check-anesthetist'],
    nurse: ['circulating-nurse', 'circulating-nurse-signature', 'check-nurse'],
  },
};
const said = (body: string) =>
  findingsOf(checklistSigned, PARAMS, `【手术安全核查表】\n${body}\n`).map(({ data }) => `${data.phase} ${data.party}`);
const all = '手术医师：王某  麻醉医师：严某  巡回护士：汤某';

it('asks each party in each phase', () => {
  expect(said(`麻醉实施前：核对\n${all}\n手术开始前：核对\n${all}\n离室前：核对\n${all}`)).toEqual([]);
  expect(
    said(`麻醉实施前：核对\n${all}\n手术开始前：核对\n手术医师：王某  巡回护士：汤某\n离室前：核对\n${all}`),
  ).toEqual(['check-before-operation anesthetist']);
  expect(said(`麻醉实施前：核对\n手术医师签名：\n麻醉医师签名：严某\n手术开始前：核对\n${all}`)).toEqual([
    'check-before-anesthesia surgeon',
    'check-before-anesthesia nurse',
  ]);
});

it('takes a phase of many rows that is signed in one of them', () => {
  const head = '| 核查阶段 | 核查内容 | 手术医师签名 | 麻醉医师签名 | 巡回护士签名 |\n';
  expect(said(`${head}| 麻醉实施前 | 身份 | 王某 | 严某 | 汤某 |\n| 麻醉实施前 | 部位 |  |  |  |`)).toEqual([]);
  expect(said(`${head}| 麻醉实施前 | 身份 | 王某 |  | 汤某 |`)).toEqual(['check-before-anesthesia anesthetist']);
});

it('says nothing of a form signed once, or by nobody', () => {
  expect(said(`麻醉实施前：核对\n手术开始前：核对\n离室前：核对\n${all}`)).toEqual([]);
  expect(said('麻醉实施前：核对\n手术医师：  麻醉医师：  巡回护士：')).toEqual([]);
});
