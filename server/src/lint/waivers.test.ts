import { describe, expect, it } from 'vitest';
import type { Chart } from '../chart/model.ts';
import type { Finding } from './finding.ts';
import { fingerprints } from './fingerprint.ts';
import { aChart } from './testing/charts.ts';
import { addWaiver, applyWaivers, isReason, judgeWaivers, readWaivers, type Waiver } from './waivers.ts';

function chartOf(text: string): Chart {
  return { ...aChart(), files: [{ name: 'a.emr', tree: { format: 'text', text, parts: [] } }] };
}
function finding(start: number, end: number, more: Partial<Finding> = {}): Finding {
  return {
    rule: 'writing/clock',
    severity: 'warning',
    message: 'm',
    data: { written: 'x' },
    file: 'a.emr',
    start,
    end,
    related: [],
    fixes: [],
    ...more,
  };
}
const print = (text: string, ...findings: Finding[]) => fingerprints(chartOf(text), findings);

describe('fingerprints', () => {
  const [base] = print('记录 下午3点', finding(3, 7));

  it('is fixed, for it stands in waiver files', () => {
    expect(base).toBe('0417bafac2e8dab7');
  });

  it('survives edits elsewhere, and blanks and widths in the place', () => {
    expect(print('前面多了一行\n下午3点', finding(7, 11))).toEqual([base]);
    expect(print('下午 ３点', finding(0, 5))).toEqual([base]);
    expect(print('下午3点', finding(0, 4, { data: { written: 'x', late: 5 } }))).toEqual([base]);
  });

  it('differs by rule, text, data and chart', () => {
    expect(print('下午4点', finding(0, 4))).not.toEqual([base]);
    expect(print('下午3点', finding(0, 4, { rule: 'writing/minute' }))).not.toEqual([base]);
    expect(print('下午3点', finding(0, 4, { data: { written: 'y' } }))).not.toEqual([base]);
    expect(fingerprints({ ...chartOf('下午3点'), id: 'Z2/1' }, [finding(0, 4)])).not.toEqual([base]);
  });

  it('numbers equal findings', () => {
    expect(print('下午3点下午3点', finding(0, 4), finding(4, 8))).toEqual([base, `${base}-2`]);
  });

  it('stays the same when a deadline ahead becomes a missing document', () => {
    const [due] = print('入院', finding(0, 2, { state: 'due', data: { document: 'd', remaining: 3 } }));
    expect(print('入院', finding(0, 2, { state: 'missing', data: { document: 'd' } }))).toEqual([due]);
  });
});

const WAIVER: Waiver = {
  rule: 'writing/clock',
  chart: 'Z1/1',
  fingerprint: '0123456789abcdef',
  reason: '患者原话，照录',
  by: '王质控',
  date: '2024-03-12',
};

describe('readWaivers', () => {
  it('reads waivers with their places, and tells what is wrong with others', () => {
    const text = `waivers:\n  - { rule: x, chart: Z1/1 }\n${addWaiver('', WAIVER).replace('waivers:\n', '')}`;
    const { waivers, problems } = readWaivers('emr-lint.waivers.yaml', text);
    expect(waivers).toMatchObject([{ ...WAIVER, start: text.indexOf('rule: writing/clock') }]);
    expect(problems.map(({ line }) => line)).toContain(2);
  });

  it('takes an empty list in any spelling', () => {
    for (const text of ['', 'waivers:\n', 'waivers: []\n'])
      expect(readWaivers('w', text)).toMatchObject({ waivers: [], problems: [] });
  });
});

describe('addWaiver', () => {
  it.each([
    '',
    '# 豁免\n',
    'waivers: []\n',
    'waivers:\n',
    'waivers:\n- { rule: a/b, chart: c, fingerprint: a000000000000000, reason: 已与上级讨论, by: x, date: 2024-01-01 }',
    `# c\nwaivers:\n  # first\n  - rule: a/b\n    chart: c\n    fingerprint: "0000000000000000"\n    reason: "含: 冒号"\n    by: x\n    date: 2024-01-01\n`,
  ])('adds one to %j and leaves the rest', (text) => {
    const before = readWaivers('w', text).waivers.length;
    const added = addWaiver(text, { ...WAIVER, reason: '含: 冒号 # 和“引号”' });
    const { waivers, problems } = readWaivers('w', added);
    expect(problems).toEqual([]);
    expect(waivers).toHaveLength(before + 1);
    expect(waivers.at(-1)).toMatchObject({ ...WAIVER, reason: '含: 冒号 # 和“引号”' });
    for (const comment of text.match(/#.*/g) ?? []) expect(added).toContain(comment);
  });
});

describe('applyWaivers and judgeWaivers', () => {
  const found = [finding(0, 4), finding(4, 8)];
  const prints = [WAIVER.fingerprint, 'ffffffffffffffff'];
  const judge = (waiver: Waiver, ran = true) => {
    const read = readWaivers('w', addWaiver('', waiver));
    const judged = applyWaivers('Z1/1', found, prints, read.waivers);
    const complaints = judgeWaivers(read, new Map([['Z1/1', judged]]), () => ran);
    return [judged.map((entry) => entry.waiver?.by), complaints.map(({ rule }) => rule)];
  };

  it('covers the finding that is meant, and no other', () => {
    expect(judge(WAIVER)).toEqual([['王质控', undefined], []]);
  });

  it('reports a waiver that nothing answers to', () => {
    expect(judge({ ...WAIVER, fingerprint: '1111111111111111' })).toEqual([[undefined, undefined], ['waiver/stale']]);
  });

  it('says nothing of charts and rules it did not look at', () => {
    expect(judge({ ...WAIVER, chart: 'Z2/1' })).toEqual([[undefined, undefined], []]);
    expect(judge({ ...WAIVER, fingerprint: '1111111111111111' }, false)).toEqual([[undefined, undefined], []]);
  });

  it('refuses a waiver without a reason', () => {
    expect(judge({ ...WAIVER, reason: '无' })).toEqual([[undefined, undefined], ['waiver/reason']]);
  });
});

describe('isReason', () => {
  it.each(['', '无', '同意', '……', 'TODO', 'n/a', 'aaaaaa', '【待填】', '。。。。。', '已阅'])(
    'refuses %j',
    (reason) => {
      expect(isReason(reason)).toBe(false);
    },
  );
  it.each(['患者原话，照录', '家属拒绝签字，已录音', 'Patient transferred by helicopter'])('takes %j', (reason) => {
    expect(isReason(reason)).toBe(true);
  });
});
