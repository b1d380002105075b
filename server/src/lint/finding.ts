import type { LocalizedText } from '../vocabulary/schema.ts';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** A place in one file of the chart: UTF-16 offsets from the start of the file, half open. */
export interface Place {
  /** File name as the chart was given it. */
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** Plain values only: a finding is data that survives JSON. Times are `2024-03-01T15:30`, durations whole minutes. */
export type FindingData = Readonly<Record<string, string | number | boolean | null>>;

/** What was judged, where, with what. Texts are templates of the rule; `data` fills them where they are shown. */
export interface Finding extends Place {
  readonly rule: string;
  readonly severity: Severity;
  /** Which of the rule's messages speaks (`missing`, `late`, …). */
  readonly message: string;
  readonly data: FindingData;
  /** State of a deadline: absent and overdue, present but too late, or still ahead. */
  readonly state?: 'missing' | 'late' | 'due';
  /** The clause this very finding rests on, where the rule's own are too general: that of the absent section. */
  readonly basis?: readonly Basis[] | undefined;
  readonly related: readonly Related[];
  readonly fixes: readonly Fix[];
}

/** A clause of a text in `rules/sources.yaml`. */
export interface Basis {
  readonly source: string;
  readonly clause: string;
}

/** Another place that matters to the finding, such as the event that set a deadline. */
export interface Related extends Place {
  readonly label: LocalizedText;
}

export interface TextEdit extends Place {
  readonly text: string;
}

export interface Fix {
  /** Stable name of the repair, such as `insert-section`. */
  readonly id: string;
  readonly title: LocalizedText;
  /** `safe`: changes notation only, may be applied with all others at once. `structure`: inserts blanks to fill in. */
  readonly safety: 'safe' | 'structure';
  readonly edits: readonly TextEdit[];
}
