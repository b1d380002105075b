import { describe, expect, it } from 'vitest';
import { findingsOf } from '../text-testing.ts';
import { sameThroughout } from './same-throughout.ts';

const said = (of: string, record: string) =>
  findingsOf(sameThroughout, { of }, record).map(({ data }) => `${data.document} ${data.stated} (${data.expected})`);
const two = (of: string, field: string, a: string, b: string) =>
  said(of, `${field}：${a}\n入院时间：2024-03-01 10:20\n\n【入院记录】\n${field}：${b}\n主诉：胸闷。\n`);

describe('names', () => {
  it.each([
    ['王建国', '王建国（已故）'],
    ['王建国', '王 建　国'],
    ['王某某', '王建国'],
    ['王**', '王建国'],
    ['某某', '李小红'],
    ['无名氏', '李小红'],
    ['江某', '江某之子'],
    ['买买提·吐尔逊', '买买提•吐尔逊'],
    ['王建国 男 58岁', '李小红'],
  ])('%s and %s may be one person', (a, b) => expect(two('name', '姓名', a, b)).toEqual([]));

  it.each([
    ['王建国', '李建国'],
    ['王建国', '王建过'],
    ['王某某', '李某某'],
    ['买买提·吐尔逊', '艾力·吐尔逊'],
  ])('%s and %s may not', (a, b) => expect(two('name', '姓名', a, b)).toEqual([`admission-record ${b} (${a})`]));

  it('hears a name where it is surely one', () => {
    const told = (text: string) =>
      said('name', `姓名：王建国\n入院时间：2024-03-01\n\n2024-03-02 09:00  日常病程记录\n${text}\n`);
    expect(told('患者张某某，胸闷好转。')).toEqual(['progress-note 张某某 (王建国)']);
    expect(told('患者李建军，男，58岁，胸闷好转。')).toEqual(['progress-note 李建军 (王建国)']);
    for (const text of [
      '患者王某某，胸闷好转。',
      '患者王建国，男，58岁。',
      '患者高龄，女，90岁。',
      '患者张某某之妻代诉。',
      '患者高热3天。',
      '患者时有胸闷，男，58岁。',
    ])
      expect(told(text)).toEqual([]);
  });

  it('holds what most say against the one, and never a masked name', () => {
    const record = (names: readonly string[]) =>
      names.map((name, i) => `【${['病案首页', '入院记录', '出院记录', '手术记录'][i]}】\n姓名：${name}\n`).join('\n');
    expect(said('name', record(['李小红', '王建国', '王建国']))).toEqual(['front-page 李小红 (王建国)']);
    expect(said('name', record(['王**', '王建国', '王建国', '王小明']))).toEqual(['operation-record 王小明 (王建国)']);
  });
});

describe('sex', () => {
  it.each([
    ['男', '男性'],
    ['1', '男'],
    ['男', '□男 □女'],
    ['男', '*'],
    ['男', '男/女'],
  ])('%s and %s agree', (a, b) => expect(two('sex', '性别', a, b)).toEqual([]));

  it('differs', () => expect(two('sex', '性别', '男', '女性')).toEqual(['admission-record 女 (男)']));

  const told = (text: string) => said('sex', `性别：男\n入院时间：2024-03-01 10:20\n\n【入院记录】\n现病史：${text}\n`);

  it.each([
    '患者，女，58岁，胸闷3年。',
    '患者女性，胸闷3年。',
    '患者李某某，女，58岁。',
    '李某某，女性，58岁。',
    '58岁女性，胸闷3年。',
    '患者老年女性，胸闷3年。',
    '1. 患者为中年女性，慢性病程。',
  ])('hears %s', (text) => expect(told(text)).toEqual(['admission-record 女 (男)']));

  it.each([
    '患者女儿，30岁，代诉。',
    '患者之妻，女，50岁，代诉。',
    '患者女友发现其昏迷。',
    '患者因胸闷3年，女儿陪同就诊。',
    '其女，30岁，体健。',
    '胸闷3年。患者，女，58岁。',
  ])('hears nothing of the patient in %s', (text) => expect(told(text)).toEqual([]));
});

