import { isHan } from '../text/characters.ts';

/** Common surnames (single characters, then double ones); a bare word is only taken for a name when it begins with one. */
const SURNAMES = new Set(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文洪季施尚柯温庞樊殷牛翟倪葛俞邢岳齐柳申梅庄辛管祝左涂谷时费童裴霍关焦翁耿詹符甘宁欧蒙柴华路包司祁车尤褚房冉卓娄凌骆傅米楚蓝穆查卜谌阎解应宫甄景阮佟麦晏屈单桂荣盛成匡邬蔺纪舒臧项闵席缪冷卞苗牟阳祖鲍鲁艾褚滕甲乙丙丁戊贝饶柏简冼颜池卫窦章毕伏茅刁虞昝裘宗郁吉嵇荀惠芮储靳糜巫郗仇栾厉戎束郜蒲邰屠胥莘党贡劳姬郦雍桑濮扈冀浦瞿慕茹古戈庾暨聂晁敖阚鞠丰巢蒯荆游竺桓苟佘伍邝花沙喻酆晋戚谈邰湛郏仲伊奚鄢帅佀仝亓肇',
);
const DOUBLE_SURNAMES = new Set([
  '欧阳',
  '上官',
  '司马',
  '诸葛',
  '司徒',
  '皇甫',
  '东方',
  '尉迟',
  '令狐',
  '慕容',
  '公孙',
  '夏侯',
  '端木',
  '长孙',
]);
const NAME_STARTS = new Uint8Array(65536);
for (const name of [...SURNAMES, ...DOUBLE_SURNAMES, ...'*＊某XxX×○']) NAME_STARTS[name.charCodeAt(0)] = 1;

const NO_NAMES =
  /患者|本人|家属|医师|医生|医院|护士|上级|值班|全科|科室|查房|记录|今日|目前|术前|术后|首次|日常|病程|签名|签字|手术|治疗|检查|诊断|情况|同意|单位|时间|日期|常规|阳性|阴性|正常|异常|^[年月日时分秒]+$|^(?:none|null|nan)$/i;

function isMaskCharacter(code: number): boolean {
  return (
    code === 0x2a ||
    code === 0xff0a ||
    code === 0x67d0 ||
    code === 0x58 ||
    code === 0x78 ||
    code === 0xd7 ||
    code === 0x25cb
  );
}

/** True for what can be a person's name where a name is expected: two to four characters, masked or not, or a lone surname. */
export function mayBeName(word: string): boolean {
  if (word.length === 0 || word.length > 12 || NO_NAMES.test(word)) return false;
  let han = 0;
  for (let at = 0; at < word.length; at++) {
    const code = word.charCodeAt(at);
    if (isHan(code) || isMaskCharacter(code) || (code >= 0xd800 && code < 0xe000)) han++;
    else if (code !== 0xb7 && code !== 0x2022) return /^[A-Za-z][A-Za-z .'-]*$/.test(word);
  }
  return han <= 4 || word.includes('·');
}

/** True for characters a name may begin with where none is expected: surnames and masks. */
export function beginsName(code: number): boolean {
  return NAME_STARTS[code] === 1;
}

/** True for what is a name even where none is expected: led by a surname, or masked. */
export function isSurelyName(word: string): boolean {
  if (!mayBeName(word) || word.length > 4) return false;
  return (
    SURNAMES.has(word.charAt(0)) ||
    DOUBLE_SURNAMES.has(word.slice(0, 2)) ||
    isMaskCharacter(word.charCodeAt(word.length - 1))
  );
}

/**
 * Whether two written names can be the same person's. Masked characters agree with anything (王某某 with 王五, not with
 * 李某某), a lone surname with all who bear it; a name without a legible character says nothing and agrees with all.
 */
export function nameAgrees(a: string, b: string): boolean {
  const one = legible(a);
  const other = legible(b);
  if (one.masked || other.masked || one.text.length === 1 || other.text.length === 1) {
    const length = Math.min(one.text.length, other.text.length);
    for (let at = 0; at < length; at++) {
      const mine = one.text.charCodeAt(at);
      const theirs = other.text.charCodeAt(at);
      if (mine !== theirs && !isMaskCharacter(mine) && !isMaskCharacter(theirs)) return false;
    }
    return true;
  }
  return one.text === other.text;
}

function legible(name: string): { text: string; masked: boolean } {
  const text = name.replace(/[\s\u3000]+/g, '');
  for (let at = 0; at < text.length; at++) if (isMaskCharacter(text.charCodeAt(at))) return { text, masked: true };
  return { text, masked: false };
}
