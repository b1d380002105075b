/** Of more charts than these a print holds what is open on the screen: thousands of pages are no print. */
export const OPENED_IN_PRINT = 100;

/**
 * The page's only script, in plain JavaScript for any browser: filters, search, the view by rule, printing, copying a
 * waiver. Everything is on the page without it. {@link SCRIPT_HASH} must follow every change; a test tells its value.
 */
export const SCRIPT = `'use strict';
(function () {
  var all = function (selector, root) { return Array.prototype.slice.call((root || document).querySelectorAll(selector)); };
  var one = function (selector) { return document.querySelector(selector); };
  var charts = all('.chart');
  var words = JSON.parse(one('#words').textContent);
  var search = one('#search'), category = one('#category'), department = one('#department'), grade = one('#grade'), order = one('#order');
  var byRule = one('#by-rule'), byChart = one('#by-chart'), shown = one('#shown');
  var rule = '', view = 'chart', groups = null;
  var entries = charts.map(function (chart, index) {
    var head = chart.querySelector('summary').textContent.toLowerCase();
    return { chart: chart, index: index, head: head, findings: all('.finding', chart).map(function (node) {
      return { node: node, text: (node.textContent + ' ' + node.dataset.rule).toLowerCase(), twin: null };
    }) };
  });

  function severities() {
    var on = {};
    all('[data-severity-box]').forEach(function (box) { if (box.checked) on[box.dataset.severityBox] = true; });
    return on;
  }

  function apply() {
    var needles = search.value.trim().toLowerCase().split(/\\s+/).filter(Boolean);
    var on = severities();
    var narrowed = rule || category.value || needles.length > 0 || all('[data-severity-box]').some(function (box) { return box.checked !== box.defaultChecked; });
    var count = 0, visibleCharts = 0;
    entries.forEach(function (entry) {
      var data = entry.chart.dataset;
      var fits = (!department.value || data.department === department.value.slice(1)) && (!grade.value || data.grade === grade.value);
      var any = 0;
      entry.findings.forEach(function (finding) {
        var d = finding.node.dataset;
        var visible = fits && on[d.severity] && (!rule || d.rule === rule) && (!category.value || d.category === category.value) &&
          needles.every(function (needle) { return finding.text.indexOf(needle) >= 0 || entry.head.indexOf(needle) >= 0; });
        finding.node.hidden = !visible;
        if (finding.twin) finding.twin.hidden = !visible;
        if (visible) any++;
      });
      var headFits = needles.length > 0 && needles.every(function (needle) { return entry.head.indexOf(needle) >= 0; }) && !rule && !category.value;
      entry.chart.hidden = !fits || (narrowed && any === 0 && !headFits);
      count += any;
      if (!entry.chart.hidden) visibleCharts++;
    });
    if (groups) groups.forEach(function (group) {
      var visible = group.items.filter(function (item) { return !item.hidden; }).length;
      group.node.hidden = visible === 0;
      group.count.textContent = visible;
    });
    shown.textContent = words.shown.replace('{charts}', visibleCharts).replace('{findings}', count);
    one('#reset').hidden = !(narrowed || department.value || grade.value);
    all('.bar').forEach(function (bar) {
      bar.classList.toggle('on', (rule && bar.dataset.filterRule === rule) || (category.value && bar.dataset.filterCategory === category.value) || false);
    });
  }

  function buildGroups() {
    var known = {};
    groups = [];
    entries.forEach(function (entry) {
      entry.findings.forEach(function (finding) {
        var id = finding.node.dataset.rule;
        if (!known[id]) {
          var details = document.createElement('details');
          details.className = 'chart rule-group';
          var summary = document.createElement('summary');
          var count = document.createElement('span');
          count.className = 'score none count';
          var who = document.createElement('span');
          who.className = 'who';
          var title = document.createElement('strong');
          title.textContent = finding.node.querySelector('.rule').textContent;
          var small = document.createElement('small');
          small.textContent = id;
          who.append(title, small);
          summary.append(count, who);
          var list = document.createElement('ul');
          list.className = 'findings';
          var inside = document.createElement('div');
          inside.className = 'inside';
          inside.append(list);
          details.append(summary, inside);
          known[id] = { node: details, count: count, list: list, items: [] };
          groups.push(known[id]);
        }
        var twin = finding.node.cloneNode(true);
        var from = document.createElement('a');
        from.href = '#' + encodeURIComponent(entry.chart.id);
        from.className = 'from';
        from.textContent = finding.node.dataset.chart;
        twin.querySelector('.meta').prepend(from);
        finding.twin = twin;
        known[id].items.push(twin);
        known[id].list.append(twin);
      });
    });
    groups.sort(function (a, b) { return b.items.length - a.items.length; });
    groups.forEach(function (group) { byRule.append(group.node); });
  }

  function show(name) {
    view = name;
    if (name === 'rule' && !groups) buildGroups();
    byChart.hidden = name !== 'chart';
    byRule.hidden = name !== 'rule';
    all('[data-view]').forEach(function (tab) { tab.setAttribute('aria-selected', String(tab.dataset.view === name)); });
    apply();
  }

  function sort() {
    var key = order.value;
    var errors = function (entry) { return entry.findings.filter(function (f) { return f.node.dataset.severity === 'error'; }).length; };
    var points = function (entry) { return entry.chart.dataset.points === '' ? 1000 : Number(entry.chart.dataset.points); };
    entries.slice().sort(function (a, b) {
      var difference = key === 'points' ? points(a) - points(b) : key === 'errors' ? errors(b) - errors(a) : 0;
      return difference || a.index - b.index;
    }).forEach(function (entry) { byChart.append(entry.chart); });
  }

  function openAll(open) {
    all('details.chart', view === 'chart' ? byChart : byRule).forEach(function (node) { if (!node.hidden) node.open = open; });
  }

  function reset() {
    rule = '';
    search.value = category.value = department.value = grade.value = '';
    all('[data-severity-box]').forEach(function (box) { box.checked = box.defaultChecked; });
    apply();
  }

  function copyWaiver(button) {
    var data = button.closest('.finding').dataset;
    var quote = function (value) { return JSON.stringify(value); };
    var entry = '  - rule: ' + data.rule + '\\n    chart: ' + quote(data.chart) + '\\n    fingerprint: ' + quote(data.print) +
      '\\n    reason: ""\\n    by: ""\\n    date: ' + new Date().toISOString().slice(0, 10) + '\\n';
    var done = function () { button.textContent = words.copied; setTimeout(function () { button.textContent = words.copy; }, 1500); };
    if (navigator.clipboard && window.isSecureContext) navigator.clipboard.writeText(entry).then(done);
    else {
      var area = document.createElement('textarea');
      area.value = entry;
      document.body.append(area);
      area.select();
      document.execCommand('copy');
      area.remove();
      done();
    }
  }

  document.addEventListener('click', function (event) {
    var target = event.target.closest('button, a.from');
    if (!target) return;
    var data = target.dataset;
    if (data.view) show(data.view);
    else if (data.filterRule) { rule = rule === data.filterRule ? '' : data.filterRule; category.value = ''; apply(); one('#tools').scrollIntoView({ block: 'start' }); }
    else if (data.filterCategory) { category.value = category.value === data.filterCategory ? '' : data.filterCategory; rule = ''; apply(); one('#tools').scrollIntoView({ block: 'start' }); }
    else if (data.open) openAll(data.open === 'yes');
    else if (target.id === 'reset') reset();
    else if (target.id === 'print') window.print();
    else if ('copy' in data) copyWaiver(target);
    else if (target.className === 'from') {
      event.preventDefault();
      show('chart');
      var chart = document.getElementById(decodeURIComponent(target.getAttribute('href').slice(1)));
      if (chart.hidden) reset();
      chart.open = true;
      chart.scrollIntoView({ block: 'start' });
    }
  });
  var timer;
  search.addEventListener('input', function () { clearTimeout(timer); timer = setTimeout(apply, 120); });
  [category, department, grade].forEach(function (select) { select.addEventListener('change', apply); });
  order.addEventListener('change', sort);
  all('[data-severity-box]').forEach(function (box) { box.addEventListener('change', apply); });
  var closed = [];
  window.addEventListener('beforeprint', function () {
    if (charts.filter(function (chart) { return !chart.hidden; }).length > ${OPENED_IN_PRINT}) return;
    closed = all('details.chart:not([open]), .links details:not([open]), .idle:not([open])');
    closed.forEach(function (node) { node.open = true; });
  });
  window.addEventListener('afterprint', function () { closed.forEach(function (node) { node.open = false; }); closed = []; });
  one('#tools').hidden = false;
  apply();
})();
`;

/** SHA-256 of {@link SCRIPT} in UTF-8, for the page's content security policy. */
export const SCRIPT_HASH = 'sha256-MuIbddZhC7XiNSs3I+0ji6QJhl2QRYpUIfvBFWJuHZM=';
