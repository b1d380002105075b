import { EmbeddedActionsParser } from 'chevrotain';
import type { Vocabulary } from '../../vocabulary/vocabulary.ts';
import type { RecordPart, Stamp } from '../tree.ts';
import { NodeBuilder } from './nodes.ts';
import { RESULT_COLUMNS } from './tables.ts';
import * as T from './tokens.ts';

/**
 * The grammar over the scanner's tokens:
 *
 *     chart    = [ entry+ ] document*                       the entries before the first document are the chart header
 *     document = heading entry*  |  note-time block* entry*  |  opening-section block* entry*
 *     entry    = section block*  |  field text* [ blank ]  |  signature text* [ signing-time ] [ blank ]
 *              | signers [ signing-time ] [ blank ]  |  block+
 *     block    = text | line | blank | time | table
 *
 * It derives every sequence of tokens (a test tries random ones): what a token may mean in its place is settled by the
 * scanner, so one token of lookahead is enough and there is no input to recover from.
 */
export class RecordGrammar extends EmbeddedActionsParser {
  /** Undefined while chevrotain records the rules. */
  private builder: NodeBuilder | undefined;

  constructor(skipValidations = true) {
    super(T.ALL_TOKENS, { maxLookahead: 1, recoveryEnabled: false, skipValidations });
    this.performSelfAnalysis();
  }

  /** The parts that tokens of `text` make; `end` is where the last token ends. */
  build(text: string, tokens: T.ScanToken[], end: number, vocabulary: Vocabulary): RecordPart[] {
    const builder = new NodeBuilder(text, vocabulary);
    this.builder = builder;
    this.input = tokens;
    this.chart();
    this.builder = undefined;
    const [error] = this.errors;
    if (error) throw new Error(`the record grammar does not derive its tokens: ${error.message}`);
    return builder.finish(end);
  }

  private next(): T.ScanToken {
    return this.LA(1) as T.ScanToken;
  }

  private readonly chart = this.RULE('chart', () => {
    this.OPTION(() => this.SUBRULE(this.header));
    this.MANY(() => this.SUBRULE(this.document));
  });

  private readonly header = this.RULE('header', () => {
    this.builder?.openHeader(this.next());
    this.AT_LEAST_ONE(() => this.SUBRULE(this.entry));
  });

  private readonly document = this.RULE('document', () => {
    this.OR([{ ALT: () => this.headed() }, { ALT: () => this.noted() }, { ALT: () => this.inferred() }]);
    this.MANY(() => this.SUBRULE(this.entry));
  });

  private headed(): void {
    const heading = this.CONSUME(T.DocumentHeading);
    this.builder?.openDocument(heading);
  }

  private noted(): void {
    const time = this.CONSUME(T.NoteTime) as T.ScanToken;
    this.builder?.openNote(time);
    this.MANY1(() => this.SUBRULE1(this.block));
  }

  private inferred(): void {
    const label = this.CONSUME(T.OpeningLabel);
    this.builder?.openInferred(label);
    this.MANY2(() => this.SUBRULE2(this.block));
  }

  private readonly entry = this.RULE('entry', () => {
    this.OR([
      { ALT: () => this.section() },
      { ALT: () => this.field() },
      { ALT: () => this.signature() },
      { ALT: () => this.signers() },
      { ALT: () => this.unlabelled() },
    ]);
  });

  private section(): void {
    const label = this.CONSUME(T.SectionLabel);
    this.builder?.openLabelled(label);
    this.MANY(() => this.SUBRULE(this.block));
  }

  private field(): void {
    const label = this.CONSUME(T.FieldLabel);
    this.builder?.openLabelled(label);
    this.MANY1(() => this.SUBRULE1(this.ownText));
    this.OPTION1(() => this.SUBRULE1(this.gap));
  }

  private signature(): void {
    const label = this.CONSUME(T.SignatureLabel);
    this.builder?.openLabelled(label);
    this.MANY2(() => this.SUBRULE2(this.ownText));
    this.OPTION2(() => this.SUBRULE2(this.signingTime));
    this.OPTION3(() => this.SUBRULE3(this.gap));
  }

  private signers(): void {
    const line = this.CONSUME(T.SignatureLine);
    this.builder?.openSigners(line);
    this.OPTION4(() => this.SUBRULE4(this.signingTime));
    this.OPTION5(() => this.SUBRULE5(this.gap));
  }

  private unlabelled(): void {
    this.builder?.openText(this.next().startOffset);
    this.AT_LEAST_ONE(() => this.SUBRULE6(this.block));
  }

  private readonly ownText = this.RULE('ownText', () => {
    const text = this.CONSUME(T.Text);
    this.builder?.paragraph(text);
  });

  private readonly gap = this.RULE('gap', () => {
    const blank = this.CONSUME(T.Blank);
    this.builder?.blank(blank);
  });

  private readonly signingTime = this.RULE('signingTime', () => {
    const time = this.CONSUME(T.SigningTime);
    this.builder?.signingTime(time);
  });

  private readonly block = this.RULE('block', () => {
    this.OR([
      { ALT: () => this.line(this.CONSUME(T.Line)) },
      { ALT: () => this.line(this.CONSUME(T.Text)) },
      { ALT: () => this.blank(this.CONSUME(T.Blank)) },
      { ALT: () => this.time(this.CONSUME(T.TimeLine)) },
      { ALT: () => this.time(this.CONSUME(T.SigningTime)) },
      { ALT: () => this.SUBRULE(this.table) },
      { ALT: () => this.SUBRULE(this.results) },
      { ALT: () => this.line(this.CONSUME(T.TableRow)) },
      { ALT: () => this.line(this.CONSUME(T.TableRule)) },
    ]);
  });

  private line(token: T.ScanToken): void {
    this.builder?.paragraph(token);
  }

  private blank(token: T.ScanToken): void {
    this.builder?.blank(token);
  }

  private time(token: T.ScanToken): void {
    this.builder?.time(token, token.payload as Stamp);
  }

  private readonly table = this.RULE('table', () => {
    const rows: T.ScanToken[] = [];
    const header = this.CONSUME(T.TableHeader) as T.ScanToken;
    this.MANY(() => {
      this.OR([
        { ALT: () => rows.push(this.CONSUME(T.TableRow)) },
        { ALT: () => rows.push(this.CONSUME(T.TableRule)) },
      ]);
    });
    if (this.builder) this.builder.table(header, rows, (header.payload as T.HeaderFacts).columns);
  });

  private readonly results = this.RULE('results', () => {
    const rows: T.ScanToken[] = [];
    this.AT_LEAST_ONE(() => rows.push(this.CONSUME(T.ResultRow)));
    this.builder?.table(undefined, rows, RESULT_COLUMNS);
  });
}
