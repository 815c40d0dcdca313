/**
 * How much a place counts at a cost, 0 … 1, inside a catchment that includes its edge. The catchment and every cost are in one
 * unit (minutes or metres). Beyond the catchment the weight is 0.
 */
export interface DistanceDecay {
  readonly kind: "binary" | "step" | "gaussian";
  readonly catchment: number;
  readonly weightAt: (cost: number) => number;
  /** step only: the upper edge of each band, itself included, and the band's weight */
  readonly bands: readonly { readonly to: number; readonly weight: number }[];
}

/** 1 up to and including the edge. */
export function binaryDecay(catchment: number): DistanceDecay {
  requireCatchment(catchment);
  return { kind: "binary", catchment, bands: [], weightAt: (cost) => (cost <= catchment ? 1 : 0) };
}

/** Weights of the three bands of Luo & Qi (2009), their slower set. They used 10, 20 and 30 minutes of a 30-minute catchment. */
const LUO_QI_WEIGHTS = [1, 0.68, 0.22] as const;

/** Three bands of equal width: 1, 0.68, 0.22 (Luo & Qi 2009, Health & Place 15). The edge of a band belongs to it. */
export function stepDecay(catchment: number): DistanceDecay {
  requireCatchment(catchment);
  const bands = LUO_QI_WEIGHTS.map((weight, band) => ({ to: (catchment * (band + 1)) / LUO_QI_WEIGHTS.length, weight }));
  return { kind: "step", catchment, bands, weightAt: (cost) => bands.find(({ to }) => cost <= to)?.weight ?? 0 };
}

/**
 * (e^(−½ (c/C)²) − e^(−½)) ÷ (1 − e^(−½)): 1 at no cost, falling to 0 at the edge C without a jump (Dai 2010, Health & Place 16).
 * What stands exactly at the edge is inside and weighs nothing.
 */
export function gaussianDecay(catchment: number): DistanceDecay {
  requireCatchment(catchment);
  const floor = Math.exp(-0.5);
  const weightAt = (cost: number) => (cost < catchment ? (Math.exp(-0.5 * (cost / catchment) ** 2) - floor) / (1 - floor) : 0);
  return { kind: "gaussian", catchment, bands: [], weightAt };
}

function requireCatchment(catchment: number): void {
  if (!(catchment > 0 && catchment < Infinity)) throw new Error(`catchment ${catchment}: expected a finite number > 0`);
}
