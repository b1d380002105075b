import { ANALYSIS, CARE, COURSE, DISEASES, type Disease, GIVEN, SURNAMES, TESTS } from './pools.ts';
import { Random } from './random.ts';

export const SEED = 20240301;
const HOUR = 60;
const DAY = 24 * HOUR;

export interface ChartText {
  readonly name: string;
  readonly text: string;
}

/** `count` charts of about `bytes` UTF-8 bytes each. */
export function* makeCorpus(count: number, bytes: number, seed = SEED): Generator<ChartText> {
  for (let index = 0; index < count; index++) yield makeChart(seed + index * 7919, index, bytes);
}

export function makeChart(seed: number, index: number, bytes: number): ChartText {
  const name = `chart-${String(index).padStart(4, '0')}.emr`;
  return { name, text: new ChartWriter(new Random(seed), index).write(bytes) };
}

/** How a hospital lays its documents out. */
interface Layout {
  readonly heading: (title: string, time: string) => string;
  readonly section: (name: string) => string;
  readonly time: (minutes: number) => string;
}

const LAYOUTS: readonly Layout[] = [
  { heading: (title, time) => `【${title}】${time}`, section: (name) => `${name}：`, time: isoTime },
  { heading: (title, time) => `${time}  ${title}`.trim(), section: (name) => `${name}：`, time: isoTime },
  { heading: (title, time) => `# ${title}\n${time}`.trim(), section: (name) => `【${name}】`, time: chineseTime },
  {
    heading: (title, time) => `${[...title].join(' ')}\n${time}`.trim(),
    section: (name) => `${name}： `,
    time: slashTime,
  },
];

function parts(minutes: number): string[] {
  return new Date(minutes * 60_000).toISOString().slice(0, 16).split(/[-T:]/);
}
function isoTime(minutes: number): string {
  const [year, month, day, hour, minute] = parts(minutes);
  return `${year}-${month}-${day} ${hour}:${minute}`;
}
function chineseTime(minutes: number): string {
  const [year, month, day, hour, minute] = parts(minutes);
  return `${year}年${month}月${day}日${hour}时${minute}分`;
}
function slashTime(minutes: number): string {
  return isoTime(minutes).replaceAll('-', '/');
}

class ChartWriter {
  readonly #random: Random;
  readonly #layout: Layout;
  readonly #disease: Disease;
  readonly #admission: number;
  readonly #patient: string;
  readonly #sex: string;
  readonly #age: number;
  readonly #number: string;
  readonly #resident: string;
  readonly #attending: string;
  readonly #chief: string;
  readonly #nurse: string;
  readonly #out: string[] = [];
  #written = 0;

  constructor(random: Random, index: number) {
    this.#random = random;
    this.#layout = random.pick(LAYOUTS);
    this.#disease = random.pick(DISEASES);
    this.#admission =
      Date.UTC(2024, random.whole(0, 11), random.whole(1, 28), random.whole(8, 20), random.whole(0, 59)) / 60_000;
    [this.#patient, this.#resident, this.#attending, this.#chief, this.#nurse] = Array.from({ length: 5 }, () =>
      this.#person(),
    ) as [string, string, string, string, string];
    this.#sex = random.pick(['男', '女']);
    this.#age = random.whole(30, 85);
    this.#number = `Z2024${String(index).padStart(6, '0')}`;
  }

  write(bytes: number): string {
    this.#admissionPapers();
    const operation = this.#disease.operation ? this.#admission + 2 * DAY : undefined;
    if (operation !== undefined) this.#operationPapers(operation);
    let at = this.#admission + 22 * HOUR;
    for (let day = 1; this.#written < bytes - 6000; day++) {
      this.#note(at, day);
      if (day % 3 === 0) this.#labReport(at - 2 * HOUR);
      at += this.#random.chance(0.06) ? 4 * DAY : DAY + this.#random.whole(-90, 90);
    }
    this.#orders(at);
    this.#nursing(at);
    this.#discharge(at);
    return `${this.#header(at)}\n${this.#out.join('\n')}`;
  }

