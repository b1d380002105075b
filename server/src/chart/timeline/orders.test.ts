import { describe, expect, it } from 'vitest';
import { parseText } from '../../syntax/text/parse.ts';
import { builtInVocabulary as vocabulary } from '../../vocabulary/builtin.ts';
import { buildChart } from '../build.ts';

const chartOf = (text: string) => buildChart([{ name: 'a.emr', tree: parseText(text, vocabulary) }], vocabulary);

function orders(...rows: readonly string[]) {
  const text = ['【医嘱单】', '| 开始时间 | 类别 | 医嘱 | 状态 |', ...rows].join('\n');
  return chartOf(text).events.filter(({ kind }) => kind === 'order');
}

const named = (order: string, group: string) =>
  orders(`| 2024-03-01 10:00 | 临时 | ${order} | 已执行 |`)
    .flatMap(({ attributes }) => attributes.concepts ?? [])
    .filter(({ groups }) => groups.includes(group))
    .map(({ id }) => id);

describe('orders', () => {
  it.each([
    ['注射用头孢哌酮钠舒巴坦钠2.0g+0.9%氯化钠100ml静滴q8h', ['cefoperazone-sulbactam']],
    ['舒普深 3.0g ivgtt', ['cefoperazone-sulbactam']],
    ['哌拉西林钠/他唑巴坦钠4.5g', ['piperacillin-tazobactam']],
    ['头孢他啶阿维巴坦2.5g', ['ceftazidime-avibactam']],
    ['盐酸莫西沙星氯化钠注射液0.4g', ['moxifloxacin']],
    ['左氧氟沙星滴眼液', []],
    ['磷酸奥司他韦胶囊', []],
    ['异烟肼片0.3g', []],
  ])('names the antibiotic of %s', (order, ids) => {
    expect(named(order, 'antibiotic')).toEqual(ids);
  });

  it.each([
    ['头颅CT平扫、头颈CTA', ['ct']],
    ['颅脑核磁共振平扫+DWI', ['mri']],
    ['cTnI测定', []],
    ['全身PET-CT', []],
    ['骨ECT', []],
    ['β-CTX测定', []],
    ['ACTH测定', []],
  ])('tells whether %s is CT or MRI', (order, ids) => {
    expect(named(order, 'ct-mri')).toEqual(ids);
  });

  it('tells narcotics given for pain from those of anaesthesia', () => {
    expect(named('盐酸吗啡缓释片30mg', 'narcotic')).toEqual(['morphine']);
    expect(named('芬太尼透皮贴剂4.2mg', 'narcotic')).toEqual(['fentanyl-patch']);
    expect(named('枸橼酸舒芬太尼注射液50μg', 'narcotic')).toEqual([]);
    expect(named('瑞芬太尼1mg', 'narcotic')).toEqual([]);
  });

  it('reads the text of an order once for each document', () => {
    const rows = ['| 2024-03-01 10:00 | 临时 | 头颅CT | |', '| 2024-03-02 10:00 | 临时 | 头颅CT | 作废 |'];
    const [first, second] = orders(...rows);
    expect(first?.attributes.concepts).toBe(second?.attributes.concepts);
    expect([first?.attributes.cancelled, second?.attributes.cancelled]).toEqual([undefined, true]);
  });
});
