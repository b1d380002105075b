import { describe, expect, it } from 'vitest';
import { outline } from './outline.ts';

const lines = (...all: readonly string[]) => outline(`${all.join('\n')}\n`);

describe('charts', () => {
  it('reads header, documents, sections, fields and signatures', () => {
    expect(
      lines(
        '姓名：王某某  性别：男  年龄：58岁',
        '住院号：Z20240301  血型：A型  住院次数：1',
        '入院时间：2024-03-01 10:20',
        '',
        '【入院记录】',
        '记录时间：2024-03-01 15:30   病史陈述者：患者本人',
        '主诉：反复胸闷3年，加重1天。',
        '初步诊断：1. 冠状动脉粥样硬化性心脏病',
        '2. 高血压病',
        '医师签名：李某某（住院医师）  2024-03-01 16:00',
      ),
    ).toEqual([
      'chart-header',
      '  name “王某某”',
      '  sex “男”',
      '  age “58岁”',
      '  admission-number “Z20240301”',
      '  blood-group “A型”',
      '  admission-count “1”',
      '  admission-time “2024-03-01 10:20”',
      'admission-record 入院记录',
      '  recorded-time “2024-03-01 15:30”',
      '  informant “患者本人”',
      '  chief-complaint “反复胸闷3年，加重1天。”',
      '  preliminary-diagnosis “1. 冠状动脉粥样硬化性心脏病⏎2. 高血压病”',
      '  physician-signature “李某某（住院医师）  2024-03-01 16:00” signed 李某某/resident @2024-03-01 16:00',
    ]);
  });

  it.each([
    ['【入院记录】', 'admission-record 入院记录'],
    ['# 入院记录', 'admission-record 入院记录'],
    ['入院记录', 'admission-record 入院记录'],
    ['入 院 记 录', 'admission-record 入院记录'],
    ['入  院  记  录', 'admission-record 入院记录'],
    ['入院记录：', 'admission-record 入院记录'],
    ['入院记录（续页）', 'admission-record 入院记录(续页)'],
    ['第3次入院记录', 'readmission-record 第3次入院记录'],
    ['XX科第1次入院记录', 'admission-record xx科第1次入院记录'],
    ['2024-03-01 14:10 首次病程记录', 'first-progress-note 首次病程记录 @2024-03-01 14:10'],
    ['2024-03-01 14:10 【首次病程记录】', 'first-progress-note 首次病程记录 @2024-03-01 14:10'],
    ['首次病程记录 2024-03-01 14:10', 'first-progress-note 首次病程记录 @2024-03-01 14:10'],
    ['【首次病程记录】2024年3月1日14时10分', 'first-progress-note 首次病程记录 @2024年3月1日14时10分'],
    ['2024-03-05 09:00 王某某主任医师查房记录', 'ward-round 王某某主任医师查房记录 @2024-03-05 09:00 王某某/chief'],
    ['2024-03-06 08:30 主治医师查房', 'ward-round 主治医师查房 @2024-03-06 08:30 ?/attending'],
    ['术后第二天甲教授查房记录', 'ward-round 术后第二天甲教授查房记录 甲/professor'],
    ['【某某评估记录】', 'unknown 某某评估记录'],
    ['2024-03-06 08:30 某某评估记录', 'unknown 某某评估记录 @2024-03-06 08:30'],
  ])('knows the heading %s', (line, expected) => {
    expect(lines('姓名：王某某', line, '患者神志清楚。')).toEqual([
      'chart-header',
      '  name “王某某”',
      expected,
      '  text “患者神志清楚。”',
    ]);
  });

  it.each([
    '拟行手术同意书',
    '患者家属已签署手术同意书',
    '请心内科会诊',
    '2024-03-06 08:30 胸部CT示肺炎',
    '手术记录单见附页，余同前',
    '【待填】',
    '1. 入院记录中主诉不全',
  ])('takes no sentence for a heading: %s', (line) => {
    expect(lines('入院记录', '现病史：患者3年前胸闷。', line)).toEqual([
      'admission-record 入院记录',
      `  present-illness “患者3年前胸闷。⏎${line}”`,
    ]);
  });
});

