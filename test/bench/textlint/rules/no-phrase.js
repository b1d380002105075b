// One trivial rule: report every occurrence of a phrase.
const phrase = '未见明显异常';

module.exports = (context) => {
  const { Syntax, RuleError, report, getSource, locator } = context;
  return {
    [Syntax.Paragraph](node) {
      const text = getSource(node);
      for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + phrase.length)) {
        report(node, new RuleError(phrase, { padding: locator.range([at, at + phrase.length]) }));
      }
    },
  };
};
