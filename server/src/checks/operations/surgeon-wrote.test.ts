import { expect, it } from 'vitest';
import { findingsOf } from '../text-testing.ts';
import { surgeonWrote } from './surgeon-wrote.ts';

const PARAMS = { document: ['operation-record'], surgeon: ['surgeon'], assistant: ['first-assistant'] };
const said = (people: string, signed: string) =>
  findingsOf(surgeonWrote, PARAMS, `【手术记录】\n手术名称：胆囊切除术\n${people}\n手术经过：顺利。\n${signed}\n`).map(
    ({ message }) => message,
  );

it('wants the signature of one of the surgeons', () => {
  expect(said('术者：王大明', '医师签名：李小红')).toEqual(['unsigned']);
  expect(said('术者：王大明、赵强', '医师签名：赵强')).toEqual([]);
  expect(said('术者：王某某', '医师签名：王大明')).toEqual([]);
  expect(said('术者：王大明', '')).toEqual([]);
  expect(said('', '医师签名：李小红')).toEqual([]);
});

it('lets the first assistant write, and nobody below', () => {
  const team = '术者：王大明  第一助手：李小红  第二助手：孙立';
  expect(said(team, '记录者：李小红\n术者签名：王大明')).toEqual([]);
  expect(said(team, '记录者：孙立\n术者签名：王大明')).toEqual(['writer']);
  expect(said('术者：王大明', '记录者：孙立\n术者签名：王大明')).toEqual([]);
});
