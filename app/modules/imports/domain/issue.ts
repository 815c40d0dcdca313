/**
 * What the importer has to say about one cell or row. Codes and facts only: the words are chosen in the screen's language.
 * An `error` keeps the row out, a `warning` asks for a look, a `note` tells what was assumed.
 */
export type Severity = "error" | "warning" | "note";

export type IssueCode =
  | "missing"
  | "too-long"
  | "not-a-number"
  | "not-whole"
  | "out-of-range"
  | "not-a-date"
  | "not-a-time"
  | "not-an-age"
  | "not-yes-or-no"
  | "unknown-choice"
  | "not-a-code"
  | "not-degrees"
  | "approximate-number"
  | "lower-end-taken"
  | "unit-left-out"
  | "words-left-out"
  | "read-as-empty"
  | "day-assumed"
  | "month-assumed"
  | "month-ambiguous"
  | "age-assumed"
  | "half-a-position"
  | "zero-position"
  | "looks-swapped"
  | "outside-city"
  | "far-outside-city"
  | "far-from-others"
  | "outside-stated-area"
  | "area-unknown"
  | "area-ambiguous"
  | "area-like"
  | "area-several"
  | "area-elsewhere"
  | "area-differs"
  | "placed-by-area"
  | "area-by-nearest"
  | "area-by-outline"
  | "unplaced"
  | "same-key-in-file"
  | "similar-in-file"
  | "possible-duplicate"
  | "staffed-above-licensed"
  | "taken-above-staffed"
  | "period-runs-backwards"
  | "no-service"
  | "since-assumed"
  | "since-kept"
  | "state-before-life"
  | "parent-unknown"
  | "parent-not-prefix"
  | "level-unknown"
  | "outline-broken"
  | "no-group"
  | "parts-exceed-total"
  | "part-exceeds-whole"
  | "bands-exceed-whole"
  | "bands-differ"
  | "sum-differs"
  | "other-source-kept"
  | "operator-kind-kept"
  | "already-closed"
  | "staffed-unknown"
  | "service-assumed"
  | "days-assumed"
  | "total-not-split"
  | "state-step"
  | "shorter-than-straight"
  | "walk-not-telling"
  | "walk-crooked"
  | "too-few-corners"
  | "too-many-corners"
  | "closed-line"
  | "kind-of-crossing"
  | "shape-unknown"
  | "no-shape"
  | "stray-crossing"
  | "replaces-known"
  | "beyond-own"
  | "area-too-wide"
  | "born-beyond"
  | "born-not-of-number"
  | "sex-not-of-number"
  | "number-no-day"
  | "identity-number-shape"
  | "identity-number-check"
  | "phone-shape"
  | "cell-shape"
  | "name-long"
  | "day-to-come"
  | "number-taken"
  | "twin-in-file"
  | "not-registered"
  | "register-number-unknown"
  | "other-number"
  | "grade-without-day"
  | "expires-before"
  | "contact-half"
  | "visitor-unknown"
  | "visitor-ambiguous"
  | "visitor-elsewhere"
  | "same-two"
  | "deputy-alone"
  | "category-unread"
  | "consent-without-day";

export interface Issue {
  readonly severity: Severity;
  readonly code: IssueCode;
  /** Heading of the column in the file, or the field's key where the value came from no column. */
  readonly column: string | null;
  readonly field: string | null;
  /** The cell as it stood in the file. */
  readonly value: string | null;
  readonly facts?: Readonly<Record<string, string | number>>;
}

/** A row that names no area has got one from where it stands. */
export const isAreaDerived = (issues: readonly Issue[]): boolean =>
  issues.some(({ code }) => code === "area-by-nearest" || code === "area-by-outline");

export const hasError = (issues: readonly Issue[]): boolean => issues.some((issue) => issue.severity === "error");