describe('numbers', () => {
  it.each([
    ['Z20240301', 'z20240301'],
    ['0012345', '12345'],
    ['１２３４５', '12345'],
    ['12345', '12345-2'],
    ['12345', '12345(2)'],
    ['12345', '1234*'],
    ['12345', '见首页'],
  ])('%s and %s are one', (a, b) => expect(two('admission-number', '住院号', a, b)).toEqual([]));

  it('differ', () => {
    expect(two('admission-number', '住院号', '12345', '12354')).toEqual(['admission-record 12354 (12345)']);
    expect(two('admission-number', '住院号', 'Z123-12', 'Z124-12')).toEqual(['admission-record Z124-12 (Z123-12)']);
  });

  it('of another name are not compared', () =>
    expect(said('admission-number', '住院号：12345\n\n【入院记录】\n病案号：998\n主诉：胸闷。\n')).toEqual([]));
});

describe('blood groups', () => {
  it.each([
    ['A', 'A型'],
    ['O型 Rh(D)阳性', 'O'],
    ['“AB”型，RhD(+)', 'AB型 Rh阳性'],
    ['B型', '待查'],
    ['A型', 'A亚型？'],
    ['A型', 'A、B抗体阴性'],
  ])('%s and %s agree', (a, b) => expect(two('blood-group', '血型', a, b)).toEqual([]));

  it('differ', () => {
    expect(two('blood-group', '血型', 'A', 'AB型')).toEqual(['admission-record AB型 (A型)']);
    expect(two('blood-group', '血型', 'A型Rh阳性', 'A型 Rh(-)')).toEqual(['admission-record A型 Rh(-) (A型 Rh(+))']);
  });
});

describe('times', () => {
  it('compares admission and discharge by the day, with two hours across midnight', () => {
    expect(two('admission-day', '入院时间', '2024-03-01 23:00', '2024-03-02 01:00')).toEqual([]);
    expect(two('admission-day', '入院时间', '2024-03-01 23:00', '2024-03-02 01:01')).toHaveLength(1);
    expect(two('admission-day', '入院时间', '2024-03-01 08:00', '2024-03-01 20:00')).toEqual([]);
    expect(two('admission-day', '入院时间', '2024-03-01', '2024-03-02')).toHaveLength(1);
    expect(two('admission-day', '入院时间', '2024-03-01', '2024-03-02 00:30')).toEqual([]);
    expect(two('discharge-day', '出院时间', '2024-03-0*', '2024-03-02')).toEqual([]);
  });

  const death = (text: string) =>
    said('death-time', `死亡时间：2024-03-05 14:20\n\n【抢救记录】 2024-03-05 15:00\n抢救措施：${text}\n`);

  it.each([
    '14:20宣布临床死亡。',
    '于2024-03-05 14:20宣布临床死亡。',
    '13:50心跳停止。14时20分心电图呈直线，宣告患者临床死亡。',
    '经抢救无效，宣布临床死亡，家属14:40签字。',
    '13:50心跳停止，抢救至14:2*，宣布临床死亡。',
    '13:50心跳停止；宣布临床死亡。',
  ])('agrees with %s', (text) => expect(death(text)).toEqual([]));

  it.each([
    ['14:25宣布临床死亡。', '14:25'],
    ['13:50心跳停止，抢救至14:30宣告死亡。', '14:30'],
    ['于2024-03-04 14:20宣布临床死亡。', '2024-03-04T14:20'],
  ])('differs from %s', (text, stated) => expect(death(text)).toEqual([`rescue-record ${stated} (2024-03-05T14:20)`]));

  it('compares no more than is known', () => {
    expect(two('death-time', '死亡时间', '2024-03-05 14:20', '2024-03-05')).toEqual([]);
    expect(two('death-time', '死亡时间', '2024-03-05 14:20', '2024-03-06')).toHaveLength(1);
    expect(two('death-time', '死亡时间', '2024-03-05 14:20', '2024-03-05 14:21')).toHaveLength(1);
  });
});

it('leaves a document of somebody else to its name', () => {
  const record = '姓名：王建国\n性别：男\n\n【检验报告】\n姓名：李小红  性别：女  报告时间：2024-03-02 07:40\n';
  expect(said('sex', record)).toEqual([]);
  expect(said('name', record)).toEqual(['lab-report 李小红 (王建国)']);
});
