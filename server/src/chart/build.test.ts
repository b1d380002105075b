import { describe, expect, it } from 'vitest';
import { formatMinutes } from '../syntax/moment.ts';
import { parseText } from '../syntax/text/parse.ts';
import { builtInVocabulary as vocabulary } from '../vocabulary/builtin.ts';
import { buildChart } from './build.ts';
import { groupFiles } from './group.ts';
import type { Chart, ChartEvent, EventKind } from './model.ts';

function chartOf(...texts: readonly string[]): Chart {
  const files = texts.map((text, i) => ({ name: `${i}.emr`, tree: parseText(text, vocabulary) }));
  return buildChart(files, vocabulary);
}

function events(chart: Chart, kind: EventKind): ChartEvent[] {
  return chart.events.filter((event) => event.kind === kind);
}

function textAt(chart: Chart, place: { file: string; start: number; end: number }): string {
  return chart.files.find((file) => file.name === place.file)?.tree.text.slice(place.start, place.end) ?? '';
}

const at = (event: ChartEvent | undefined, end: 'start' | 'end' = 'start') =>
  event?.[end] && formatMinutes(event[end].value.earliest);

const HEADER = `姓名：王某某  性别：女  年龄：58岁  出生日期：1966-01-12
住院号：Z20240301  住院次数：2  科室：心血管内科  床号：12
入院时间：2024-03-01 10:20  出院时间：2024-03-09 09:00  离院方式：医嘱离院
`;

describe('the stay', () => {
  it('reads patient, encounter and the stay from the header, each with its place', () => {
    const chart = chartOf(HEADER);
    expect(chart.id).toBe('Z20240301/2');
    expect(chart.encounter.type).toBe('inpatient');
    expect(chart.patient.sex?.value).toBe('female');
    expect(chart.patient.age?.value.years).toBe(58);
    expect(at(chart.encounter.admission)).toBe('2024-03-01T10:20');
    expect(at(chart.encounter.discharge)).toBe('2024-03-09T09:00');
    expect(textAt(chart, chart.encounter.admission?.source ?? { file: '', start: 0, end: 0 })).toBe('2024-03-01 10:20');
    expect(chart.encounter.death).toBeUndefined();
  });

  it('prefers the minute of the admission record to the day of the header, when they agree', () => {
    const chart = chartOf(
      '住院号：1\n入院时间：2024-03-01\n\n【入院记录】\n入院时间：2024-03-01 10:20\n主诉：胸闷3年。\n',
    );
    expect(at(chart.encounter.admission)).toBe('2024-03-01T10:20');
  });

  it('knows a death from 离院方式 and takes 死亡时间 for it', () => {
    const chart = chartOf(
      '住院号：1\n入院时间：2024-03-01 10:00\n出院时间：2024-03-03 08:00  离院方式：死亡\n\n【死亡记录】\n死亡时间：2024-03-03 07:41\n',
    );
    expect(at(chart.encounter.death)).toBe('2024-03-03T07:41');
  });

  it('is an outpatient chart by its 门诊号, an emergency one by its documents', () => {
    expect(chartOf('门诊号：M1  就诊时间：2024-03-01 09:00\n').encounter.type).toBe('outpatient');
    expect(
      chartOf('门诊号：M1  就诊时间：2024-03-01 09:00\n\n【急诊留观记录】\n2024-03-01 09:10\n').encounter.type,
    ).toBe('emergency');
  });
});

describe('documents', () => {
  it('are completed at signing, else 完成时间, else 记录时间, else the heading', () => {
    const completed = (text: string) => {
      const facts = chartOf(text).documents[0]?.facts;
      return facts?.completed?.moment && formatMinutes(facts.completed.moment.earliest);
    };
    expect(
      completed('【入院记录】\n记录时间：2024-03-01 15:30\n主诉：胸闷。\n医师签名：李某某  2024-03-01 16:00\n'),
    ).toBe('2024-03-01T16:00');
    expect(
      completed(
        '【入院记录】\n记录时间：2024-03-01 15:30  完成时间：2024-03-01 15:50\n主诉：胸闷。\n医师签名：李某某\n',
      ),
    ).toBe('2024-03-01T15:50');
    expect(completed('2024-03-01 14:10 首次病程记录\n病例特点：老年女性。\n')).toBe('2024-03-01T14:10');
  });

  it('take the first signing, not the later countersignature', () => {
    const facts = chartOf(
      '【手术记录】\n手术经过：顺利。\n医师签名：赵某  2024-03-02 12:00\n上级医师签名：李某某  2024-03-04 12:00\n',
    ).documents[0]?.facts;
    expect(facts?.completed?.moment && formatMinutes(facts.completed.moment.earliest)).toBe('2024-03-02T12:00');
    expect(facts?.signatures.length).toBe(2);
  });

  it('name who made the round, by title or by the opening sentence', () => {
    const chart = chartOf(
      `${HEADER}\n2024-03-02 09:00 王某某主任医师查房记录\n病情平稳。\n\n2024-03-03 09:00 日常病程记录\n今日李某某主治医师查房，患者无不适。\n\n2024-03-04 09:00 日常病程记录\n患者无不适，明日请主任医师查房。\n`,
    );
    expect(chart.documents.map(({ facts }) => facts.rounds.map((person) => person.rank))).toEqual([
      ['chief'],
      ['attending'],
      [],
    ]);
  });
});