  #person(): string {
    const { pick, chance } = {
      pick: this.#random.pick.bind(this.#random),
      chance: this.#random.chance.bind(this.#random),
    };
    return pick(SURNAMES) + pick(GIVEN) + (chance(0.7) ? pick(GIVEN) : '');
  }

  #put(text: string): void {
    this.#out.push(text);
    this.#written += Buffer.byteLength(text) + 1;
  }

  #document(title: string, at: number | undefined, lines: readonly string[]): void {
    this.#put(`${this.#layout.heading(title, at === undefined ? '' : this.#layout.time(at))}\n${lines.join('\n')}\n`);
  }

  #section(name: string, body: string): string {
    return this.#layout.section(name) + body;
  }

  #signed(at: number, ...people: readonly string[]): string {
    return `医师签名：${people.join('  ')}  ${this.#layout.time(at)}`;
  }

  #identity(): string {
    return `姓名：${this.#patient}  性别：${this.#sex}  年龄：${this.#age}岁  科别：${this.#disease.department}  住院号：${this.#number}`;
  }

  #fill(text: string): string {
    return text.replace(/\{n:(\d+)-(\d+)\}/g, (_, low: string, high: string) => `${this.#random.whole(+low, +high)}`);
  }

  #header(end: number): string {
    const { time } = this.#layout;
    return [
      `姓名：${this.#patient}  性别：${this.#sex}  年龄：${this.#age}岁`,
      `住院号：${this.#number}  住院次数：1  科室：${this.#disease.department}  床号：${this.#random.whole(1, 60)}`,
      `入院时间：${time(this.#admission)}  出院时间：${time(end)}  离院方式：医嘱离院\n`,
    ].join('\n');
  }

  #admissionPapers(): void {
    const { name, complaint, onset, findings, tests, differential, drugs } = this.#disease;
    const at = this.#admission;
    const late = this.#random.chance(0.1) ? 26 * HOUR : 5 * HOUR;
    const female =
      this.#sex === '女'
        ? [this.#section('月经史', '初潮14岁，行经期4～5天，周期28天，绝经年龄50岁，经量中等，无痛经。')]
        : [];
    this.#document('入院记录', undefined, [
      `${this.#identity()}  民族：汉族  婚姻：已婚  出生地：云溪市  职业：退休人员`,
      `入院时间：${this.#layout.time(at)}  记录时间：${this.#layout.time(at + 4 * HOUR)}  病史陈述者：患者本人`,
      this.#section('主诉', `${complaint}。`),
      this.#section(
        '现病史',
        `患者${onset.join('。')}。曾在外院就诊，予对症治疗，效果欠佳。起病以来，精神、睡眠一般，食欲尚可，大小便正常，体重无明显变化。`,
      ),
      this.#section(
        '既往史',
        '高血压病史10年，规律服药，血压控制可。否认肝炎、结核等传染病史，预防接种史不详。否认手术、外伤史，否认输血史，否认食物及药物过敏史。',
      ),
      this.#section('个人史', '生于云溪市，久居本地，无疫区居留史。否认毒物、粉尘、放射性物质接触史，否认冶游史。'),
      this.#section('婚育史', '适龄结婚，配偶及子女体健。'),
      ...female,
      this.#section('家族史', '父母已故，兄弟姐妹体健，否认家族遗传病史。'),
      this.#section(
        '体格检查',
        this.#fill('T36.{n:2-9}℃  P{n:66-98}次/分  R{n:16-22}次/分  BP{n:110-168}/{n:64-98}mmHg'),
      ),
      `一般情况：发育正常，营养中等，神志清楚，查体合作。皮肤黏膜：无黄染、皮疹。浅表淋巴结：未触及肿大。头部及其器官：无畸形。颈部：软，甲状腺不大。${findings.join('。')}。腹部：平软，肝脾未触及。直肠肛门、外生殖器：未查。脊柱四肢：无畸形。神经系统：生理反射存在，病理反射未引出。`,
      this.#section('辅助检查', `${tests.join('。')}。`),
      this.#section('初步诊断', `1. ${name}  2. 高血压病2级`),
      this.#signed(at + late, `${this.#resident}（住院医师）`),
    ]);
    this.#document('首次病程记录', at + 2 * HOUR, [
      this.#section('病例特点', `1. ${this.#age}岁患者，${complaint}。2. ${findings.join('，')}。3. ${tests[0]}。`),
      this.#section('拟诊讨论', ''),
      this.#section('初步诊断', `${name}；高血压病2级。`),
      this.#section('诊断依据', `${onset[0]}；${findings[0]}；${tests.join('；')}。`),
      this.#section('鉴别诊断', `${differential.join('；')}。`),
      this.#section('诊疗计划', `1. 一级护理，完善检查。2. ${drugs.join('；')}。3. 监测生命体征，向家属交代病情。`),
      this.#signed(at + 2 * HOUR + 40, `${this.#resident}（住院医师）`),
    ]);
  }

  #operationPapers(at: number): void {
    const name = this.#disease.operation as string;
    const { time } = this.#layout;
    const end = at + 3 * HOUR;
    this.#document('术前小结', at - 17 * HOUR, [
      this.#section('简要病情', `${this.#age}岁，因"${this.#disease.complaint}"入院。`),
      this.#section('术前诊断', this.#disease.name),
      this.#section('手术指征', '诊断明确，有手术指征，无手术禁忌证。'),
      `拟施手术名称和方式：${name}\n拟施麻醉方式：全身麻醉\n注意事项：防止出血及感染。\n手术者术前查看患者情况：术者已于术前查看患者，同意手术。`,
      this.#signed(at - 16 * HOUR, `${this.#resident}（住院医师）`, `${this.#chief}（主任医师）`),
    ]);
    this.#document('手术记录', undefined, [
      `${this.#identity()}  病房：七病区  床位号：12`,
      `手术日期：${time(at).slice(0, 11)}  手术开始时间：${time(at)}  手术结束时间：${time(end)}`,
      `术前诊断：${this.#disease.name}\n术中诊断：${this.#disease.name}\n手术名称：${name}\n手术级别：三级  切口等级：Ⅱ  急诊手术：否`,
      `术者：${this.#chief}（主任医师）  第一助手：${this.#attending}（主治医师）\n麻醉方法：全身麻醉`,
      '手术经过：麻醉满意后取合适体位，常规消毒铺巾，逐层进入，探查所见与术前诊断相符，按计划完成手术，彻底止血，清点器械敷料无误，逐层关闭。\n术中情况及处理：过程顺利，出血约150ml，未输血，安返病房。',
      `术者签名：${this.#chief}（主任医师）  ${time(end + (this.#random.chance(0.1) ? 26 * HOUR : 4 * HOUR))}`,
    ]);
    this.#document('术后首次病程记录', end + 30, [
      `手术时间：${time(at)}\n术中诊断：${this.#disease.name}\n麻醉方式：全身麻醉\n手术方式：${name}`,
      '手术简要经过：手术顺利，出血少，未输血。\n术后处理措施：心电监护、吸氧、抗感染、镇痛。\n术后应当特别注意观察的事项：生命体征、引流量、切口渗血。',
      this.#signed(end + 60, `${this.#attending}（主治医师）`),
    ]);
  }

  #note(at: number, day: number): void {
    const course = this.#random.some(COURSE, this.#random.whole(4, 8)).map((text) => this.#fill(text));
    const vitals = this.#fill('T36.{n:2-9}℃，P{n:62-98}次/分，R{n:16-21}次/分，BP{n:108-158}/{n:62-94}mmHg');
    const body = `${course.join('。')}。查体：${vitals}，${this.#random.pick(this.#disease.findings)}。`;
    const round = day % 4 === 1 ? this.#attending : day % 4 === 3 ? this.#chief : undefined;
    if (round === undefined) {
      this.#document('日常病程记录', at, [body, this.#signed(at + 20, `${this.#resident}（住院医师）`)]);
      return;
    }
    const rank = round === this.#chief ? '主任医师' : '主治医师';
    const plan = this.#random.pick(this.#disease.drugs);
    this.#document(`${round}${rank}查房记录`, at, [
      `${round}${rank}查房，${body}${round}${rank}分析：${this.#random.pick(ANALYSIS)}。${this.#random.pick(this.#disease.tests)}。处理：继续${plan}，观察病情变化。`,
      `${rank}：${round}  住院医师：${this.#resident}  ${this.#layout.time(at + 35)}`,
    ]);
  }

  #labReport(at: number): void {
    const rows = this.#random.some(TESTS, 8).map(([item, unit, reference, low, high]) => {
      const value = this.#random.whole(low * 10, high * 10) / 10;
      return `| ${item} | ${value} | ${unit} | ${reference} | ${value > high * 0.9 ? '↑' : ''} |`;
    });
    this.#document('检验报告', at, [
      this.#identity(),
      `标本采集时间：${this.#layout.time(at - HOUR)}  报告时间：${this.#layout.time(at)}  报告人：${this.#nurse}  审核人：${this.#attending}`,
      '| 项目 | 结果 | 单位 | 参考范围 | 标志 |',
      ...rows,
    ]);
  }

  #orders(end: number): void {
    const row = (at: number, type: string, order: string, stop: string) =>
      `| ${isoTime(at)} | ${type} | ${order} | ${stop} | ${this.#resident} | ${isoTime(at + 5)} | ${this.#nurse} |`;
    const rows = [
      row(this.#admission + 20, '长期', '一级护理', isoTime(end)),
      row(this.#admission + 22, '长期', '低盐低脂饮食', isoTime(end)),
    ];
    for (const drug of this.#disease.drugs) rows.push(row(this.#admission + 30, '长期', drug, isoTime(end)));
    for (let at = this.#admission + DAY; at < end && rows.length < 24; at += DAY) {
      rows.push(row(at, '临时', `${this.#random.pick(TESTS)[0]}测定`, ''));
    }
    this.#document('医嘱单', undefined, [
      `${this.#identity()}  页码：1`,
      '| 开始时间 | 类别 | 医嘱 | 停止时间 | 开立医师 | 执行时间 | 执行护士 |',
      ...rows,
    ]);
  }

  #nursing(end: number): void {
    const rows: string[] = [];
    for (let at = this.#admission + HOUR; at < end && rows.length < 30; at += 12 * HOUR) {
      rows.push(
        this.#fill(
          `| ${isoTime(at)} | 36.{n:1-9} | {n:62-98} | {n:16-22} | {n:108-160}/{n:62-96} | ${this.#random.pick(CARE)} | ${this.#nurse} |`,
        ),
      );
    }
    this.#document('护理记录', undefined, [
      `${this.#identity()}  页码：1`,
      '| 时间 | 体温 | 脉搏 | 呼吸 | 血压 | 护理措施及效果 | 签名 |',
      ...rows,
    ]);
  }

  #discharge(end: number): void {
    const { name, complaint, findings, drugs } = this.#disease;
    const { time } = this.#layout;
    this.#document('出院记录', end + 2 * HOUR, [
      `入院日期：${time(this.#admission)}  出院日期：${time(end)}`,
      this.#section('入院情况', `因"${complaint}"入院。${findings.join('，')}。`),
      this.#section('入院诊断', `${name}；高血压病2级`),
      this.#section('诊疗经过', `入院后完善检查，予${drugs.join('、')}等治疗，病情好转。`),
      this.#section('出院诊断', `1. ${name}  2. 高血压病2级`),
      this.#section('出院情况', '一般情况好，生命体征平稳。'),
      this.#section('出院医嘱', `1. 注意休息，规律服药：${drugs.slice(0, 2).join('；')}。2. 2周后门诊复查。`),
      this.#signed(end + 3 * HOUR, `${this.#resident}（住院医师）`, `${this.#attending}（主治医师）`),
    ]);
  }
}
