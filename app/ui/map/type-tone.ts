import type { MapTone } from "./map-tone";

const TONES: Record<string, MapTone> = {
  "day-care": "jade",
  meals: "indigo",
  nursery: "rose",
  "toddler-class": "rose",
  residential: "blue",
  rehabilitation: "violet",
  bathing: "violet",
  cleaning: "violet",
  "after-hours": "brown",
  "child-protection": "blue",
  "job-station": "grey",
};

/** Shape and colour of a service type; types a city adds itself are grey triangles with their own character. */
export const toneOfType = (key: string): MapTone => TONES[key] ?? "grey";
