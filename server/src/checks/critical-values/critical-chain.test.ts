import { describe, expect, it } from 'vitest';
import { findingsOf } from '../text-testing.ts';
import { criticalMismatch } from './critical-mismatch.ts';
import { criticalNoteContent } from './critical-note-content.ts';
import { criticalOrder } from './critical-order.ts';
import { criticalRecheck } from './critical-recheck.ts';
import { criticalRegister } from './critical-register.ts';

const HEAD = `住院号：Z1  住院次数：1
入院时间：2024-03-01 10:20  出院时间：2024-03-08 09:00
`;
const register = (...rows: readonly string[]) =>
  `\n【危急值报告登记】\n| 项目 | 结果 | 单位 | 报告时间 |\n${rows.map((row) => `| ${row} |`).join('\n')}\n`;
const K = '血钾 | 2.4 | mmol/L | 2024-03-02 07:42';
const note = (text: string, time = '2024-03-02 08:20', title = '危急值处理记录') => `\n${time} ${title}\n${text}\n`;
const messages = (found: ReturnType<typeof findingsOf>) => found.map(({ message }) => message);

describe('critical-note-content', () => {
  const params = { meaning: { words: ['考虑'] }, measure: { words: ['予'], sections: ['handling'] } };
  const judge = (text: string) => messages(findingsOf(criticalNoteContent, params, HEAD + text));

  it('names each part that is lacking, once for a note', () => {
    const mg = '血镁 | 0.3 | mmol/L | 2024-03-02 07:42';
    expect(judge(note('接血钾2.4mmol/L、血镁0.3mmol/L危急值。') + register(K, mg))).toEqual(['meaning', 'measure']);
    expect(judge(note('接血钾、血镁危急值，考虑摄入不足，予补充。') + register(K, mg))).toEqual(['value', 'value']);
  });

  it('takes what other notes of the day say', () => {
    const round = note('低钾血症考虑与腹泻有关，予补钾。', '2024-03-02 15:00', '王某某主治医师查房记录');
    expect(judge(note('接血钾2.4mmol/L危急值。') + round + register(K))).toEqual([]);
  });

  it('does not take the title for a measure', () => {
    const words = { ...params, measure: { words: ['处理'] } };
    const found = findingsOf(criticalNoteContent, words, HEAD + note('血钾2.4mmol/L，考虑腹泻。') + register(K));
    expect(messages(found)).toEqual(['measure']);
  });

  it('does not judge a note in passing', () => {
    expect(judge(note('血钾2.4mmol/L。', undefined, '日常病程记录') + register(K))).toEqual([]);
  });
});

describe('critical-mismatch', () => {
  const judge = (text: string) =>
    findingsOf(criticalMismatch, {}, HEAD + text).map(({ message, data }) => `${message} ${data.other}`);

  it('compares what is said to be critical only', () => {
    expect(judge(note('血钾4.2mmol/L。', undefined, '日常病程记录') + register(K))).toEqual([]);
    expect(judge(note('接危急值报告血钾4.2mmol/L。', undefined, '日常病程记录') + register(K))).toEqual([
      'note 4.2mmol/L',
    ]);
  });

  it('does not compare with a value of another day', () => {
    expect(judge(note('接危急值血钾4.2mmol/L。', '2024-03-05 08:20') + register(K))).toEqual([]);
  });

  it('knows that the note may be of another value of that day', () => {
    const both = register(K, '血钾 | 2.2 | mmol/L | 2024-03-02 08:00');
    expect(judge(note('接危急值血钾2.2mmol/L。') + both)).toEqual([]);
  });

  it('leaves an item alone that is called by its deviation', () => {
    expect(judge(note('重度低钾危急值，血钠138mmol/L。') + register(K))).toEqual([]);
    expect(judge(note('接血钠118mmol/L危急值。') + register(K))).toEqual(['item sodium']);
  });
});

describe('critical-recheck', () => {
  const judge = (text: string) =>
    messages(findingsOf(criticalRecheck, { after: '24h', panels: { electrolyte: ['电解质'] } }, HEAD + text));
  const later = note('无不适。', '2024-03-05 08:00', '日常病程记录');

  it('wants a recheck that came, not one that is planned', () => {
    expect(judge(note('血钾2.4mmol/L，予补钾，4小时后复查血钾。') + later + register(K))).toEqual(['missing']);
    expect(judge(note('血钾2.4mmol/L，予补钾，12:00复查血钾3.2mmol/L。') + later + register(K))).toEqual([]);
  });

  it('takes any later word, and the word for the panel', () => {
    const word = note('血钾已正常。', '2024-03-05 08:00', '日常病程记录');
    const panel = note('复查电解质正常。', '2024-03-05 08:00', '日常病程记录');
    expect(judge(note('血钾2.4mmol/L，予补钾。') + word + register(K))).toEqual([]);
    expect(judge(note('血钾2.4mmol/L，予补钾。') + panel + register(K))).toEqual([]);
  });

  it('needs notes that go on', () => {
    expect(judge(note('血钾2.4mmol/L，予补钾。') + register(K))).toEqual([]);
  });
});

describe('critical-order', () => {
  const judge = (text: string) => messages(findingsOf(criticalOrder, {}, HEAD + text));

  it('holds a dedicated note against the register, an ordinary one not', () => {
    const early = '2024-03-02 07:00';
    expect(judge(note('血钾2.4mmol/L，予补钾。', early) + register(K))).toEqual(['answered']);
    expect(judge(note('血钾2.4mmol/L，予补钾。', early, '日常病程记录') + register(K))).toEqual([]);
  });

  it('does not hold a telephoned value against its printed report', () => {
    const report = '\n【检验报告】 2024-03-02 08:40\n| 项目 | 结果 | 单位 | 标志 |\n| 钾 | 2.4 | mmol/L | 危急 |\n';
    expect(judge(note('血钾2.4mmol/L，予补钾。') + report)).toEqual([]);
  });
});

describe('critical-register', () => {
  const params = { required: ['result', 'reporter', 'read-back'], alone: [] };
  const judge = (rows: string) => findingsOf(criticalRegister, params, rows).map(({ data }) => data.column);

  it('finds empty cells, absent columns and what was not read back', () => {
    const head = '【危急值登记】\n| 项目 | 结果 | 报告人 | 复读 |\n';
    expect(judge(`${head}| 血钾 | 2.4 |  | 否 |\n`)).toEqual(['reporter', 'read-back']);
    expect(judge('【危急值登记】\n| 项目 | 结果 | 报告人 |\n| 血钾 | 2.4 | 赵某 |\n')).toEqual(['read-back']);
    expect(judge(`${head}| 血钾 | 2.4 | ** | 是 |\n`)).toEqual([]);
  });
});
