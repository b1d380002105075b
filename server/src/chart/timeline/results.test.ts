import { describe, expect, it } from 'vitest';
import { formatMinutes } from '../../syntax/moment.ts';
import { parseText } from '../../syntax/text/parse.ts';
import { builtInVocabulary as vocabulary } from '../../vocabulary/builtin.ts';
import { buildChart } from '../build.ts';

const eventsOf = (text: string, kind: string) =>
  buildChart([{ name: 'a.emr', tree: parseText(text, vocabulary) }], vocabulary).events.filter(
    (each) => each.kind === kind,
  );

/** `03-02T07:40 potassium 2.6 mmol/L critical 3.5–5.3` of each result. */
const resultsOf = (text: string) =>
  eventsOf(text, 'result').map(({ start, attributes: { result } }) =>
    [
      start && formatMinutes(start.value.earliest).slice(5),
      result?.concept?.id ?? result?.name,
      result?.number ?? result?.text,
      result?.unit,
      result?.flag,
      result?.reference && `${result.reference.low}–${result.reference.high}`,
    ]
      .filter((part) => part !== undefined)
      .join(' '),
  );

describe('results', () => {
  it('reads the rows of a table', () => {
    const text = `【检验报告】 2024-03-02 07:40
| 项目 | 结果 | 单位 | 参考范围 | 标志 |
| 钾 | 2.6 | mmol/L | 3.5-5.3 | 危急 |
| PLT | ＜5 | ×10^9/L | 125～350 | LL |
| 血培养 | 阳性 |  |  |  |
| 某某蛋白 | 1.2 | g/L |  |  |
`;
    expect(resultsOf(text)).toEqual([
      '03-02T07:40 potassium 2.6 mmol/L critical 3.5–5.3',
      '03-02T07:40 platelet-count 5 10^9/L critical 125–350',
      '03-02T07:40 blood-culture-result 阳性',
      '03-02T07:40 某某蛋白 1.2 g/L',
    ]);
  });

  it('reads prose rows, each panel with its own time', () => {
    const text = `检验检查报告
【血生化】
标本采集时间：2024-03-02 06:00  报告时间：2024-03-02 07:20
钾 2.6 mmol/L ↓（危急值，参考范围 3.5-5.3）
【血常规】
报告时间：2024-03-03 07:20
白细胞 0.9×10^9/L ↓  血小板 12×10^9/L
`;
    expect(resultsOf(text)).toEqual([
      '03-02T07:20 potassium 2.6 mmol/L critical 3.5–5.3',
      '03-03T07:20 white-cells 0.9 10^9/L low',
      '03-03T07:20 platelet-count 12 10^9/L',
    ]);
    const [first, second] = eventsOf(text, 'result');
    expect(first?.attributes.taken && formatMinutes(first.attributes.taken.value.earliest)).toBe('2024-03-02T06:00');
    expect(second?.attributes.taken).toBeUndefined();
  });

  it('reads several values to a line, with colons, codes and flags', () => {
    const text = `【检验报告】2024-12-10 07:40
血清钾(K) 6.80 mmol/L HH 3.5-5.3  肌酐：912 umol/L ↑ 57-111  血培养：阳性（大肠埃希菌）危急值
`;
    expect(resultsOf(text)).toEqual([
      '12-10T07:40 potassium 6.8 mmol/L critical 3.5–5.3',
      '12-10T07:40 creatinine 912 μmol/L high 57–111',
      '12-10T07:40 blood-culture-result 阳性 critical',
    ]);
  });

  it('keeps a masked value without a number, a titre without a value, and what is said to be no critical value', () => {
    const text = `【检验报告】 2024-03-02 07:40
| 项目 | 结果 | 单位 | 标志 |
| 钾 | *.6 | mmol/L | 非危急值 |
| 肺炎支原体抗体 | 1:320 |  | ↑ |
`;
    expect(resultsOf(text)).toEqual(['03-02T07:40 potassium *.6 mmol/L', '03-02T07:40 mycoplasma-antibody 1:320 high']);
  });

  it('gives the conclusion of an examination', () => {
    const text = `【检查报告】 2024-03-04 16:10
检查项目：心电图  报告时间：2024-03-04 16:10
检查所见：心率180次/分。
检查结论：心室颤动（危急值）。
`;
    expect(resultsOf(text)).toEqual(['03-04T16:10 electrocardiogram 心室颤动（危急值）。 critical']);
  });

  it('takes no value from a date, a range or a note', () => {
    expect(resultsOf('【检验报告】 2024-03-02 07:40\n血钾 2024-03-01 已查，血糖 3-5 mmol/L\n')).toEqual([]);
    expect(resultsOf('2024-03-02 08:00 日常病程记录\n血钾2.6mmol/L。\n')).toEqual([]);
  });
});

describe('critical values', () => {
  const cellsOf = (text: string) => eventsOf(text, 'critical-value').map(({ attributes }) => attributes.cells);

  it('reads a form on one line as it reads a row', () => {
    const [cells] = cellsOf(
      '【危急值报告登记】\n项目：血钾  结果：2.6mmol/L  报告时间：2024-03-02 07:20  报告人：丁某  接收人：孙某  复读：是\n',
    );
    expect(cells).toMatchObject({
      item: '血钾',
      result: '2.6mmol/L',
      reporter: '丁某',
      receiver: '孙某',
      'read-back': '是',
    });
  });

  it('finds no value in a register without entries', () => {
    expect(cellsOf('【危急值报告登记】\n本次住院无危急值。\n')).toEqual([]);
    expect(cellsOf('【危急值报告登记】\n| 项目 | 结果 | 报告时间 |\n| 无 | 无 | 无 |\n')).toEqual([]);
  });
});