describe('operations', () => {
  it('joins the witnesses of one operation and tells two of one day apart', () => {
    const record = (start: string, end: string, name: string) =>
      `【手术记录】\n手术开始时间：2024-03-02 ${start}  手术结束时间：2024-03-02 ${end}\n手术名称：${name}\n术者：王某某（主任医师）\n手术经过：顺利。\n\n`;
    const chart = chartOf(
      `${HEADER}\n${record('09:00', '10:30', '胆囊切除术')}【麻醉记录】\n手术开始时间：2024-03-02 09:05\n\n${record('20:00', '21:10', '剖腹探查止血术')}【手术安全核查记录】\n手术名称：剖腹探查止血术\n`,
    );
    const [first, second, ...more] = events(chart, 'operation');
    expect(more).toEqual([]);
    expect([at(first), at(first, 'end'), first?.recordedBy.length]).toEqual([
      '2024-03-02T09:00',
      '2024-03-02T10:30',
      2,
    ]);
    expect([at(second), at(second, 'end'), second?.recordedBy.length]).toEqual([
      '2024-03-02T20:00',
      '2024-03-02T21:10',
      2,
    ]);
    expect(first?.attributes.surgeon?.name).toBe('王某某');
  });

  it('is known from the anaesthesia record alone, and not from a plan or a consent', () => {
    const known = chartOf(
      `${HEADER}\n【麻醉记录】\n手术名称：阑尾切除术\n手术开始时间：2024-03-02 09:00  手术结束时间：2024-03-02 10:00\n`,
    );
    expect(events(known, 'operation').length).toBe(1);
    const planned = chartOf(
      `${HEADER}\n【术前小结】\n拟施手术名称：阑尾切除术\n\n【手术知情同意书】\n手术名称：阑尾切除术\n`,
    );
    expect(events(planned, 'operation')).toEqual([]);
  });

  it('ends a range at a clock time, past midnight if need be', () => {
    const chart = chartOf('【手术记录】\n手术时间：2024-03-02 22:30-01:15\n手术名称：阑尾切除术\n');
    expect(at(events(chart, 'operation')[0], 'end')).toBe('2024-03-03T01:15');
  });
});

describe('orders', () => {
  const sheet = (...rows: string[]) =>
    `${HEADER}\n【医嘱单】\n| 开始时间 | 类别 | 医嘱 | 停止时间 | 开立医师 |\n${rows.map((row) => `| ${row} |\n`).join('')}`;

  it('give periods of 病危 and 病重, ended by stop, by another condition or by 停病危', () => {
    const chart = chartOf(
      sheet('2024-03-01 10:40 | 长期 | 病危 |  | 李某某', '2024-03-02 09:00 | 长期 | 病重 | 2024-03-04 09:00 | 李某某'),
    );
    const periods = events(chart, 'condition').map((event) => [
      event.attributes.condition,
      at(event),
      at(event, 'end'),
    ]);
    expect(periods).toEqual([
      ['critical', '2024-03-01T10:40', '2024-03-02T09:00'],
      ['serious', '2024-03-02T09:00', '2024-03-04T09:00'],
    ]);
  });

  it('give procedures, transfusions and consultations nobody recorded, and no plan or material', () => {
    const chart = chartOf(
      sheet(
        '2024-03-02 10:00 | 临时 | 胸腔穿刺术 |  | 李某某',
        '2024-03-02 10:00 | 临时 | 一次性胸腔穿刺包 |  | 李某某',
        '2024-03-02 11:00 | 临时 | 备悬浮红细胞2U |  | 李某某',
        '2024-03-02 12:00 | 临时 | 输悬浮红细胞2U |  | 李某某',
        '2024-03-02 13:00 | 临时 | 请呼吸内科急会诊 |  | 李某某',
      ),
    );
    expect(events(chart, 'procedure').map((event) => textAt(chart, event.source))).toEqual(['胸腔穿刺术']);
    expect(events(chart, 'transfusion').map((event) => textAt(chart, event.source))).toEqual(['输悬浮红细胞2U']);
    expect(events(chart, 'consultation').map((event) => event.attributes.urgency)).toEqual(['urgent']);
    expect(events(chart, 'order').length).toBe(5);
  });
});

