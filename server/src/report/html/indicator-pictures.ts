import { percent, type ReportIndicator, rateOf } from '../indicators.ts';
import type { Report, ReportChart } from '../model.ts';
import { type Say, text } from './markup.ts';

/** What one bar or point stands for. */
interface Share {
  readonly label: string;
  readonly numerator: number;
  readonly denominator: number;
}

/** More departments than this do not fit a picture; the worst are drawn. */
const MOST_BARS = 8;
/** More months than this cannot be told apart; the latest are drawn. */
const MOST_MONTHS = 24;

/** A rate of fewer charts is no rate worth a picture. */
const FEWEST_CHARTS = 4;

/** One picture for each indicator that some chart fails: its rate by department, and by month of discharge. */
export function pictures(indicators: readonly ReportIndicator[], report: Report, say: Say): string {
  const cards = indicators
    .filter(({ failed, denominator }) => failed.length > 0 && denominator >= FEWEST_CHARTS)
    .flatMap((indicator) => {
      const drawn = [byDepartment(indicator, report, say), byMonth(indicator, report, say)].join('');
      if (!drawn) return [];
      const rate = rateOf(indicator);
      const head = `<figcaption>${text(indicator.name)} <b>${rate === undefined ? '–' : percent(rate)}</b></figcaption>`;
      return [`<figure class="picture${indicator.better === 'lower' ? ' lower' : ''}">${head}${drawn}</figure>`];
    });
  if (cards.length === 0) return '';
  const title = say('指标图：按科室，按出院月份', 'Indicators by department and month of discharge');
  const note = say(
    `只画有不合格病历且判定了${FEWEST_CHARTS}份以上的指标；科室由差到好；虚线跨过没有病历的月份。`,
    'Only indicators of four charts or more that some chart fails are drawn, the worst departments first; dotted lines bridge months without charts.',
  );
  return `<section class="panel full" id="pictures"><h2>${text(title)}</h2><p class="note">${text(note)}</p><div class="pictures">${cards.join('\n')}</div></section>`;
}

/** The charts judged for an indicator, by what `keyOf` makes of them; those without a key are left out. */
function sharesBy(
  { id, better }: ReportIndicator,
  charts: readonly ReportChart[],
  keyOf: (chart: ReportChart) => string | undefined,
): Share[] {
  const counts = new Map<string, { met: number; failed: number }>();
  for (const chart of charts) {
    const outcome = chart.outcomes[id];
    const key = keyOf(chart);
    if (key === undefined || (outcome !== 'met' && outcome !== 'failed')) continue;
    const count = counts.get(key) ?? { met: 0, failed: 0 };
    count[outcome]++;
    counts.set(key, count);
  }
  return [...counts].map(([label, { met, failed }]) => ({
    label,
    numerator: better === 'lower' ? failed : met,
    denominator: met + failed,
  }));
}

function shareText(share: Share): string {
  return `${percent(share.numerator / share.denominator)} (${share.numerator}/${share.denominator})`;
}

function described(title: string, shares: readonly Share[], say: Say): string {
  const told = shares.map((share) => `${share.label} ${shareText(share)}`).join(say('；', '; '));
  return `<title>${text(title)}</title><desc>${text(told)}</desc>`;
}

const ROW = 20;
const WIDTH = 320;
const LABEL = 96;
/** A rate of `100%` or `87.1%`, and the gap to the counts behind it. */
const RATE = 44;
const DIGIT = 6.8;