describe('sections', () => {
  it.each([
    '主诉：咳嗽3天',
    '主  诉： 咳嗽3天',
    '主诉(Chief complaint)：咳嗽3天',
    '【主诉】咳嗽3天',
    '【主诉】：咳嗽3天',
    '## 主诉\n咳嗽3天',
    '主诉：\n咳嗽3天',
    '主诉\n咳嗽3天',
    '一、主诉：咳嗽3天',
    '1. 主诉：咳嗽3天',
    '（一）主诉\n咳嗽3天',
    '<主诉>\n咳嗽3天\n</主诉>',
  ])('knows the heading %j', (line) => {
    expect(lines('入院记录', line)).toEqual(['admission-record 入院记录', '  chief-complaint “咳嗽3天”']);
  });

  it('keeps unknown ones, and items apart from headings', () => {
    expect(
      lines(
        '2024-03-01 14:10 首次病程记录',
        '一、病例特点',
        '1. 58岁男性。',
        '2. 既往史：体健。',
        '二、拟诊讨论',
        '1. 诊断依据：胸痛。',
        '三、护理要点',
        '卧床',
        '【某某评分】',
        '3分',
      ),
    ).toEqual([
      'first-progress-note 首次病程记录 @2024-03-01 14:10',
      '  case-features “1. 58岁男性。⏎2. 既往史：体健。”',
      '  diagnostic-discussion “1. 诊断依据：胸痛。”',
      '  ?护理要点 “卧床”',
      '  ?某某评分 “3分”',
    ]);
  });

  it('cuts sections run together on one line, and nothing that prose says in passing', () => {
    expect(
      lines(
        '主诉:间断气短5年,现病史:患者5年前气短，于外院就诊，诊断：肺炎，治疗：抗炎。既往史:高血压。查体:T：36.3℃，P：63次/分。',
      ),
    ).toEqual([
      'admission-record',
      '  chief-complaint “间断气短5年,”',
      '  present-illness “患者5年前气短，于外院就诊，诊断：肺炎，治疗：抗炎。”',
      '  past-history “高血压。”',
      '  physical-exam “T：36.3℃，P：63次/分。”',
    ]);
    expect(
      lines('2024-03-02 09:00 日常病程记录', '今日查房，患者主诉:无不适。今日查体：T36.5℃，诊断：肺炎明确。'),
    ).toEqual([
      'progress-note 日常病程记录 @2024-03-02 09:00',
      '  text “今日查房，患者主诉:无不适。今日查体：T36.5℃，诊断：肺炎明确。”',
    ]);
  });

  it('reads two documents in one line', () => {
    expect(lines('入院记录：T：37℃，P：98次/分。出院记录：患者经规律治疗后，好转。')).toEqual([
      'admission-record 入院记录',
      '  text “T：37℃，P：98次/分。”',
      'discharge-record 出院记录',
      '  text “患者经规律治疗后，好转。”',
    ]);
  });

  it('gives a lone fragment no kind', () => {
    expect(lines('辅助检查:心电图：窦性心律。')).toEqual(['unknown', '  auxiliary-exam “心电图：窦性心律。”']);
    expect(lines('<病例特点>', '1、 中年男性', '</病例特点>', '<鉴别诊断>', '无需鉴别.', '</鉴别诊断>')[0]).toBe(
      'first-progress-note',
    );
  });
});

describe('fields and signatures', () => {
  it('parts fields by wide blanks, and by a single one before a known label', () => {
    expect(lines('姓 名：王某某 性 别：男\t年龄：58岁\u3000床号：12')).toEqual([
      'chart-header',
      '  name “王某某”',
      '  sex “男”',
      '  age “58岁”',
      '  bed “12”',
    ]);
  });

  it('takes the line under an empty field for its value only when it can be', () => {
    expect(
      lines(
        '抢救记录',
        '抢救开始时间：',
        '2024-03-01 09:30',
        '主持人：',
        '王某某主任医师',
        '抢救结束时间：',
        '患者死亡。',
      ),
    ).toEqual([
      'rescue-record 抢救记录',
      '  rescue-start “2024-03-01 09:30”',
      '  host “王某某主任医师”',
      '  rescue-end “”',
      '  text “患者死亡。”',
    ]);
  });

  it('keeps an unknown label at line start as text', () => {
    expect(lines('入院记录', '主诉：咳嗽', '心脏：心率80次/分')).toEqual([
      'admission-record 入院记录',
      '  chief-complaint “咳嗽⏎心脏：心率80次/分”',
    ]);
  });

  it('reads signatures side by side, without label, and behind the last sentence', () => {
    expect(
      lines(
        '2024-03-02 09:00 日常病程记录',
        '好转。',
        '住院医师：李某某    主治医师：赵某',
        '李某某/王某某',
        '继续治疗。甲/乙',
      ),
    ).toEqual([
      'progress-note 日常病程记录 @2024-03-02 09:00',
      '  text “好转。”',
      '  resident-signature “李某某” signed 李某某/resident',
      '  attending-signature “赵某” signed 赵某/attending',
      '  text “李某某/王某某” signed 李某某 王某某',
      '  text “继续治疗。”',
      '  text “甲/乙” signed 甲 乙',
    ]);
  });

  it('reads an unfilled form', () => {
    expect(lines('入院记录', '门诊诊断：处置治疗：电子签名：【】', '陈述者签名：  年  月  日  时  分')).toEqual([
      'admission-record 入院记录',
      '  outpatient-diagnosis “处置治疗：”',
      '  physician-signature “【】” signed',
      '  patient-signature “年  月  日  时  分” signed',
    ]);
  });
});