describe('consultations', () => {
  it('one record answers one order: a second department is still owed', () => {
    const chart = chartOf(
      `${HEADER}\n【医嘱单】\n| 开始时间 | 类别 | 医嘱 |\n| 2024-03-02 13:00 | 临时 | 请呼吸内科会诊 |\n| 2024-03-02 13:00 | 临时 | 请肾内科会诊 |\n| 2024-03-02 15:00 | 临时 | 请呼吸内科会诊 |\n\n【会诊记录】\n申请时间：2024-03-02 13:05\n会诊科室：呼吸内科\n`,
    );
    const owed = events(chart, 'consultation').filter((event) => event.recordedBy.length === 0);
    expect(owed.map((event) => event.attributes.to)).toEqual(['肾内科']);
  });
});

describe('critical values and transfers', () => {
  it('reads each row of the register', () => {
    const chart = chartOf(
      '【危急值报告登记】\n| 项目 | 结果 | 单位 | 报告时间 | 报告人 | 核对人 | 接收时间 | 接收人 | 复读 | 通知医师 | 通知时间 |\n| 血钾 | 6.8 | mmol/L | 2024-03-02 07:42 | 赵某 | 钱某 | 2024-03-02 07:45 | 孙护士 | 是 | 李某某 | 2024-03-02 07:46 |\n',
    );
    const [value] = events(chart, 'critical-value');
    expect(value?.attributes.name).toBe('血钾');
    expect(value?.attributes.arrived && formatMinutes(value.attributes.arrived.value.earliest)).toBe(
      '2024-03-02T07:45',
    );
  });

  it('pairs 转出记录 and 转入记录 of one move', () => {
    const chart = chartOf(
      `${HEADER}\n【转出记录】\n转出时间：2024-03-03 10:00\n转出科室：急诊科  转入科室：心内科\n\n【转入记录】\n转入时间：2024-03-03 10:30\n转出科室：急诊科  转入科室：心内科\n`,
    );
    const [transfer, ...more] = events(chart, 'transfer');
    expect(more).toEqual([]);
    expect(transfer?.recordedBy.map(({ facts }) => facts.kind)).toEqual(['transfer-out', 'transfer-in']);
  });
});

describe('grouping', () => {
  const file = (name: string, text: string) => ({ name, tree: parseText(text, vocabulary) });
  const names = (files: ReturnType<typeof file>[]) =>
    groupFiles(files, vocabulary).map((chart) => chart.map(({ name }) => name));

  it('joins files of one stay and lets a nameless file join the only chart of its folder', () => {
    const files = [
      file('a/course.txt', '2024-03-01 14:10 首次病程记录\n病例特点：男性。\n'),
      file('a/admission.txt', HEADER),
      file('a/z.txt', HEADER),
    ];
    expect(names(files)).toEqual([['a/admission.txt', 'a/course.txt', 'a/z.txt']]);
    expect(names([...files].reverse())).toEqual(names(files));
  });

  it('keeps a nameless file apart where the folder holds two charts, and charts of two folders apart', () => {
    const other = HEADER.replace('Z20240301', 'Z9');
    expect(
      names([file('a/1.txt', HEADER), file('a/2.txt', other), file('a/3.txt', '【入院记录】\n主诉：胸闷。\n')]),
    ).toEqual([['a/1.txt'], ['a/2.txt'], ['a/3.txt']]);
    expect(names([file('a/1.txt', HEADER), file('b/1.txt', HEADER)])).toEqual([['a/1.txt'], ['b/1.txt']]);
  });

  it('leaves a template by itself, whatever name stands in it', () => {
    const template = file('a/2.emrt', HEADER);
    expect(names([file('a/1.txt', HEADER), template, file('a/3.txt', '【入院记录】\n主诉：胸闷。\n')])).toEqual([
      ['a/1.txt', 'a/3.txt'],
      ['a/2.emrt'],
    ]);
    expect(buildChart([template], vocabulary)).toMatchObject({ id: '?/a/2.emrt', template: true });
  });

  it('tells stays of one patient apart by 住院次数', () => {
    expect(names([file('1.txt', HEADER), file('2.txt', HEADER.replace('次数：2', '次数：3'))])).toEqual([
      ['1.txt'],
      ['2.txt'],
    ]);
  });
});
