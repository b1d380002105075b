import { describe, expect, it } from 'vitest';
import { formatMinutes } from '../../syntax/moment.ts';
import { parseText } from '../../syntax/text/parse.ts';
import { builtInVocabulary as vocabulary } from '../../vocabulary/builtin.ts';
import { buildChart } from '../build.ts';

const chartOf = (text: string) => buildChart([{ name: 'a.emr', tree: parseText(text, vocabulary) }], vocabulary);

describe('reports', () => {
  const reports = (text: string) =>
    chartOf(text)
      .events.filter(({ kind }) => kind === 'report')
      .map(({ start, attributes }) => ({
        time: start && formatMinutes(start.value.earliest),
        name: attributes.name,
        examined: attributes.concepts?.filter(({ kind }) => kind !== 'organ').map(({ id }) => id),
        results: attributes.results?.map((span) => text.slice(span.start, span.end).trim()),
      }));

  it('names what a report is of, when it came and what it found', () => {
    const text = '【检查报告】\n检查项目：头颅CT平扫  报告时间：2024-03-01 15:20\n检查结论：未见出血。\n';
    expect(reports(text)).toEqual([
      { time: '2024-03-01T15:20', name: '头颅CT平扫', examined: ['ct'], results: ['未见出血。'] },
    ]);
  });

  it('takes the examination from the title, or from what the findings begin with', () => {
    expect(reports('【胸部CT检查报告】2024-03-01 15:20\n检查结论：右肺炎症。\n')[0]?.examined).toEqual(['ct']);
    const prose = '【检查报告】2024-03-01 15:20\n检查所见：颅脑MRI平扫：左侧基底节区异常信号，与前次CT比较增大。\n';
    expect(reports(prose)[0]?.examined).toContain('mri');
  });

  it('makes one report of each panel of a collection', () => {
    const text = [
      '检验检查报告',
      '【血常规】',
      '报告时间：2024-03-01 09:50',
      '白细胞 13.2×10^9/L ↑（参考范围 4.4-11.9）',
      '【痰培养】',
      '报告时间：2024-03-04 17:30',
      '肺炎克雷伯菌 阳性',
    ].join('\n');
    const found = reports(text);
    expect(found.map(({ time }) => time)).toEqual(['2024-03-01T09:50', '2024-03-04T17:30']);
    expect(found[1]?.examined).toEqual(['sputum-culture-result']);
  });
});
