import type { Locale } from '../lint/message.ts';

const ZH = `EMR Lint · 病历质控

用法
  emr-lint [选项] <病历文件或文件夹…>

  检查 .emr、.病历 文件，以及内容像病历的 .txt（UTF-8 或 GB18030）。
  同一文件夹中住院号与住院次数相同（或门诊号与就诊时间相同）的文件是一份病历。

输出
  -f, --format 格式       stylish（缺省）、json、sarif、junit、html、ndjson，
                          csv（每行一个问题）、indicators-csv（每行一项质控指标）、
                          xlsx（Excel 工作簿：缺陷、病历、指标、扣分；须与 --output 合用）
  -o, --output 文件       写入文件，不写到屏幕
      --quiet             只列错误
      --lang zh|en        语言，缺省 zh

评判
      --as-of 时间        按此刻评判，如 2024-03-01T15:30；缺省为现在
  -c, --config 文件       用这份配置；缺省从病历所在文件夹向上寻找 emr-lint.config.yaml
      --pack 名称         规则包，可重复；写了就取代缺省的 recommended。也可以是规则包文件
      --rule 编号=级别    调整一条规则，可重复：error、warning、information、hint、off
      --max-warnings N    警告多于 N 个时以 1 退出
      --baseline 文件     基线：文件不存在时记下现有问题，存在时只报告新问题

处理
      --fix               修改可以安全修改之处（只改写法，不改内容）
  -j, --jobs N            线程数；缺省按文件多少决定
      --encoding 编码     auto（缺省）、utf-8、gb18030、utf-16le、utf-16be
      --no-cross-chart    不做跨病历比对（目前没有跨病历的规则，此选项暂无作用）
      --stdin             从标准输入读一份病历；与 --format ndjson 合用时每行一份：
                          {"id": "…", "files": [{"name": "…", "text": "…"}]}
      --stdin-filename 名 标准输入的文件名，用于显示和寻找配置

其他
      --init              在当前文件夹建立 emr-lint.config.yaml
      --list-rules        列出全部规则（--format json 为 JSON）
      --list-indicators   列出质控指标：分子、分母、计法与所据规则
      --explain 编号      说明一条规则：依据、原因、例子
  -h, --help              显示本说明
  -v, --version           显示版本

退出码
  0 没有错误级问题   1 有错误级问题（或警告超过 --max-warnings）   2 未能执行

豁免写在 emr-lint.waivers.yaml（规则、病历、指纹、理由、豁免人、日期）；不在病历中加任何标记。
`;

const EN = `EMR Lint: quality control of Chinese medical records

Usage
  emr-lint [options] <files or folders…>

  Lints .emr and .病历 files, and any .txt that reads like a record (UTF-8 or GB18030).
  Files of one folder with the same 住院号 and 住院次数 (or 门诊号 and 就诊时间) are one chart.

Output
  -f, --format FORMAT     stylish (default), json, sarif, junit, html, ndjson,
                          csv (a finding a row), indicators-csv (a quality indicator a row),
                          xlsx (Excel: defects, charts, indicators, deductions; needs --output)
  -o, --output FILE       write to a file instead of the screen
      --quiet             errors only
      --lang zh|en        language, zh by default

Judging
      --as-of TIME        judge as of this time, such as 2024-03-01T15:30; now by default
  -c, --config FILE       this configuration; by default emr-lint.config.yaml nearest upwards from a record
      --pack NAME         rule pack, repeatable; given, they replace the default, recommended. May be a pack file
      --rule ID=SEVERITY  adjust a rule, repeatable: error, warning, information, hint, off
      --max-warnings N    exit with 1 when there are more than N warnings
      --baseline FILE     baseline: noted when the file does not exist, else only new findings are reported

Processing
      --fix               mend what can be mended safely (notation, never content)
  -j, --jobs N            threads; by the number of files by default
      --encoding NAME     auto (default), utf-8, gb18030, utf-16le, utf-16be
      --no-cross-chart    no comparison across charts (no rule does so yet: without effect so far)
      --stdin             read one record from standard input; with --format ndjson one chart a line:
                          {"id": "…", "files": [{"name": "…", "text": "…"}]}
      --stdin-filename N  name of standard input, to show and to find the configuration by

Other
      --init              make emr-lint.config.yaml here
      --list-rules        list all rules (as JSON with --format json)
      --list-indicators   list quality indicators: numerator, denominator, and the rules counted
      --explain ID        explain a rule: clause, reason, examples
  -h, --help              show this
  -v, --version           show the version

Exit codes
  0 no errors   1 errors found (or more warnings than --max-warnings)   2 could not run

Waivers stand in emr-lint.waivers.yaml (rule, chart, fingerprint, reason, by, date); nothing is ever put into a record.
`;

export function helpText(locale: Locale): string {
  return locale === 'zh' ? ZH : EN;
}
