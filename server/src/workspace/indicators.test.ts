import { describe, expect, it } from 'vitest';
import sources from '../generated/sources.json' with { type: 'json' };
import type { Outcomes } from '../lint/indicators.ts';
import { matchesRule } from '../lint/match.ts';
import { builtInVocabulary } from '../vocabulary/builtin.ts';
import { Batch, type BatchRequest } from './batch.ts';
import { builtInIndicators } from './indicators.ts';
import { Linter } from './linter.ts';
import { MemoryDisk } from './testing.ts';

const linter = new Linter();
const rules = [...linter.engine.rules.values()].map(({ rule }) => rule);

/** Whether a check of the rule can tell whom it asks. */
function asks(rule: string): boolean {
  const kinds = linter.parts.checks
    .filter((check) => check.scope === 'chart' && check.concerns)
    .map(({ kind }) => kind);
  return linter.engine.rules.get(rule)?.rule.checks.some(({ kind }) => kinds.includes(kind)) ?? false;
}

describe('the indicators that come with the linter', () => {
  it('are all 27 of 2021, in their order, and more', () => {
    const national = builtInIndicators.filter(({ id }) => id.startsWith('MER-'));
    expect(national.map(({ id }) => id.replace(/\d+$/, ''))).toEqual([
      ...Array(3).fill('MER-HR-'),
      ...Array(4).fill('MER-TL-'),
      ...Array(3).fill('MER-ME-'),
      ...Array(8).fill('MER-D&T-'),
      ...Array(9).fill('MER-TQ-'),
    ]);
    const unanswerable = national.filter((indicator) => indicator.unanswerable).map(({ id }) => id);
    expect(unanswerable).toEqual(['MER-HR-01', 'MER-HR-02', 'MER-HR-03', 'MER-TQ-04', 'MER-TQ-06']);
    expect(builtInIndicators.length).toBeGreaterThan(40);
  });

  it('count rules that exist; those of copying are to come', () => {
    const wanting = linter.definitions.flatMap((definition) => definition.wanting);
    expect(wanting.filter((rule) => !rule.startsWith('copy/'))).toEqual([]);
  });

  it('count every rule that says it feeds them', () => {
    const unheard = rules.filter(({ id, indicator }) => {
      if (indicator === undefined) return false;
      const fed = builtInIndicators.find((each) => each.id === indicator);
      return !fed || !(fed.unanswerable || fed.fails.some((match) => matchesRule(match, id)));
    });
    expect(unheard.map(({ id, indicator }) => `${id} → ${indicator}`)).toEqual([]);
  });

  it('count messages that their rules have', () => {
    const strange = builtInIndicators.flatMap(({ id, fails }) =>
      fails
        .filter(({ rule, message }) => {
          const entry = linter.engine.rules.get(rule);
          const worded = [entry?.rule, ...(entry?.amendments.map(({ amendment }) => amendment) ?? [])];
          return entry && message && !worded.some((each) => each && message in each.messages);
        })
        .map(({ rule, message }) => `${id}: ${rule} ${message}`),
    );
    expect(strange).toEqual([]);
  });

  it('name groups of concepts that the vocabulary has', () => {
    const groups = new Set(builtInVocabulary.data.concepts.flatMap((concept) => concept.groups));
    const conditions = builtInIndicators.flatMap(({ population }) => population?.has.flat() ?? []);
    const named = conditions.flatMap((condition) => ('groups' in condition ? condition.groups : []));
    expect(named.filter((group) => !groups.has(group))).toEqual([]);
    const triggers = conditions.flatMap((condition) => ('triggerOf' in condition ? [condition.triggerOf] : []));
    expect(triggers.filter((rule) => !asks(rule))).toEqual([]);
  });

  it('cite what only secondary sources tell as such', () => {
    for (const { id, basis } of builtInIndicators.filter((each) => each.id.startsWith('HX2025'))) {
      expect(
        basis.map(({ source }) => sources[source as keyof typeof sources].status),
        id,
      ).toEqual(['secondary']);
    }
  });
});

const HEAD = '姓名：王某某  住院号：Z1  科室：普外科\n入院时间：2024-03-01 10:20';
const LEFT = `${HEAD}  出院时间：2024-03-09 09:00\n`;
const admission = (signed: string) =>
  `\n【入院记录】\n主诉：右下腹痛1天。\n现病史：患者1天前出现腹痛。\n医师签名：李某某（住院医师）  ${signed}\n`;
const NOTE = '\n2024-03-01 11:00  首次病程记录\n腹痛1天。\n医师签名：李某某（住院医师）  2024-03-01 11:30\n';

async function outcomes(text: string, more: Partial<BatchRequest> = {}): Promise<Outcomes> {
  const disk = new MemoryDisk({ '/w/a.emr': text });
  const batch = new Batch({ cwd: '/w', now: 28_700_000, ...more }, linter, disk);
  return (await batch.judgeTexts('/w', [{ name: '/w/a.emr', text }])).outcomes();
}