describe('time lines', () => {
  it('belong to the heading above, the heading below, the signature above, or open a note', () => {
    expect(
      lines(
        '日常病程记录',
        '2024-03-01 10:00',
        '今日查房。',
        '主治医师：甲',
        '2024-03-02 10:00',
        '乙副主任医师查房记录',
        '好转。',
        '副主任医师：乙',
        '2024-03-03 10:00',
        '',
        '2024-03-04 10:00',
        '出院。',
      ),
    ).toEqual([
      'progress-note 日常病程记录 @2024-03-01 10:00',
      '  text “今日查房。”',
      '  attending-signature “甲” signed 甲/attending',
      'ward-round 乙副主任医师查房记录 @2024-03-02 10:00 乙/associate-chief',
      '  text “好转。”',
      '  associate-chief-signature “乙⏎2024-03-03 10:00” signed 乙/associate-chief @2024-03-03 10:00',
      'progress-note',
      '  text “2024-03-04 10:00⏎出院。”',
    ]);
  });

  it('sign when the heading below has a time of its own', () => {
    expect(
      lines('日常病程记录', '好转。', '主治医师：甲', '2024-03-02 10:00', '2024-03-03 09:00 日常病程记录')[2],
    ).toContain('@2024-03-02 10:00');
    expect(
      lines('日常病程记录', '好转。', '主治医师：甲', '2024-03-02 10:00', '出院记录', '记录时间：2024-03-03 09:00')[2],
    ).toContain('@2024-03-02 10:00');
  });

  it('are content inside a rescue record', () => {
    expect(lines('抢救记录', '抢救经过：', '2024-03-01 09:40', '给予肾上腺素', '2024-03-01 09:50', '死亡')).toEqual([
      'rescue-record 抢救记录',
      '  rescue-measures “2024-03-01 09:40⏎给予肾上腺素⏎2024-03-01 09:50⏎死亡”',
    ]);
  });
});

it('reads progress notes run together on one line', () => {
  expect(
    lines(
      '2000-01-03 15:43　　　　　术后第三天记录术后第3天，患者好。继续当前治疗。甲/乙2000-01-05 11:07　　　　　甲主治医师查房记录    今日甲主治医师查房，患者主诉:无。甲/乙2000-01-0609:33　　　　　术后第二天甲教授查房记录 好。',
    ),
  ).toEqual([
    'progress-note 术后第三天记录 @2000-01-03 15:43',
    '  text “术后第3天，患者好。继续当前治疗。”',
    '  text “甲/乙” signed 甲 乙',
    'ward-round 甲主治医师查房记录 @2000-01-05 11:07 甲/attending',
    '  text “今日甲主治医师查房，患者主诉:无。”',
    '  text “甲/乙” signed 甲 乙',
    'ward-round 术后第二天甲教授查房记录 @2000-01-0609:33 甲/professor',
    '  text “好。”',
  ]);
});

it('guesses a record of a visit under the header of a visit', () => {
  const body = ['主诉：腹痛6小时', '现病史：烧烤后腹痛', '既往史：体健', '体格检查：腹软', '处理：留观'];
  expect(lines('门诊号：JZ1  姓名：卜某  就诊时间：2025-06-30 23:15', ...body)).toContain('outpatient-record');
  expect(lines('住院号：1  门诊号：JZ1  姓名：卜某', ...body)).toContain('admission-record');
});

