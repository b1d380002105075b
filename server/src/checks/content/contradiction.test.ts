import { describe, expect, it } from 'vitest';
import { findingsOf } from '../text-testing.ts';
import { contradiction } from './contradiction.ts';

const SOURCE = { documents: ['admission-record'], sections: ['past-history'] };
const TOPIC = {
  name: 'operation',
  denied: [
    { ...SOURCE, patterns: ['(?:否认|无)[^,。;]{0,12}手术'], except: ['其他'] },
    { ...SOURCE, sections: ['surgical-history'], labels: ['手术'], patterns: ['^(?:无|否认)(?:$|[,。])'] },
  ],
  stated: [{ ...SOURCE, patterns: ['阑尾切除术|胃切除术'], except: ['否认|无|父'], timed: ['年'] }],
  unlessElsewhere: ['误录'],
};

function ask(past: string, more = '') {
  const record = `【入院记录】\n主诉：腹痛3天。\n既往史：${past}\n个人史：无特殊。\n${more}`;
  return findingsOf(contradiction, { topics: [TOPIC] }, record).map(
    ({ message, start, end, data, related }) =>
      `${message} ⟦${record.slice(start, end)}⟧ ${data.stated} @${related.map((each) => record.slice(each.start, each.end))}`,
  );
}

const SAID = 'operation ⟦否认手术⟧ 阑尾切除术 @阑尾切除术';

describe('contradiction', () => {
  it('reports the denial and points at what it denies', () => {
    expect(ask('2010年行阑尾切除术。否认手术史。')).toEqual([SAID]);
    expect(ask('否认手术史。2010年行阑尾切除术。')).toEqual([SAID]);
  });

  it('reads a field that is denied as a whole, by its own label', () => {
    const stated = '2010年行阑尾切除术。';
    expect(ask(`${stated}\n手术史：无`)).toEqual(['operation ⟦无⟧ 阑尾切除术 @阑尾切除术']);
    expect(ask(`${stated}\n外伤史：无`)).toEqual([]);
    expect(ask(`${stated}\n手术史：无其他`)).toEqual([]);
  });

  it.each([
    ['nothing is denied', '2010年行阑尾切除术。'],
    ['nothing is stated', '否认手术史。'],
    ['others are denied', '2010年行阑尾切除术，否认其他手术史。'],
    ['it is said of somebody else', '2010年父亲行胃切除术，否认手术史。'],
    ['it is not said of another time', '行阑尾切除术，否认手术史。'.replace('行', '昨日行')],
  ])('is silent when %s', (_, past) => expect(ask(past)).toEqual([]));

  it('is silent where another document explains it', () => {
    const note = '\n2024-03-02 09:00  日常病程记录\n手术史为误录，已更正。\n';
    expect(ask('2010年行阑尾切除术。否认手术史。', note)).toEqual([]);
  });
});
