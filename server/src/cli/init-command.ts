import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CONFIG_FILE } from '../lint/config.ts';
import { type Context, EXIT, say } from './context.ts';
import { Failure } from './failure.ts';

const TEMPLATE = `# EMR Lint 配置。放在病历文件夹或其上级文件夹；离病历最近的一份生效。
# 说明：emr-lint --help；全部规则：emr-lint --list-rules；一条规则：emr-lint --explain 编号

# 规则包。recommended = national（病历书写基本规范等）+ core（核心制度）+ indicators（病案质控指标）+ quality。
# 另有 regional（地方要求）、local（行业惯例，无全国明文），以及本院自己的规则包文件（./ 开头）。
packs: [recommended]

# 按编号调整规则：error、warning、information、hint、off，或 { severity, 参数 }。
rules:
  # writing/clock: off
  # timeliness/post-op-first-note: { severity: warning }

# 评分表：default、zhejiang-2021，或本院的评分表文件（./ 开头）。
scoreSheet: default

# 本院危急值（由医院制定并定期调整，没有全国统一数值）。
# criticalLimits:
#   - { item: 钾, aliases: [血钾, K], unit: mmol/L, low: 2.8, high: 6.2 }

# 国务院放假安排之外，本院另行放假、上班的日子。
# holidays: { holidays: [2024-05-06], workdays: [2024-05-11] }

# 科室的不同要求。
# departments:
#   - { names: [重症医学科], rules: { timeliness/rounds-per-week: off } }

# 检查哪些文件（相对本文件所在文件夹的通配）。
# files: { exclude: [归档/**] }

# 按此刻评判在院病历；不写则为现在。
# asOf: 2024-03-01T08:00
`;

/** Writes a commented configuration into the working directory; one that is there stays. */
export async function initCommand(context: Context): Promise<number> {
  const file = resolve(context.cwd, CONFIG_FILE);
  await writeFile(file, TEMPLATE, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST')
      throw new Failure(`${CONFIG_FILE} 已存在，未改动`, `${CONFIG_FILE} exists and was left alone`);
    throw new Failure(`无法写入 ${CONFIG_FILE}（${error.code}）`, `cannot write ${CONFIG_FILE} (${error.code})`);
  });
  say(context, `已建立 ${CONFIG_FILE}`, `made ${CONFIG_FILE}`);
  return EXIT.clean;
}