it('reads a note in one line, single blanks between its time, its title and its text', () => {
  expect(
    lines(
      '2025-01-06 16:20 病程记录 患者无不适.继续观察. 甲某某',
      '2025-01-07 08:50 吴某某主治医师查房记录 患者好转.',
      '2025-01-08 病程记录 中记载血压稳定。',
      '出院记录 姓名:徐某 性别:女 入院诊断:肺炎.诊疗经过:抗炎.',
      '手术记录 见另页',
    ),
  ).toEqual([
    'progress-note 病程记录 @2025-01-06 16:20',
    '  text “患者无不适.继续观察.”',
    '  text “甲某某” signed 甲某某',
    'ward-round 吴某某主治医师查房记录 @2025-01-07 08:50 吴某某/attending',
    '  text “患者好转.⏎2025-01-08 病程记录 中记载血压稳定。”',
    'discharge-record 出院记录',
    '  name “徐某”',
    '  sex “女”',
    '  admission-diagnosis “肺炎.”',
    '  course “抗炎.⏎手术记录 见另页”',
  ]);
});

it('takes a full stop of half width for the end of a sentence, and no decimal point', () => {
  expect(lines('主  诉:咳嗽3天.现病史:咳嗽3天,T38.5℃.既往史:体健.个人史:无特殊.')).toEqual([
    'admission-record',
    '  chief-complaint “咳嗽3天.”',
    '  present-illness “咳嗽3天,T38.5℃.”',
    '  past-history “体健.”',
    '  personal-history “无特殊.”',
  ]);
});

it('finds the first document behind the header on one line, and fields right behind a heading', () => {
  expect(lines('姓名：王某某  离院方式：医嘱离院  入院记录  性别：男 记录时间：2024-12-09 18:30 主诉：咳嗽,')).toEqual([
    'chart-header',
    '  name “王某某”',
    '  disposition “医嘱离院”',
    'admission-record 入院记录',
    '  sex “男”',
    '  recorded-time “2024-12-09 18:30”',
    '  chief-complaint “咳嗽,”',
  ]);
  expect(lines('2024-12-16 10:30　　　出院记录入院日期：2024-12-09 出院日期：2024-12-16')).toEqual([
    'discharge-record 出院记录 @2024-12-16 10:30',
    '  admission-time “2024-12-09”',
    '  discharge-time “2024-12-16”',
  ]);
});

describe('tables', () => {
  it('of pipes, with and without a rule, short and long rows', () => {
    expect(
      lines(
        '【检验报告】 2024-03-02 07:40',
        '| 项目 | 结果 | 单位 |',
        '|---|:--:|',
        '| 钾 | 6.8 | mmol/L |',
        '| 钠 |',
        '| 氯 | 1 | 2 | 3 |',
      ),
    ).toEqual([
      'lab-report 检验报告 @2024-03-02 07:40',
      '  text',
      '    item | result | unit',
      '    钾 | 6.8 | mmol/L',
      '    钠 |  | ',
      '    氯 | 1 | 2 | 3',
    ]);
  });

  it('of blanks, where each cell is told by what it is', () => {
    expect(
      lines(
        '医嘱单',
        '开始日期时间    类别  医嘱内容    医师签名    停止日期时间',
        '2024-03-01 10:40    长期  病重    李某某    2024-03-03 09:00',
        '2024-03-01 10:45    胸部CT平扫    李某某',
        '2024-03-01 10:50    临时  血常规  2024-03-01 11:00',
        '',
        '2024-03-01 14:10  首次病程记录',
      ),
    ).toEqual([
      'order-sheet 医嘱单',
      '  text',
      '    start-time | order-type | order | ordering-physician | stop-time',
      '    2024-03-01 10:40 | 长期 | 病重 | 李某某 | 2024-03-03 09:00',
      '    2024-03-01 10:45 |  | 胸部CT平扫 | 李某某 | ',
      '    2024-03-01 10:50 | 临时 | 血常规 |  | 2024-03-01 11:00',
      'first-progress-note 首次病程记录 @2024-03-01 14:10',
    ]);
  });

  it('of tabs, which keep empty cells', () => {
    expect(
      lines('医嘱单', '开始时间\t医嘱\t开立医师\t停止时间', '2024-03-01 10:40\t病重\t\t2024-03-03 09:00').slice(2),
    ).toEqual([
      '    start-time | order | ordering-physician | stop-time',
      '    2024-03-01 10:40 | 病重 |  | 2024-03-03 09:00',
    ]);
  });

  it('told in prose, in a report', () => {
    expect(
      lines(
        '检验检查报告',
        '报告时间：2024-03-02 07:40',
        '【血生化】',
        '钾 2.6 mmol/L ↓（危急值，参考范围 3.5-5.3）',
        '钠：140 mmol/L',
        '肌钙蛋白I <0.01 ng/ml（0-0.04）',
      ).slice(3),
    ).toEqual([
      '    item | result | unit | flag | reference',
      '    钾 | 2.6 | mmol/L | 危急值 | 3.5-5.3',
      '    钠 | 140 | mmol/L |  | ',
      '    肌钙蛋白I | <0.01 | ng/ml |  | 0-0.04',
    ]);
  });
});

