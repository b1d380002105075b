import { describe, expect, it } from 'vitest';
import { findingsOf } from '../text-testing.ts';
import { sameStory } from './same-story.ts';

const PARAMS = {
  documents: ['admission-record'],
  summary: 'chief-complaint',
  story: 'present-illness',
  kinds: ['symptom'],
  ratio: 1.4,
  ratioUnderDay: 2,
  storyFrom: 10,
};

function ask(complaint: string, history: string, behind = '既往史：体健。\n') {
  const record = `【入院记录】\n主诉：${complaint}\n现病史：${history}\n${behind}`;
  return findingsOf(sameStory, PARAMS, record).map(
    ({ message, start, end, data }) => `${message} ⟦${record.slice(start, end)}⟧ ${data.other ?? ''}`,
  );
}

describe('same-story, symptoms', () => {
  it.each([
    ['none of them told', '咳嗽、咯血3天。', '3天前无明显诱因右膝疼痛。', ['symptom ⟦咳嗽⟧ ']],
    ['one of them told', '咳嗽、腹痛3天。', '3天前无明显诱因咳嗽。', []],
    ['told by another name', '发烧3天。', '3天前无明显诱因发热，体温38℃。', []],
    ['told in other words', '尿频3天。', '3天前自觉排尿次数增多。', []],
    ['denied', '咳嗽、发热3天。', '3天前无明显诱因咳嗽，无发热。', ['denied ⟦发热⟧ 发热']],
    ['denied at one time, told of another', '发热3天。', '3天前发热，昨日起无发热。', []],
    ['no symptom to look for', '体检发现结节3天。', '3天前右膝疼痛，来院就诊。', []],
  ])('%s', (_, complaint, history, said) => expect(ask(complaint, history)).toEqual(said));
});

describe('same-story, lengths of time', () => {
  it.each([
    ['another one', '腹痛3天。', '7天前无明显诱因腹痛。', ['duration ⟦3天⟧ 7天前']],
    ['the longest counts', '腹痛3年，加重1天。', '3年前无明显诱因腹痛，3天前加重。', []],
    ['in another unit', '腹痛1年。', '12个月前无明显诱因腹痛。', []],
    ['nearly the same', '腹痛3天。', '4天前无明显诱因腹痛。', []],
    ['hours are counted loosely', '腹痛3小时。', '5小时前无明显诱因腹痛。', []],
    ['loosely said', '腹痛10余年。', '近12年来无明显诱因腹痛。', []],
    ['a date', '腹痛3天。', '7天前受凉，3月1日无明显诱因腹痛。', []],
    ['a range of values is no date', '腹痛3天。', '7天前腹痛，肿物2.5cm×1.5cm。', ['duration ⟦3天⟧ 7天前']],
    ['the age of a pregnancy', '孕33周，腹痛1周。', '孕期顺利，1周前无明显诱因腹痛。', []],
    ['a unit left out', '胸闷半个月，加重3天。', '患者半个前熬夜后胸闷，近3天再次胸闷。', []],
    ['masked', '腹痛*天。', '7天前无明显诱因腹痛。', []],
    ['nothing counted back', '腹痛3天。', '无明显诱因腹痛，每次持续10分钟。', []],
  ])('%s', (_, complaint, history, said) => expect(ask(complaint, history)).toEqual(said));
});

it('asks nothing of a story that is cut off, too short, or told twice', () => {
  expect(ask('咳嗽3天。', '3天前无明显诱因右膝疼痛。', '')).toEqual([]);
  expect(ask('咳嗽3天。', '同前。')).toEqual([]);
  expect(ask('咳嗽3天。', '3天前无明显诱因右膝疼痛。', '现病史：补充如下，咳嗽。\n既往史：体健。\n')).toEqual([]);
});
