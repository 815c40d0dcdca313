/** What the map can show of one question, one at a time; the address says which. */
export const COVERAGE_LAYERS = ["circles", "minutes", "gaps", "access"] as const;
export type CoverageLayer = (typeof COVERAGE_LAYERS)[number];

export const layerFrom = (text: string | null): CoverageLayer => COVERAGE_LAYERS.find((layer) => layer === text) ?? "circles";