describe('line ends', () => {
  it.each(['\n', '\r\n', '\r'])('%j', (lineBreak) => {
    expect(
      outline(['入院记录', '主诉：咳嗽', '', '医师签名：李某某', '2024-03-01 16:00'].join(lineBreak)).map((line) =>
        line.replaceAll(/[\r⏎]+/g, '⏎'),
      ),
    ).toEqual([
      'admission-record 入院记录',
      '  chief-complaint “咳嗽”',
      '  physician-signature “李某某⏎2024-03-01 16:00” signed 李某某 @2024-03-01 16:00',
    ]);
  });
});

describe('notes that bare times open', () => {
  it('a name alone behind the last sentence signs; a time behind a gap begins the next note', () => {
    expect(
      lines(
        '2024-05-01 16:00 首次病程记录',
        '病例特点：腹痛。',
        '刘某某',
        '',
        '2024-05-04 09:00',
        '今日无腹痛。',
        '刘某某',
        '',
        '2024-05-08 09:00',
        '诊断：',
        '高血压',
      ).filter((line) => !line.startsWith('  case')),
    ).toEqual([
      'first-progress-note 首次病程记录 @2024-05-01 16:00',
      '  text “刘某某” signed 刘某某',
      'progress-note',
      '  text “2024-05-04 09:00⏎今日无腹痛。”',
      '  text “刘某某” signed 刘某某',
      'progress-note',
      '  text “2024-05-08 09:00”',
      '  diagnosis “高血压”',
    ]);
  });
});

it('reads the times of a rescue that its sentences state', () => {
  expect(
    lines(
      '2025-08-06 20:10 抢救记录',
      '患者突发血压下降，立即补液。抢救开始时间：2025-08-06 18:20，抢救结束时间：2025-08-06 19:30。参加人员：宫某主任医师。',
    ),
  ).toEqual([
    'rescue-record 抢救记录 @2025-08-06 20:10',
    '  text “患者突发血压下降，立即补液。”',
    '  rescue-start “2025-08-06 18:20，”',
    '  rescue-end “2025-08-06 19:30。”',
    '  participants “宫某主任医师。”',
  ]);
});

describe('a name alone between two notes', () => {
  it('signs the note above it', () => {
    expect(
      lines(
        '2024-05-01 16:00 日常病程记录',
        '今日无腹痛。',
        '刘某',
        '2024-05-02 09:00 日常病程记录',
        '诊断：',
        '高血压',
      ),
    ).toEqual([
      'progress-note 日常病程记录 @2024-05-01 16:00',
      '  text “今日无腹痛。”',
      '  text “刘某” signed 刘某',
      'progress-note 日常病程记录 @2024-05-02 09:00',
      '  diagnosis “高血压”',
    ]);
  });
});

describe('titles on the head of every page', () => {
  const page = (signature: string) => [
    '入院记录',
    '主诉：腹痛1天。',
    signature,
    '入院记录',
    '既往史：体健。',
    '医师签名：李某某',
  ];

  it('go on with the document nobody has signed yet', () => {
    expect(lines(...page('现病史：患者1天前腹痛。')).filter((line) => !line.startsWith(' '))).toEqual([
      'admission-record 入院记录',
    ]);
  });

  it('open another once it is signed', () => {
    expect(lines(...page('医师签名：李某某')).filter((line) => !line.startsWith(' '))).toEqual([
      'admission-record 入院记录',
      'admission-record 入院记录',
    ]);
  });
});
