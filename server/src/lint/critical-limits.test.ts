import { describe, expect, it } from 'vitest';
import { buildChart } from '../chart/build.ts';
import { parseText } from '../syntax/text/parse.ts';
import { builtInVocabulary as vocabulary } from '../vocabulary/builtin.ts';
import { type CriticalLimit, createCriticalLimits, criticalLimitSchema } from './critical-limits.ts';
import { sampleLimits } from './sample-limits.ts';

/** `hospital low 2.8` for a critical result, else undefined. */
function judge(
  row: string,
  header = '性别：男  年龄：58岁  科室：消化内科',
  own: readonly Partial<CriticalLimit>[] = [],
) {
  const limits = own.map((limit) => criticalLimitSchema.parse(limit));
  const text = `住院号：Z1  ${header}\n【检验报告】 2024-03-02 07:40\n| 项目 | 结果 | 单位 | 参考范围 | 标志 |\n| ${row} |\n`;
  const chart = buildChart([{ name: 'a.emr', tree: parseText(text, vocabulary) }], vocabulary);
  const event = chart.events.find(({ kind }) => kind === 'result');
  const { result } = event?.attributes ?? {};
  if (!result) throw new Error('no result');
  const found = createCriticalLimits(limits, sampleLimits, vocabulary).judge(result, chart, event?.start?.value);
  return found && [found.source, found.side, found.bound].filter((part) => part !== undefined).join(' ');
}

describe('the sample', () => {
  it('is passed beyond its bounds, not on them', () => {
    expect(judge('钾 | 2.4 | mmol/L | |')).toBe('sample low 2.5');
    expect(judge('钾 | 2.5 | mmol/L | |')).toBeUndefined();
    expect(judge('血糖 | 27.9 | mmol/L | |')).toBe('sample high 27.8');
  });

  it('is compared in the unit of the report', () => {
    expect(judge('葡萄糖 | 36 | mg/dL | |')).toBe('sample low 2.2');
    expect(judge('葡萄糖 | 90 | mg/dL | |')).toBeUndefined();
    expect(judge('血红蛋白 | 4.2 | g/dL | |')).toBe('sample low 50');
  });

  it('needs a unit, or a reference interval that shows it', () => {
    expect(judge('血红蛋白 | 4.2 | | |')).toBeUndefined();
    expect(judge('血红蛋白 | 42 | | 130-175 |')).toBe('sample low 50');
    expect(judge('血红蛋白 | 4.2 | | 13.0-17.5 |')).toBeUndefined();
    expect(judge('血红蛋白 | 42 | 某单位 | |')).toBeUndefined();
    expect(judge('INR | 6.2 | | |')).toBe('sample high 5');
  });

  it('takes a bounded value for what it surely is', () => {
    expect(judge('血小板 | <5 | 10^9/L | |')).toBe('sample low 20');
    expect(judge('血小板 | <50 | 10^9/L | |')).toBeUndefined();
    expect(judge('血糖 | >33.3 | mmol/L | |')).toBe('sample high 27.8');
  });

  it('has other limits for newborns and for haematology', () => {
    expect(judge('血红蛋白 | 212 | g/L | |')).toBe('sample high 200');
    expect(judge('血红蛋白 | 212 | g/L | |', '年龄：3天  科室：新生儿科')).toBeUndefined();
    expect(judge('血红蛋白 | 90 | g/L | |', '年龄：3天  科室：新生儿科')).toBe('sample low 95');
    expect(judge('血小板 | 15 | 10^9/L | |')).toBe('sample low 20');
    expect(judge('血小板 | 15 | 10^9/L | |', '年龄：58岁  科室：血液内科')).toBeUndefined();
    expect(judge('血小板 | 8 | 10^9/L | |', '年龄：58岁  科室：血液内科')).toBe('sample low 10');
  });

  it('counts the unknown for what alarms least', () => {
    expect(judge('血红蛋白 | 212 | g/L | |', '科室：消化内科')).toBeUndefined();
    expect(judge('血红蛋白 | 42 | g/L | |', '科室：消化内科')).toBe('sample low 50');
    expect(judge('血小板 | 15 | 10^9/L | |', '年龄：58岁')).toBeUndefined();
    expect(judge('血小板 | 8 | 10^9/L | |', '年龄：58岁')).toBe('sample low 20');
  });

  it('reads words that are neither denied nor doubted', () => {
    expect(judge('血培养 | 阳性（大肠埃希菌） | | |')).toBe('sample words');
    expect(judge('血培养 | 未检出细菌 | | |')).toBeUndefined();
    expect(judge('血培养 | 阴性 | | |')).toBeUndefined();
  });
});

describe("a hospital's list", () => {
  it('replaces the sample for the items it names, by whatever name', () => {
    expect(judge('K+ | 2.6 | mmol/L | |', undefined, [{ item: '钾', unit: 'mmol/L', low: 2.8 }])).toBe(
      'hospital low 2.8',
    );
    expect(judge('血钾 | 7.5 | mmol/L | |', undefined, [{ item: 'K', unit: 'mmol/L', low: 2.8 }])).toBeUndefined();
    expect(judge('钠 | 112 | mmol/L | |', undefined, [{ item: '钾', unit: 'mmol/L', low: 2.8 }])).toBe(
      'sample low 120',
    );
  });

  it('may name items that the vocabulary does not know', () => {
    const own = [{ item: '某某抗体', aliases: ['某抗体'], words: ['强阳性'] }];
    expect(judge('某抗体 | 强阳性 | | |', undefined, own)).toBe('hospital words');
    expect(judge('某某抗体 | 弱阳性 | | |', undefined, own)).toBeUndefined();
  });

  it('may differ by sex, age and department; the most special limit applies', () => {
    const own: Partial<CriticalLimit>[] = [
      { item: '血糖', unit: 'mmol/L', low: 2.8 },
      { item: '血糖', unit: 'mmol/L', low: 2.2, sex: 'female' },
      { item: '血糖', unit: 'mmol/L', low: 1.7, maxAgeDays: 29 },
      { item: '血糖', unit: 'mmol/L', low: 3.5, departments: ['内分泌科'] },
    ];
    expect(judge('血糖 | 2.6 | mmol/L | |', '性别：男  年龄：58岁  科室：消化内科', own)).toBe('hospital low 2.8');
    expect(judge('血糖 | 2.6 | mmol/L | |', '性别：女  年龄：58岁  科室：消化内科', own)).toBeUndefined();
    expect(judge('血糖 | 1.9 | mmol/L | |', '性别：男  年龄：5天  科室：新生儿科', own)).toBeUndefined();
    expect(judge('血糖 | 3.2 | mmol/L | |', '性别：男  年龄：58岁  科室：内分泌科一病区', own)).toBe(
      'hospital low 3.5',
    );
    // Of a patient of unknown sex and age nothing is told but what holds for all.
    expect(judge('血糖 | 2.6 | mmol/L | |', '科室：消化内科', own)).toBeUndefined();
    expect(judge('血糖 | 1.5 | mmol/L | |', '科室：消化内科', own)).toBe('hospital low 2.8');
  });

  it('is given in a unit of its own', () => {
    expect(judge('葡萄糖 | 2.0 | mmol/L | |', undefined, [{ item: '葡萄糖', unit: 'mg/dl', low: 45 }])).toBe(
      'hospital low 45',
    );
  });
});
