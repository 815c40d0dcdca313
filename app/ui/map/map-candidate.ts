import type { MultiPolygon } from "geojson";

/** A pin that is moved about, and what is drawn round it. Told by subscription: a map that follows a pointer renders no page. */
export interface MapCandidate {
  readonly subscribe: (listener: () => void) => () => void;
  readonly read: () => CandidateDrawing;
  /** moves it; called while it is dragged */
  readonly place: (lon: number, lat: number) => void;
  /** its name, and how it is moved by keys, for a screen reader */
  readonly label: string;
  readonly role: string;
}

/** The same object as long as nothing has changed. */
export interface CandidateDrawing {
  readonly at: { readonly lon: number; readonly lat: number } | null;
  /** nested steps, nearest (darkest) first */
  readonly steps: readonly MultiPolygon[];
  readonly homes: readonly { readonly lon: number; readonly lat: number; readonly isNew: boolean }[];
}
