import type { DocumentFacts } from '../../chart/model.ts';
import { filledEntry, textOf } from '../../chart/read.ts';
import { nameAgrees } from '../../syntax/inline/names.ts';
import { readPeople } from '../../syntax/inline/people.ts';
import type { Span } from '../../syntax/span.ts';
import type { Person, Table } from '../../syntax/tree.ts';
import type { Vocabulary } from '../../vocabulary/vocabulary.ts';
import { memoByDocument } from '../memo.ts';
import { namedSignatures } from '../reading.ts';

/** Who took part in a discussion, as far as its record tells. */
export interface Attendance {
  /** Where the list stands; undefined when there is none. */
  readonly list: Span | undefined;
  /** People of the list, in order. */
  readonly listed: readonly Person[];
  readonly hosts: readonly Person[];
  /** Everybody the record shows: list, host, speakers, signers; each once. */
  readonly present: readonly Person[];
  /** The list names others too that it does not spell out (`等6人`, 全科医师), or is not readable to its end. */
  readonly open: boolean;
}

export const attendanceOf = memoByDocument((facts: DocumentFacts, vocabulary: Vocabulary): Attendance => {
  const list = filledEntry(facts, 'participants');
  const read = (span: Span | undefined) => (span ? readPeople(facts.node.text, span, vocabulary) : []);
  const rows = tabled(facts, vocabulary);
  const listed = [...(list && !isTable(list.blocks) ? read(list.content) : []), ...rows];
  const hosts = read(filledEntry(facts, 'host')?.content);
  const signers = namedSignatures(facts).flatMap(({ people }) => people);
  const text = list ? textOf(facts.node, list.content) : '';
  return {
    list: list?.content ?? rows[0],
    listed,
    hosts,
    present: merged([...listed, ...hosts, ...speakersOf(facts, vocabulary), ...signers]),
    open: isOpen(text, rows.length > 0 ? undefined : listed),
  };
});

function isTable(blocks: readonly { readonly kind: string }[]): boolean {
  return blocks.some(({ kind }) => kind === 'table');
}

/** Rows of a table with a column of participants, with the rank in its own column. */
function tabled({ node }: DocumentFacts, vocabulary: Vocabulary): readonly Person[] {
  const tables = node.entries.flatMap(({ blocks }) => blocks.filter((block): block is Table => block.kind === 'table'));
  return tables.flatMap(({ columns, rows }) => {
    const [name, rank] = [columns.indexOf('participant'), columns.indexOf('rank')];
    if (name < 0) return [];
    return rows.flatMap(({ cells }) => {
      const [person] = cells[name] ? readPeople(node.text, cells[name], vocabulary) : [];
      const [ranked] = cells[rank] ? readPeople(node.text, cells[rank], vocabulary) : [];
      return person ? [{ ...person, rank: person.rank ?? ranked?.rank }] : [];
    });
  });
}

/** `方志明主治医师：……` at the beginning of a line: whoever speaks is there. */
function speakersOf({ node }: DocumentFacts, vocabulary: Vocabulary): readonly Person[] {
  const speakers: Person[] = [];
  for (const { index, 0: line } of node.text.matchAll(/^[ \t　]*[^\n：:]{2,24}[：:]/gm)) {
    const people = readPeople(node.text, { start: index, end: index + line.length - 1 }, vocabulary);
    const [person, another] = people;
    if (person?.name !== undefined && person.rank !== undefined && another === undefined) speakers.push(person);
  }
  return speakers;
}

/** One for each name, with its rank where any mention gives it; ranks without a name are people of their own. */
function merged(people: readonly Person[]): readonly Person[] {
  const found: Person[] = [];
  for (const person of people) {
    const { name } = person;
    const at = found.findIndex(
      (other) => name !== undefined && other.name !== undefined && nameAgrees(other.name, name),
    );
    const known = found[at];
    if (!known) found.push(person);
    else if (known.rank === undefined && person.rank !== undefined) found[at] = { ...known, rank: person.rank };
  }
  return found;
}

const OTHERS = /等|全科|全体|各[科位级]|其[他余它]|若干|签到|附[后表]|多名|数名|医护人员|科室人员|[*＊]{2}|×{2}|某某/;

/** More pieces than people: somebody in the list was not read. */
function isOpen(text: string, listed: readonly Person[] | undefined): boolean {
  if (OTHERS.test(text)) return true;
  if (!listed) return false;
  const pieces = text.replace(/[（(【[][^（）()【】[\]]{0,40}[）)】\]]/g, '').split(/[、，,；;/／\n\t]|\s{2,}|　/);
  return pieces.filter((piece) => /\p{Script=Han}{2}/u.test(piece)).length > listed.length;
}
