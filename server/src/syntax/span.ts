/** A half-open range `[start, end)` in UTF-16 code units. What offset 0 means (file or document) is said where it is used. */
export interface Span {
  readonly start: number;
  readonly end: number;
}
