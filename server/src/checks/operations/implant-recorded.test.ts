import { expect, it } from 'vitest';
import { findingsOf } from '../text-testing.ts';
import { implantRecorded } from './implant-recorded.ts';

const PARAMS = {
  document: ['operation-record'],
  field: 'implant',
  group: 'implant',
  removal: 'implant-removal',
  barcodes: ['consumables-record'],
};
const said = (body: string, head = '', name = '锁骨骨折切开复位内固定术') =>
  findingsOf(implantRecorded, PARAMS, `${head}【手术记录】\n手术名称：${name}\n${body}\n术者签名：王某\n`).map(
    ({ message }) => message,
  );
const WHOLE = '住院号：Z1\n入院时间：2024-03-01 10:20  归档时间：2024-03-21 09:00\n\n';

it('wants kind and number', () => {
  expect(said('植入物：有')).toEqual(['count']);
  expect(said('植入物：锁定钢板1块、螺钉6枚')).toEqual([]);
  expect(said('植入物：锁定钢板')).toEqual(['count']);
  expect(said('植入物：有\n手术经过：以锁定钢板一块、螺钉六枚固定。')).toEqual([]);
  expect(said('手术经过：置入起搏器。')).toEqual(['count']);
});

it('wants the bar code of a whole chart alone', () => {
  expect(said('植入物：钢板1块', WHOLE)).toEqual(['barcode']);
  expect(said('植入物：钢板1块（条码0693421250409017）', WHOLE)).toEqual([]);
});

it('knows what is not left in the body', () => {
  expect(said('植入物：无')).toEqual([]);
  expect(said('手术经过：取出钢板、螺钉。', '', '锁骨骨折内固定取出术')).toEqual([]);
  expect(said('手术经过：放置引流管，外固定架固定。')).toEqual([]);
  expect(said('手术经过：骨折已愈合，未见补片移位，予固定敷料。')).toEqual([]);
  expect(said('植入物：***\n手术经过：钢板固定。')).toEqual([]);
});
