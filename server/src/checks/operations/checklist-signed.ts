import { z } from 'zod';
import type { DocumentFacts } from '../../chart/model.ts';
import { isEmpty } from '../../chart/read.ts';
import { defineCheck } from '../../lint/check.ts';
import type { Span } from '../../syntax/span.ts';
import type { Table } from '../../syntax/tree.ts';
import { textIn } from '../reading.ts';

const params = z.strictObject({
  document: z.array(z.string()).min(1),
  /** Sections of the phases, in their order. */
  phases: z.array(z.string()).min(1),
  /** Who signs each phase: the labels and columns by which the form calls them. */
  parties: z.record(z.string(), z.array(z.string()).min(1)),
});
type Params = z.output<typeof params>;

/**
 * A form of several phases that several parties sign, each of them each phase: a signature that is blank, or left out where
 * the same party signs other phases. A form that is signed once for all phases, or not at all, says nothing here.
 */
export const checklistSigned = defineCheck<Params>({
  kind: 'checklist-signed',
  scope: 'document',
  params: params as z.ZodType<Params>,
  messages: ['unsigned'],
  subscribe: ({ document }) => document,
  run(facts, rule, _environment, report) {
    const places = [...placesInSections(facts, rule), ...placesInTables(facts, rule)];
    if (!places.some(({ state }) => state === 'signed')) return;
    for (const phase of new Set(places.map((place) => place.phase))) {
      for (const party of Object.keys(rule.parties)) {
        const at = unsignedAt(places, phase, party);
        if (at) report({ at, message: 'unsigned', data: { document: facts.kind, phase, party } });
      }
    }
  },
});

/** One party's signature, or the room for it, in one phase. */
interface Place extends Span {
  readonly phase: string;
  readonly party: string;
  readonly state: 'signed' | 'blank';
}

/** Where the signature should be; undefined where it stands, or where nothing shows that the form has room for it. */
function unsignedAt(places: readonly Place[], phase: string, party: string): Span | undefined {
  const here = places.filter((place) => place.phase === phase);
  const own = here.filter((place) => place.party === party);
  if (own.some(({ state }) => state === 'signed')) return undefined;
  const [blank] = own;
  if (blank) return blank;
  const elsewhere = places.some((place) => place.phase !== phase && place.party === party);
  return elsewhere && here.some(({ state }) => state === 'signed') ? here.at(-1) : undefined;
}

function placesInSections({ node }: DocumentFacts, rule: Params): Place[] {
  const places: Place[] = [];
  let phase: string | undefined;
  for (const entry of node.entries) {
    if (entry.id !== undefined && rule.phases.includes(entry.id)) phase = entry.id;
    const party = entry.id && partyOf(entry.id, rule);
    if (phase === undefined || !party || !entry.label) continue;
    const blank = entry.content.end <= entry.content.start;
    places.push({ ...(blank ? entry.label : entry.content), phase, party, state: blank ? 'blank' : 'signed' });
  }
  return places;
}

function partyOf(id: string, { parties }: Params): string | undefined {
  return Object.keys(parties).find((party) => parties[party]?.includes(id));
}

/** Rows are told by their phase; a phase may take many rows and be signed in one of them. */
function placesInTables({ node }: DocumentFacts, rule: Params): Place[] {
  return node.entries.flatMap((entry) =>
    entry.blocks.flatMap((block) => (block.kind === 'table' ? placesInTable(node, block, rule) : [])),
  );
}

const PHASES = [/麻醉|分娩前/, /手术开始|切皮|手术前|开始前|接产/, /离|出室|分娩后/];

function placesInTable(node: DocumentFacts['node'], { columns, rows }: Table, rule: Params): Place[] {
  const phaseColumn = columns.indexOf('check-phase');
  if (phaseColumn < 0) return [];
  return rows.flatMap(({ cells }) => {
    const name = cells[phaseColumn];
    const phase = name && rule.phases[PHASES.findIndex((pattern) => pattern.test(textIn(node, name)))];
    if (!phase) return [];
    return columns.flatMap((column, i): Place[] => {
      const party = column && partyOf(column, rule);
      const cell = cells[i];
      if (!party || !cell) return [];
      const blank = cell.end <= cell.start || (isEmpty(node, cell) && !/[*＊×xX]/.test(textIn(node, cell)));
      return [{ ...(blank ? name : cell), phase, party, state: blank ? 'blank' : 'signed' }];
    });
  });
}