function byDepartment(indicator: ReportIndicator, { charts }: Report, say: Say): string {
  const unnamed = say('未写科室', 'none named');
  const all = sharesBy(indicator, charts, ({ department }) => department ?? unnamed);
  if (all.length < 2) return '';
  const worst = indicator.better === 'lower' ? -1 : 1;
  const rate = (share: Share) => share.numerator / share.denominator;
  const sorted = all.sort(
    (a, b) => worst * (rate(a) - rate(b)) || b.denominator - a.denominator || (a.label < b.label ? -1 : 1),
  );
  const shown = sorted.slice(0, MOST_BARS);
  const left = sorted.length - shown.length;
  const widest = Math.max(...shown.map(({ numerator, denominator }) => `${numerator}/${denominator}`.length));
  const room = Math.floor(WIDTH - LABEL - RATE - widest * DIGIT);
  const bars = shown.map((share, index) => {
    const y = index * ROW;
    const fill = (rate(share) * room).toFixed(1);
    return `<g><title>${text(`${share.label} ${shareText(share)}`)}</title><text x="${LABEL - 8}" y="${y + 14}" class="end">${text(short(share.label))}</text><rect class="track" x="${LABEL}" y="${y + 5}" width="${room}" height="10" rx="2"></rect><rect class="value" x="${LABEL}" y="${y + 5}" width="${fill}" height="10" rx="2"></rect><text x="${LABEL + room + 6}" y="${y + 14}">${percent(rate(share))}</text><text x="${WIDTH}" y="${y + 14}" class="end faint">${share.numerator}/${share.denominator}</text></g>`;
  });
  const height = shown.length * ROW + (left > 0 ? ROW : 0);
  const rest =
    left > 0
      ? `<text x="${LABEL}" y="${height - 6}" class="faint">${text(say(`另有 ${left} 个科室`, `${left} more departments`))}</text>`
      : '';
  const title = say(`${indicator.name}，按科室`, `${indicator.name}, by department`);
  return `<svg role="img" class="bars-picture" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}">${described(title, sorted, say)}${bars.join('')}${rest}</svg>`;
}

/** A name of a department as wide as its column lets it be. */
function short(label: string): string {
  let width = 0;
  for (const [index, character] of [...label].entries()) {
    width += character > '\u2E7F' ? 12 : 6.5;
    if (width > LABEL - 10) return `${[...label].slice(0, index - 1).join('')}…`;
  }
  return label;
}

const LINE_HEIGHT = 112;
const TOP = 10;
const BOTTOM = 26;
const LEFT = 34;
const RIGHT = 26;

function byMonth(indicator: ReportIndicator, { charts }: Report, say: Say): string {
  const shares = sharesBy(indicator, charts, ({ discharge }) => discharge?.slice(0, 7)).sort((a, b) =>
    a.label < b.label ? -1 : 1,
  );
  const [first, last] = [shares[0], shares.at(-1)];
  if (!first || !last || first === last) return '';
  const months = monthsBetween(first.label, last.label).slice(-MOST_MONTHS);
  const step = (WIDTH - LEFT - RIGHT) / Math.max(1, months.length - 1);
  const x = (month: string) => LEFT + months.indexOf(month) * step;
  const y = (share: number) => TOP + (1 - share) * (LINE_HEIGHT - TOP - BOTTOM);
  const drawn = shares.filter(({ label }) => months.includes(label));
  const points = drawn.map((share) => ({ share, x: x(share.label), y: y(share.numerator / share.denominator) }));
  const grid = [0, 0.5, 1].map(
    (value) =>
      `<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(value)}" y2="${y(value)}"></line><text x="${LEFT - 6}" y="${y(value) + 4}" class="end faint">${value * 100}%</text>`,
  );
  const line = points.slice(1).map((to, index) => {
    const from = points[index] ?? to;
    // Months without charts in between are bridged, not measured.
    const kind = to.x - from.x > step * 1.5 ? 'line bridge' : 'line';
    return `<line class="${kind}" x1="${from.x.toFixed(1)}" y1="${from.y.toFixed(1)}" x2="${to.x.toFixed(1)}" y2="${to.y.toFixed(1)}"></line>`;
  });
  const dots = points.map(
    (point) =>
      `<circle class="dot" cx="${point.x.toFixed(1)}" cy="${point.y.toFixed(1)}" r="3.5"><title>${text(`${point.share.label} ${shareText(point.share)}`)}</title></circle>`,
  );
  const every = Math.max(1, Math.ceil(52 / step));
  const labels = months.map((month, index) =>
    (months.length - 1 - index) % every === 0
      ? `<text x="${x(month).toFixed(1)}" y="${LINE_HEIGHT - 6}" class="middle faint">${month}</text>`
      : '',
  );
  const title = say(`${indicator.name}，按出院月份`, `${indicator.name}, by month of discharge`);
  return `<svg role="img" class="line-picture" viewBox="0 0 ${WIDTH} ${LINE_HEIGHT}" width="${WIDTH}" height="${LINE_HEIGHT}">${described(title, shares, say)}${grid.join('')}${line.join('')}${dots.join('')}${labels.join('')}</svg>`;
}

/** `2024-11` to `2025-02`: every month, those without charts too, so that time runs evenly. */
function monthsBetween(first: string, last: string): string[] {
  const number = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
  const from = Math.max(number(first), number(last) - MOST_MONTHS + 1);
  return Array.from({ length: number(last) - from + 1 }, (_, index) => {
    const month = from + index;
    return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`;
  });
}
