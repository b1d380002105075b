import { expect, it } from 'vitest';
import { findingsOf } from '../text-testing.ts';
import { discussionFirst } from './discussion-first.ts';

const PARAMS = { document: ['pre-op-discussion'], consents: ['consent-operation'], orders: true };
const HEAD = '住院号：Z1\n入院时间：2024-03-01 10:20\n\n';
const RECORD =
  '【手术记录】\n手术开始时间：2024-03-05 09:10  手术结束时间：2024-03-05 11:40\n手术名称：胆囊切除术\n术者签名：王某\n';
const discussion = (time: string) => `【术前讨论记录】\n讨论时间：${time}\n参加人员：王某\n医师签名：李某\n\n`;
const consent = (time: string) =>
  `【手术知情同意书】\n手术名称：胆囊切除术\n患者签名：陈某  签署时间：${time}\n医师签名：李某\n\n`;
const order = (time: string, text: string) =>
  `【临时医嘱单】\n| 开始时间 | 医嘱 | 开立医师 |\n| ${time} | ${text} | 李某 |\n\n`;
const said = (text: string) =>
  findingsOf(discussionFirst, PARAMS, HEAD + text + RECORD, '2024-03-10 00:00').map(({ message }) => message);

it('compares what is certain alone', () => {
  expect(said(consent('2024-03-04 14:59') + discussion('2024-03-04 15:00'))).toEqual(['consent']);
  expect(said(consent('2024-03-04 15:00') + discussion('2024-03-04 15:00'))).toEqual([]);
  expect(said(consent('2024-03-04') + discussion('2024-03-04 15:00'))).toEqual([]);
  expect(said(consent('2024-03-03') + discussion('2024-03-04'))).toEqual(['consent']);
});

it('takes the first discussion, and a consent signed anew', () => {
  expect(said(discussion('2024-03-03 15:00') + consent('2024-03-04 10:00') + discussion('2024-03-04 15:00'))).toEqual(
    [],
  );
  expect(said(consent('2024-03-03 15:00') + discussion('2024-03-04 15:00') + consent('2024-03-04 16:00'))).toEqual([]);
});

it('tells an order to operate from orders for the operation', () => {
  const after = discussion('2024-03-04 15:00');
  expect(said(order('2024-03-04 09:00', '拟明日在全麻下行胆囊切除术') + after)).toEqual(['order']);
  expect(said(order('2024-03-04 09:00', '胆囊切除术前备皮') + after)).toEqual([]);
  expect(said(order('2024-03-04 09:00', '明日抽血查肝功能') + after)).toEqual([]);
  expect(said(order('2024-03-04 16:00', '拟明日在全麻下行胆囊切除术') + after)).toEqual([]);
});
