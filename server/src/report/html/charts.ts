import { isTemplate } from '../../chart/group.ts';
import type { Severity } from '../../lint/finding.ts';
import type { Report, ReportChart, ReportFinding, ReportScore } from '../model.ts';
import { categoryOf, placeText, severityWord, stateWord } from '../words.ts';
import { type Say, text, time } from './markup.ts';
import { gradeClass } from './overview.ts';
import { countSeverities } from './statistics.ts';

/** One card a chart: whose it is and its score in the head, deductions and findings inside. */
export function chartCard(chart: ReportChart, index: number, report: Report, say: Say): string {
  const { department, score } = chart;
  const open = report.charts.length === 1 ? ' open' : '';
  const data = `data-department="${text(department ?? '')}" data-grade="${text(score?.grade ?? '')}" data-points="${score?.points ?? ''}"`;
  const body = chart.findings.map((finding) => findingItem(finding, chart, report, say)).join('');
  const nothing =
    chart.findings.length === 0 ? `<p class="nothing">${text(say('未发现问题', 'Nothing found'))}</p>` : '';
  return `<details class="chart" id="chart-${index + 1}" ${data}${open}><summary>${chartHead(chart, report, say)}</summary><div class="inside">${deductions(score, say)}${nothing}<ul class="findings">${body}</ul></div></details>`;
}

function chartHead(chart: ReportChart, { locale }: Report, say: Say): string {
  const { id, patient, department, admission, discharge, died, score, files } = chart;
  const nameless = id.startsWith('?/');
  const stay = [admission && time(admission), discharge ? time(discharge) : admission && say('在院', 'in hospital')]
    .filter(Boolean)
    .join(' → ');
  const facts = files.every(isTemplate)
    ? [say('模板', 'template')]
    : [
        patient,
        department,
        stay && `${stay}${died ? say('（死亡）', ' (died)') : ''}`,
        nameless ? say('未写住院号、门诊号', 'names no patient') : files.join('、'),
      ].filter((fact) => fact);
  const counts = countSeverities([chart]);
  const chips = (['error', 'warning', 'information', 'hint'] as const)
    .filter((severity) => counts[severity] > 0)
    .map(
      (severity) => `<span class="chip ${severity}">${text(severityWord(severity, locale))} ${counts[severity]}</span>`,
    )
    .join('');
  const vetoes =
    score && score.vetoes.length > 0
      ? `<span class="chip veto">${text(say('单项否决', 'veto'))} ${score.vetoes.length}</span>`
      : '';
  const badge = score
    ? `<span class="score grade-${gradeClass(score.grade)}"><b>${score.points}</b><i>${text(score.grade)}</i></span>`
    : `<span class="score none">${text(say('不评分', 'no score'))}</span>`;
  return `${badge}<span class="who"><strong>${text(nameless ? files.join('、') : id)}</strong><small>${facts.map((fact) => text(fact ?? '')).join('<i>·</i>')}</small></span><span class="chips">${vetoes}${chips}</span>`;
}

function deductions(score: ReportScore | undefined, say: Say): string {
  if (!score || score.deductions.length === 0) return '';
  const rows = score.deductions.map(({ item, row, asked, taken, veto, inferred, count }) => {
    const notes = [
      count > 1 ? say(`${count} 处`, `${count}×`) : '',
      veto ? say('单项否决', 'veto') : '',
      inferred ? say('参照扣分', 'by analogy') : '',
      taken < asked
        ? taken === 0
          ? say('已由否决计入，不再扣', 'covered by the veto')
          : say('已达上限', 'cap reached')
        : '',
    ].filter(Boolean);
    const aside = notes.length > 0 ? `<small>${notes.map((note) => text(note)).join(' · ')}</small>` : '';
    return `<tr${veto ? ' class="veto"' : ''}><td>${text(item)}</td><td>${text(row)}${aside}</td><td>${taken > 0 ? `−${taken}` : '0'}</td></tr>`;
  });
  const title = say(`扣分明细（${score.sheet}）`, `Deductions (${score.sheet})`);
  return `<table class="deductions"><caption>${text(title)}</caption><tbody>${rows.join('')}<tr class="sum"><td></td><td>${text(say('得分', 'Points'))}</td><td>${score.points} ${text(score.grade)}</td></tr></tbody></table>`;
}

function findingItem(finding: ReportFinding, chart: ReportChart, report: Report, say: Say): string {
  const { rule, severity, message, file, range, state, waived, fingerprint } = finding;
  const { locale } = report;
  const described = report.rules[rule];
  const tags = [
    `<span class="severity ${severity}">${text(severityWord(severity, locale))}</span>`,
    state ? `<span class="state">${text(stateWord(state, locale))}</span>` : '',
    waived ? `<span class="state waived">${text(say('已豁免', 'waived'))}</span>` : '',
  ];
  const basis = finding.basis.map((one) => `<li>${text(one.text)}</li>`).join('');
  const data = `data-rule="${text(rule)}" data-category="${text(categoryOf(rule))}" data-severity="${severityOf(finding)}" data-chart="${text(chart.id)}" data-print="${text(fingerprint)}"`;
  const copy =
    waived || fingerprint === ''
      ? ''
      : `<button type="button" class="copy" data-copy>${text(say('复制豁免条目', 'copy waiver'))}</button>`;
  return `<li class="finding ${severity}${waived ? ' is-waived' : ''}" ${data}><div class="said">${tags.join('')}<p>${text(message)}</p>${copy}</div>${excerpt(finding)}${related(finding, say)}<div class="meta"><span class="rule" title="${text(rule)}">${text(described?.title ?? rule)}</span>${basis ? `<ul class="basis">${basis}</ul>` : ''}<span class="place">${text(`${file}:${placeText(range)}`)}</span>${fixNote(finding, say)}</div>${waiverNote(finding, say)}</li>`;
}

/** Waived findings are a kind by themselves to the filter: they are shown only when asked for. */
function severityOf({ severity, waived }: ReportFinding): Severity | 'waived' {
  return waived ? 'waived' : severity;
}

function excerpt({ excerpt }: ReportFinding): string {
  if (!excerpt) return '';
  const { before, marked, after } = excerpt;
  return `<blockquote>${text(before)}<mark>${text(marked)}</mark>${text(after)}</blockquote>`;
}

function related({ related }: ReportFinding, say: Say): string {
  if (related.length === 0) return '';
  const items = related.map(
    ({ file, range, message }) => `${text(message)} <span class="place">${text(`${file}:${placeText(range)}`)}</span>`,
  );
  return `<p class="related">${text(say('相关：', 'See: '))}${items.join('；')}</p>`;
}

function fixNote({ fixes }: ReportFinding, say: Say): string {
  const [first] = fixes;
  return first ? `<span class="fix">${text(say(`可修复：${first.title}`, `fix: ${first.title}`))}</span>` : '';
}

function waiverNote({ waived }: ReportFinding, say: Say): string {
  if (!waived) return '';
  const { reason, by, date } = waived;
  return `<p class="waiver">${text(say(`豁免理由：${reason}（${by}，${date}）`, `Waived: ${reason} (${by}, ${date})`))}</p>`;
}
