/** The page's style: quiet on screen, plain on paper. */
export const STYLE = `
:root { --ink: #1d2733; --soft: #5d6b7a; --faint: #8d99a6; --line: #e3e8ed; --paper: #fff; --ground: #f4f6f8; --brand: #0f6b72;
  --error: #c0322b; --warning: #b7791f; --information: #2b6cb0; --hint: #7a8794; --waived: #7a8794;
  --a: #1f8a5b; --b: #c98a1b; --c: #c0322b; --other: #5d6b7a; --hover: #eef4f5; --raised: #fafbfc; --chip: #eef1f4; --error-soft: #fae7e5; --warning-soft: #fbf1de; --information-soft: #e5eff9; --good-soft: #e5f4ec; --quote: #f7f8fa; --edge: #ccd4dc; --quote-ink: #3c4856; --tag-a: var(--a); --tag-b: #ad7414; --tag-c: var(--c); --mark: #ffe9b8; --mark-error: #fbd5d1; --mark-information: #d5e6f7; --dot: #c3ccd5; --waived-edge: #cfd6dd; --warning-fill: #dba03b; --information-fill: #6fa3d4; --hint-fill: #b9c2cb; --warning-ink: #8a5d0c; --b-ink: #96650b;
  color-scheme: light; }
@media screen and (prefers-color-scheme: dark) {
  :root { --ink: #dfe6ec; --soft: #a3b0bc; --faint: #82909d; --line: #323c46; --paper: #1f262d; --ground: #171c21; --brand: #4fb3b8; --error: #f0837b; --warning: #e0ab52; --information: #7cb2e8; --hint: #8d99a6; --a: #45b380; --b: #d19a3c; --c: #dc6159; --hover: #27333a; --raised: #242c34; --chip: #2c353e; --error-soft: #45292a; --warning-soft: #41351f; --information-soft: #22364a; --good-soft: #1e3a2e; --quote: #242c34; --edge: #46525d; --quote-ink: #c4ced7; --tag-a: #1f7a52; --tag-b: #94681a; --tag-c: #b0413a; --mark: #6b5520; --mark-error: #6d3733; --mark-information: #2f4f70; --dot: #56626d; --waived-edge: #4a5560; --warning-fill: #b98530; --information-fill: #4f86bb; --hint-fill: #5c6873; --warning-ink: #e0ab52; --b-ink: #e0ab52;
    color-scheme: dark; }
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.6 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", system-ui, sans-serif; -webkit-text-size-adjust: 100%; }
header, main, footer { max-width: 1180px; margin: 0 auto; padding: 0 24px; }
header { padding-top: 36px; padding-bottom: 8px; display: flex; justify-content: space-between; align-items: flex-end; gap: 24px; flex-wrap: wrap; }
h1 { margin: 0; font-size: 28px; letter-spacing: .04em; line-height: 1.3; }
h1::before { content: ""; display: inline-block; width: 6px; height: 26px; margin-right: 14px; background: var(--brand); border-radius: 2px; vertical-align: -3px; }
nav { display: flex; gap: 16px; font-size: 13px; } nav a { color: var(--brand); text-decoration: none; } nav a:hover { text-decoration: underline; }
#indicators, #pictures { scroll-margin-top: 12px; }
header p { margin: 0; color: var(--soft); font-size: 13px; }
h2 { margin: 0 0 12px; font-size: 15px; font-weight: 600; }
button, select, input { font: inherit; color: inherit; }
.figures { display: flex; gap: 12px; flex-wrap: wrap; margin: 20px 0 12px; }
.figure { flex: 1 1 120px; background: var(--paper); border: 1px solid var(--line); border-radius: 10px; padding: 14px 16px; display: flex; flex-direction: column; min-width: 0; }
.figure.wide { flex: 1.5 1 190px; }
.figure b { font-size: 30px; line-height: 1.15; font-variant-numeric: tabular-nums; font-weight: 650; }
.figure b em { font-size: 16px; font-style: normal; font-weight: 500; margin-left: 2px; }
.figure span { font-size: 13px; }
.figure small { color: var(--faint); font-size: 12px; min-height: 1.2em; }
.figure.error b { color: var(--error); } .figure.warning b { color: var(--warning); } .figure.information b { color: var(--information); }
.figure.zero b { color: var(--faint); }
.share { display: flex; height: 8px; border-radius: 4px; overflow: hidden; margin: 7px 0 4px; gap: 2px; }
.legend { display: flex; gap: 12px; font-size: 12px; color: var(--soft); }
.legend i { display: inline-block; width: 8px; height: 8px; border-radius: 2px; margin-right: 5px; }
i.grade-a { background: var(--a); } i.grade-b { background: var(--b); } i.grade-c { background: var(--c); } i.grade-other { background: var(--other); }
.panels { display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); gap: 12px; }
.panel { background: var(--paper); border: 1px solid var(--line); border-radius: 10px; padding: 16px 18px; min-width: 0; }
.panel.full { margin-top: 12px; overflow-x: auto; }
.bars { display: grid; gap: 3px; }
.bar { display: grid; grid-template-columns: 5em 1fr 2.6em; gap: 10px; align-items: center; border: 0; background: none; padding: 3px 6px; margin: 0 -6px; border-radius: 6px; text-align: left; cursor: pointer; font-size: 13px; line-height: 1.5; }
.bars.rules .bar { grid-template-columns: minmax(0, 3fr) minmax(0, 2fr) 2.6em; }
.bar > span:first-child { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.bar:hover, .bar.on { background: var(--hover); } .bar.on { box-shadow: inset 3px 0 var(--brand); }
.bar b { text-align: right; font-variant-numeric: tabular-nums; font-weight: 600; }
.track { display: flex; height: 10px; border-radius: 3px; overflow: hidden; gap: 1px; }
.track i { height: 100%; } i.error { background: var(--error); } i.warning { background: var(--warning-fill); } i.information { background: var(--information-fill); } i.hint { background: var(--hint-fill); }
table { border-collapse: collapse; width: 100%; font-size: 13px; font-variant-numeric: tabular-nums; }
th, td { padding: 6px 10px; border-bottom: 1px solid var(--line); text-align: right; white-space: nowrap; }
thead th { color: var(--soft); font-weight: 500; } tbody th { font-weight: 500; } th:first-child, td.left, th:nth-child(4) { text-align: left; }
tbody tr:last-child > * { border-bottom: 0; } td.zero { color: var(--faint); }
.tag { display: inline-block; padding: 0 7px; border-radius: 4px; font-size: 12px; color: #fff; }
.tag.grade-a { background: var(--tag-a); } .tag.grade-b { background: var(--tag-b); } .tag.grade-c { background: var(--tag-c); } .tag.grade-other { background: var(--other); }
.note { margin: -6px 0 12px; font-size: 12.5px; color: var(--soft); }
.indicators th, .indicators td { vertical-align: top; white-space: normal; } .indicators thead th { white-space: nowrap; } .indicators thead th:nth-child(4), .indicators thead th:nth-child(5) { text-align: left; }
.indicators tbody th { width: 40%; line-height: 1.5; } .indicators tbody th small { color: var(--faint); font-weight: 400; font-size: 11.5px; } .indicators .group th { color: var(--soft); font-size: 12px; padding-top: 12px; width: auto; background: var(--paper); }
.indicators tbody tr:last-child > * { border-bottom: 1px solid var(--line); } .indicators td.rate { width: 8.5em; } .rate b { font-weight: 650; font-size: 14px; }
.meter { display: block; height: 4px; border-radius: 2px; background: var(--chip); margin-top: 4px; overflow: hidden; } .meter i { display: block; height: 100%; background: var(--brand); } .lower .meter i { background: var(--error); }
.indicators td.links { text-align: left; font-size: 12.5px; max-width: 22em; overflow-wrap: anywhere; } .indicators td.links:last-child { width: 7em; } .links .from { font-weight: 500; white-space: nowrap; margin-right: 8px; display: inline-block; } .links .none { color: var(--faint); }
.indicators details > summary, .idle > summary { cursor: pointer; } .about > summary { list-style: none; } .about > summary::-webkit-details-marker { display: none; } .about > summary::after { content: " ⓘ"; color: var(--faint); font-size: 12px; font-weight: 400; } .about > summary:hover { color: var(--brand); } .about p { margin: 2px 0; color: var(--soft); font-weight: 400; font-size: 12.5px; }
.tagline { font-size: 11px; font-weight: 400; color: var(--soft); border: 1px solid var(--edge); border-radius: 4px; padding: 0 5px; white-space: nowrap; }
.idle { margin-top: 10px; font-size: 13px; color: var(--soft); } .idle ul { margin: 6px 0; padding-left: 1.4em; columns: 2 360px; column-gap: 28px; } .idle li { break-inside: avoid; margin-bottom: 4px; } .idle p { margin: 0; font-size: 12px; color: var(--faint); } .idle small { color: var(--faint); }
.pictures { display: grid; grid-template-columns: repeat(auto-fill, minmax(330px, 1fr)); gap: 20px 28px; } .picture { margin: 0; break-inside: avoid; } .picture figcaption { font-size: 13px; font-weight: 500; border-bottom: 1px solid var(--line); padding-bottom: 4px; margin-bottom: 6px; display: flex; justify-content: space-between; gap: 10px; }
.picture svg { display: block; width: 100%; max-width: 420px; height: auto; margin-top: 4px; font-size: 11.5px; font-variant-numeric: tabular-nums; } .picture text { fill: var(--ink); } .picture text.faint { fill: var(--soft); } .picture .end { text-anchor: end; } .picture .middle { text-anchor: middle; }
.picture .track { fill: var(--chip); } .picture .value, .picture .dot { fill: var(--brand); } .picture .line { stroke: var(--brand); stroke-width: 1.8; stroke-linecap: round; } .picture .bridge { stroke-dasharray: 1 4; } .picture .grid { stroke: var(--line); } .picture.lower .value, .picture.lower .dot { fill: var(--error); } .picture.lower .line { stroke: var(--error); }
#tools { position: sticky; top: 0; z-index: 2; background: var(--ground); padding: 14px 0 10px; margin-top: 14px; display: flex; flex-wrap: wrap; gap: 8px 10px; align-items: center; border-bottom: 1px solid var(--line); font-size: 13px; }
#tools select, #tools input[type=search], #tools button { height: 30px; border: 1px solid var(--edge); background: var(--paper); border-radius: 7px; padding: 0 8px; }
#tools input[type=search] { flex: 1 1 120px; min-width: 110px; } #tools select { max-width: 116px; } #tools select, #tools button { padding: 0 6px; }
#tools button { cursor: pointer; } #tools button:hover { border-color: var(--brand); color: var(--brand); }
.tabs { display: inline-flex; } .tabs button:first-child { border-radius: 7px 0 0 7px !important; } .tabs button:last-child { border-radius: 0 7px 7px 0 !important; border-left: 0 !important; }
#tools .tabs [aria-selected=true] { background: var(--brand); border-color: var(--brand); color: #fff; }
.boxes { display: inline-flex; gap: 10px; } .boxes label { display: inline-flex; align-items: center; gap: 4px; cursor: pointer; white-space: nowrap; }
.boxes input { accent-color: var(--brand); margin: 0; }
#shown { color: var(--soft); flex-basis: 100%; }
.chart { background: var(--paper); border: 1px solid var(--line); border-radius: 10px; margin: 10px 0; content-visibility: auto; contain-intrinsic-size: auto 76px; scroll-margin-top: 110px; }
.chart > summary { display: flex; align-items: center; gap: 16px; padding: 12px 18px; cursor: pointer; list-style: none; border-radius: 10px; }
.chart > summary::-webkit-details-marker { display: none; }
.chart > summary::after { content: ""; flex: none; width: 8px; height: 8px; border: solid var(--faint); border-width: 0 2px 2px 0; transform: rotate(45deg) translateY(-3px); }
.chart[open] > summary::after { transform: rotate(225deg) translate(-3px, 0); }
.chart > summary:hover { background: var(--raised); } .chart[open] > summary { border-bottom: 1px solid var(--line); border-radius: 10px 10px 0 0; }
.score { flex: none; width: 78px; display: flex; align-items: baseline; justify-content: center; gap: 5px; border-radius: 8px; padding: 5px 0; background: var(--chip); }
.score b { font-size: 21px; font-variant-numeric: tabular-nums; line-height: 1.3; } .score i { font-style: normal; font-size: 14px; }
.score.grade-a { background: var(--good-soft); color: var(--a); } .score.grade-b { background: var(--warning-soft); color: var(--b-ink); } .score.grade-c { background: var(--error-soft); color: var(--c); }
.score.none { color: var(--soft); font-size: 13px; } .score.count { font-size: 18px; font-weight: 600; }
.who { flex: 1; min-width: 0; } .who strong { display: block; font-size: 16px; overflow-wrap: anywhere; } .who small { color: var(--soft); font-size: 13px; display: block; overflow-wrap: anywhere; } .who small i { margin: 0 7px; color: var(--dot); font-style: normal; }
.chips { display: flex; gap: 6px; flex-wrap: wrap; justify-content: flex-end; }
.chip { font-size: 12px; border-radius: 10px; padding: 1px 9px; white-space: nowrap; background: var(--chip); color: var(--soft); }
.chip.error { background: var(--error-soft); color: var(--error); } .chip.warning { background: var(--warning-soft); color: var(--warning-ink); } .chip.information { background: var(--information-soft); color: var(--information); } .chip.veto { background: var(--error); color: #fff; }
.inside { padding: 6px 18px 14px; }
.deductions { margin: 10px 0 14px; font-size: 13px; background: var(--raised); border: 1px solid var(--line); border-radius: 8px; border-collapse: separate; border-spacing: 0; }
.deductions caption { text-align: left; color: var(--soft); font-size: 13px; padding: 0 0 6px; }
.deductions td { padding: 5px 12px; text-align: left; white-space: normal; vertical-align: top; } .deductions td:first-child { width: 11em; color: var(--soft); } .deductions td:last-child { width: 6em; text-align: right; }
.deductions small { color: var(--faint); margin-left: 8px; } .deductions .veto td { color: var(--error); } .deductions .sum td { font-weight: 600; }
.findings { list-style: none; margin: 0; padding: 0; }
.finding { border-left: 3px solid var(--hint); padding: 9px 0 9px 14px; margin: 10px 0; }
.finding.error { border-color: var(--error); } .finding.warning { border-color: var(--warning-fill); } .finding.information { border-color: var(--information-fill); } .finding.is-waived { border-color: var(--waived-edge); color: var(--soft); }
.said { display: flex; align-items: baseline; gap: 8px; } .said p { margin: 0; font-weight: 500; }
.severity { flex: none; font-size: 12px; font-weight: 600; } .severity.error { color: var(--error); } .severity.warning { color: var(--warning); } .severity.information { color: var(--information); } .severity.hint { color: var(--hint); }
.state { flex: none; font-size: 12px; border: 1px solid var(--edge); border-radius: 4px; padding: 0 5px; color: var(--soft); line-height: 1.5; }
blockquote { margin: 6px 0; padding: 6px 12px; background: var(--quote); border-radius: 6px; font-family: "Songti SC", SimSun, "Noto Serif CJK SC", serif; font-size: 14px; color: var(--quote-ink); white-space: pre-wrap; overflow-wrap: anywhere; }
mark { background: var(--mark); color: inherit; border-radius: 2px; padding: 0 1px; } .finding.error mark { background: var(--mark-error); } .finding.information mark { background: var(--mark-information); }
.related { margin: 4px 0; font-size: 13px; color: var(--soft); }
.meta { display: flex; flex-wrap: wrap; gap: 2px 14px; font-size: 12.5px; color: var(--soft); align-items: baseline; }
.basis { display: inline; margin: 0; padding: 0; list-style: none; } .basis li { display: inline; color: var(--brand); } .basis li + li::before { content: "；"; color: var(--faint); }
.place { color: var(--faint); font-variant-numeric: tabular-nums; overflow-wrap: anywhere; } .fix::before { content: "✎ "; } .from { color: var(--brand); font-weight: 600; text-decoration: none; }
.rule-group .rule { display: none; } .said p { flex: 1; }
.copy { flex: none; border: 0; background: none; padding: 0; color: var(--faint); cursor: pointer; font-size: 12.5px; opacity: 0; } .finding:hover .copy, .copy:focus-visible { opacity: 1; } .copy:hover { color: var(--brand); text-decoration: underline; }
.waiver { margin: 4px 0 0; font-size: 13px; color: var(--soft); } .nothing { color: var(--a); margin: 8px 0; }
footer { color: var(--faint); font-size: 12px; padding-top: 18px; padding-bottom: 40px; }
:focus-visible { outline: 2px solid var(--brand); outline-offset: 2px; }
@media (max-width: 820px) { .panels { grid-template-columns: 1fr; } .chips { display: none; } header, main, footer { padding-left: 14px; padding-right: 14px; } #tools { position: static; } }
@media print {
  @page { size: A4; margin: 14mm 13mm; }
  body { background: #fff; font-size: 10.5pt; } header, main, footer { max-width: none; padding-left: 0; padding-right: 0; } header { padding-top: 0; }
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  nav, .about > summary::after, #tools, .copy, .chart > summary::after { display: none !important; }
  .figure b { font-size: 19pt; } .panels { grid-template-columns: 2fr 3fr; } .panel, .figure { break-inside: avoid; } .panel.full { break-inside: auto; } .panel tr { break-inside: avoid; } .figures { gap: 8px; } .figure { flex-basis: 70px; padding: 8pt; } .figure.wide { flex-basis: 120px; }
  .chart { border: 0; border-top: 1px solid #b9c2cb; border-radius: 0; content-visibility: visible; margin: 0; padding: 4pt 0; } .chart > summary { padding: 6pt 0; break-after: avoid; } .inside { padding: 0; }
  .indicators tr { break-inside: avoid; } .indicators tbody th { width: 30%; } .indicators td.links { width: 36%; max-width: none; } .indicators td.rate { width: 5.5em; } .links details > summary { display: none; } .pictures { grid-template-columns: 1fr 1fr; break-inside: auto; } .panel#pictures { break-before: auto; }
  .finding { break-inside: avoid; margin: 6pt 0; padding: 2pt 0 2pt 8pt; } .deductions { break-inside: avoid; } .chips { display: flex; }
}
`;