describe('admission records within 24 h', () => {
  const TL = async (text: string, more?: Partial<BatchRequest>) => (await outcomes(text, more))['MER-TL-01'];

  it('counts what is in time and what is late, to the minute', async () => {
    expect(await TL(LEFT + admission('2024-03-02 10:20') + NOTE)).toBe('met');
    expect(await TL(LEFT + admission('2024-03-02 10:21') + NOTE)).toBe('failed');
    expect(await TL(LEFT + NOTE)).toBe('failed');
  });

  it('guesses nothing: a time to the day alone, masked or absent', async () => {
    expect(await TL(LEFT + admission('2024-03-02') + NOTE)).toBe('undecided');
    expect(await TL(LEFT + admission('2024-03-01') + NOTE)).toBe('met');
    expect(await TL(LEFT + admission('2024-03-** **:**') + NOTE)).toBe('undecided');
    expect(
      await TL(LEFT.replace('入院时间：2024-03-01 10:20', '入院时间：****') + admission('2024-03-01 12:00') + NOTE),
    ).toBe('undecided');
  });

  it('waits for a deadline still ahead, and does not judge by a rule that is off', async () => {
    const asOf = 28_487_000;
    expect(await TL(`${HEAD}\n${NOTE}`, { asOf: Date.UTC(2024, 2, 1, 12) / 60_000 })).toBe('undecided');
    expect(
      await TL(LEFT + admission('2024-03-02 10:21') + NOTE, {
        override: { rules: { 'timeliness/admission-record': 'off' } },
      }),
    ).toBe('undecided');
    expect(await TL(LEFT + admission('2024-03-02 10:21') + NOTE, { override: { packs: ['core'] }, asOf })).toBe(
      'undecided',
    );
  });

  it('says nothing of an excerpt, nor of outpatients', async () => {
    expect(await TL('【出院记录】\n入院时间：2024-03-01\n出院诊断：阑尾炎\n出院医嘱：休息。\n')).toBe('undecided');
    expect(
      await TL('姓名：王某某  门诊号：M1  就诊时间：2024-03-01 10:20  就诊类型：门诊\n【初诊记录】\n主诉：咳嗽3天。\n'),
    ).toBeUndefined();
  });
});

describe('limits that only some packs bring', () => {
  const died = (discussed: string) =>
    `${HEAD}  死亡时间：2024-03-04 08:50  离院方式：死亡\n${admission('2024-03-01 12:00')}${NOTE}\n【死亡病例讨论记录】\n讨论时间：${discussed}\n主持人：赵某某（科主任）\n主持人小结：死因明确。\n记录者：李某某  ${discussed}\n`;
  const both = { override: { packs: ['recommended', 'regional'] } };

  it.each([
    ['within five working days', '2024-03-11 16:00', {}, 'met', 'undecided'],
    ['within five working days, asked for', '2024-03-11 16:00', both, 'met', 'met'],
    ['past a week, the stricter limit hidden by the graver finding', '2024-03-13 09:00', both, 'failed', 'failed'],
    ['past a week, the stricter limit not asked for', '2024-03-13 09:00', {}, 'failed', 'undecided'],
  ])('death discussed %s', async (_, discussed, more, week, days) => {
    const found = await outcomes(died(discussed), more);
    expect([found['DEATH-DISCUSSION'], found['HX2025-19']]).toEqual([week, days]);
  });
});

describe('whom an indicator concerns', () => {
  const orders = (...rows: string[]) =>
    `\n【医嘱单】\n| 开始时间 | 类别 | 医嘱 | 停止时间 | 开立医师 |\n${rows.map((row) => `| 2024-03-02 08:00 | 临时 | ${row} |  | 李某某 |\n`).join('')}`;
  const chart = (...rows: string[]) => outcomes(LEFT + admission('2024-03-01 12:00') + NOTE + orders(...rows));

  it('antibacterials ordered, not a skin test, nor one that was cancelled', async () => {
    expect((await chart('头孢呋辛钠1.5g静脉滴注'))['MER-D&T-01']).toBeDefined();
    expect((await chart('青霉素皮试', '取消：头孢呋辛钠1.5g静脉滴注', '普食'))['MER-D&T-01']).toBeUndefined();
  });

  it('implants put in, not those taken out', async () => {
    const operated = (course: string) =>
      outcomes(
        `${LEFT}${admission('2024-03-01 12:00')}${NOTE}\n【手术记录】\n手术开始时间：2024-03-02 09:00  手术结束时间：2024-03-02 10:00\n${course}\n术者签名：赵某某  2024-03-02 11:00\n`,
      );
    const plated = await operated('手术名称：股骨骨折切开复位内固定术\n手术经过：复位后置入锁定钢板1块、螺钉6枚。');
    expect([plated['MER-D&T-05'], plated['MER-TL-02']]).toEqual(['undecided', 'met']);
    const counted = await operated('手术名称：股骨骨折切开复位内固定术\n手术经过：复位后置入锁定钢板固定。');
    expect(counted['MER-D&T-05']).toBe('failed');
    const removed = await operated('手术名称：股骨内固定取出术\n手术经过：取出钢板1块、螺钉6枚。');
    expect([removed['MER-D&T-05'], removed['MER-TL-02']]).toEqual([undefined, 'met']);
  });

  it('is the same where the rule that asks is turned off, but nothing is decided', async () => {
    const text = LEFT + admission('2024-03-01 12:00') + NOTE + orders('头孢呋辛钠1.5g静脉滴注');
    const off = await outcomes(text, { override: { rules: { 'evidence/antibiotic': 'off' } } });
    expect([off['MER-D&T-01'], off['KEY-RECORDS']]).toContain('undecided');
    expect(off['MER-D&T-01']).toBe('undecided');
  });
});
