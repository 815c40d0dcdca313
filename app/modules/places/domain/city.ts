/** One city of the installation: every record belongs to one. */
export interface City {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly timeZone: string;
  /** demo data says so on every screen, print, export and answer */
  readonly isDemo: boolean;
  /** [west, south, east, north] in degrees, or null while nothing has a position */
  readonly bounds: readonly [number, number, number, number] | null;
  /** counts up with every change of places or catalog */
  readonly revision: number;
  /** names this city at this revision: caches keyed by it outlive neither a change nor a city made anew */
  readonly stamp: string;
}

export const DEMO_MARK = {
  zh: "演示数据，位置为虚构，不得用于决策",
  en: "Demo data: positions are made up, not for decisions",
} as const;
